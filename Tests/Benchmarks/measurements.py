"""What is measured: each function runs the commands of one group once, in a session.

A full run begins with no workspace and no published folder. Files are in the page cache for all alike: `warm` reads
them before.
"""
import os
import shutil

import inboxes
from commands import PINNED, STAGES


class Measurements:
    def __init__(self, session, ours, peers, folder, work):
        self.session, self.ours, self.peers, self.folder, self.work = session, ours, peers, folder, work
        self.xml = [f"{folder}/xml/{name}" for name in inboxes.names(f"{folder}/xml")]
        # Every fifth: sdmx1 needs half a minute for all of them.
        self.few_xml = self.xml[::5]

    def groups(self):
        """Functions by name, with the number of times that is enough for the slow ones."""
        return {
            "assess": (self.until_assess, None), "whole": (self.whole, None), "stages": (self.stages, None),
            "duckdb": (self.sums, None), "gunzip": (self.gunzip, None), "xml": (self.xml_to_observations, None),
            "peers-xml": (self.xml_peers, 3), "national": (self.national, None), "tenfold": (self.tenfold, 3),
            "readers": (self.readers, 3),
        }

    def empty(self):
        shutil.rmtree(self.ours.workspace, ignore_errors=True)
        shutil.rmtree(self.ours.out, ignore_errors=True)

    def warm(self, *inboxes_of_group):
        for inbox in inboxes_of_group:
            for name in inboxes.names(f"{self.folder}/{inbox}"):
                with open(f"{self.folder}/{inbox}/{name}", "rb") as file:
                    while file.read(1 << 20):
                        pass

    def _full_and_again(self, name, *options):
        """A full run, the same again with nothing changed, and again with one delivery of all changed."""
        inbox = f"{self.folder}/benchmark"
        delivery = f"{inbox}/{inboxes.middling_table(inbox)}"
        self.warm("benchmark")
        self.empty()
        command = self.ours.run(inbox, *options)
        self.session.run(f"{name} full", command)
        self.session.run(f"{name} unchanged", command)
        shutil.copy2(delivery, f"{self.work}/original")
        try:
            with open(delivery, "wb") as file:
                file.write(inboxes.changed(f"{self.work}/original"))
            self.session.run(f"{name} one changed", command)
        finally:
            shutil.copy2(f"{self.work}/original", delivery)

    def until_assess(self):
        self._full_and_again("assess", "--until", "assess")

    def whole(self):
        self._full_and_again("whole")

    def stages(self):
        inbox = f"{self.folder}/benchmark"
        for jobs in ["1", "2"]:
            self.warm("benchmark")
            self.empty()
            for stage in STAGES:
                self.session.run(f"{stage} --jobs {jobs}", self.ours.stage(stage, inbox, "--jobs", jobs))

    def sums(self):
        inbox = f"{self.folder}/csv"
        self.warm("csv")
        for told in ["nothing", "dialect", "columns"]:
            self.session.run(f"duckdb told {told}", self.peers.duckdb(self.peers.sum_query(inbox, told)))
        self.session.run("duckdb module", self.peers.duckdb_module(self.peers.sum_query(inbox, "nothing")))
        self.session.run("polars", self.peers.script("polars_sum", self.peers.pipeline, inbox))

    def gunzip(self):
        self.warm("benchmark")
        # Eight files a process: with one each, starting the processes takes a third of the time.
        files = f"{self.folder}/benchmark/*.gz"
        self.session.run("gunzip", ["sh", "-c", f"ls {files} | xargs -P 2 -n 8 gunzip -c >/dev/null"])

    def xml_to_observations(self):
        inbox = f"{self.folder}/xml"
        self.warm("xml")
        self.empty()
        self.session.run("xml", PINNED + self.ours.run(inbox, "--until", "normalize", "--jobs", "1"))

    def xml_peers(self):
        self.warm("xml")
        self.session.run("pysdmx", PINNED + self.peers.script("pysdmx_read", *self.xml))
        self.session.run("sdmx1", PINNED + self.peers.script("sdmx1_read", *self.few_xml))

    def national(self):
        self.warm("national")
        self.empty()
        self.session.run("national", self.ours.run(f"{self.folder}/national"))

    def tenfold(self):
        """The inbox of ten times the observations right after the one that it is compared with."""
        for name, inbox in [("onefold", "benchmark"), ("tenfold", "tenfold")]:
            self.warm(inbox)
            self.empty()
            self.session.run(name, self.ours.run(f"{self.folder}/{inbox}"))
        self.empty()

    def readers(self):
        """Ingest of one plain file beside libraries that read it into memory, and the whole beside the oracle."""
        for inbox, file, libraries in [("one-table", "delivery.csv", ["csv", "pyarrow"]),
                                       ("one-message", "delivery.xml", ["ElementTree", "lxml"])]:
            self.warm(inbox)
            self.empty()
            self.session.run(inbox, self.ours.stage("ingest", f"{self.folder}/{inbox}", "--jobs", "1"))
            for library in libraries:
                self.session.run(library, self.peers.script("read_file", library, f"{self.folder}/{inbox}/{file}"))
        self.empty()
        self.session.run("oracle whole", self.ours.run(f"{self.folder}/national"))
        self.session.run("oracle", self.peers.oracle(f"{self.folder}/national", os.path.join(self.work, "oracle.csv")))

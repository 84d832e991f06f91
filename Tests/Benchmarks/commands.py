"""The commands that are measured: the pipeline's, and those of its peers."""
import glob
import os
import subprocess
import sys

import inboxes

AS_OF = "2026-11-30"
STAGES = ["ingest", "normalize", "aggregate", "assess", "publish"]
HERE = os.path.dirname(os.path.abspath(__file__))
# The first core that this process may use.
PINNED = ["taskset", "-c", str(min(os.sched_getaffinity(0)))]


class Ours:
    """The pipeline's executables, with a workspace and an output folder below `work`."""

    def __init__(self, root, work):
        self.binaries = f"{root}/.build/release"
        self.workspace, self.out = f"{work}/workspace", f"{work}/published"

    def _options(self, inbox, options):
        return ["--inbox", inbox, "--workspace", self.workspace, "--out", self.out, "--as-of", AS_OF,
                "--fail-on", "never", "--quiet", *options]

    def run(self, inbox, *options):
        return [f"{self.binaries}/milepost", "run", *self._options(inbox, options)]

    def stage(self, stage, inbox, *options):
        return [f"{self.binaries}/milepost-{stage}", *self._options(inbox, options)]


class Peers:
    """Other people's programs, installed from PyPI into an environment below `work`."""

    def __init__(self, root, work):
        self.root, self.folder = root, f"{work}/venv"
        self.python = f"{self.folder}/bin/python"
        self.pipeline = f"{root}/Pipelines/emma-2026-2030"

    def install(self):
        """Makes the environment where it is missing, and brings what is in it up to date."""
        if not os.path.exists(self.python):
            subprocess.run([sys.executable, "-m", "venv", self.folder], check=True)
        subprocess.run([self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade",
                        "-r", f"{HERE}/requirements.txt"], check=True)

    def version(self, package):
        code = f"import importlib.metadata as m; print(m.version({package!r}))"
        return subprocess.run([self.python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()

    def script(self, name, *arguments):
        return [self.python, f"{HERE}/peers/{name}.py", *arguments]

    def duckdb(self, query):
        # The program itself: what the package puts into bin/ is a script that starts Python first.
        program, = glob.glob(f"{self.folder}/lib/python*/site-packages/duckdb_cli/duckdb")
        return [program, "-init", "/dev/null", "-csv", "-c", query]

    def duckdb_module(self, query):
        return self.script("duckdb_sum", query)

    def sum_query(self, inbox, told):
        """sum.sql over the CSV deliveries of a folder.

        `told` is what DuckDB is told of the files: "nothing", so that it finds out separators and quotes of each by
        itself; their "dialect"; or all "columns" of both formats too, so that it need not look before it reads.
        """
        dialect = """header = true, delim = ',', quote = '"', escape = '"'"""
        if told == "columns":
            wanted = "REF_AREA, ETHNIC_GROUP, MEASURE, TIME_PERIOD, OBS_VALUE, AREA_VINTAGE"
            reads = []
            for header, paths in inboxes.groups_of_tables(inbox).items():
                columns = ", ".join(f"'{column}': 'VARCHAR'" for column in header.split(","))
                reads.append(f"SELECT {wanted} FROM read_csv({paths}, auto_detect = false, {dialect}, "
                             f"columns = {{{columns}}})")
            read = " UNION ALL ".join(reads)
        else:
            more = f", {dialect}" if told == "dialect" else ""
            read = f"SELECT * FROM read_csv('{inbox}/*.csv.gz', all_varchar = true, union_by_name = true{more})"
        with open(f"{HERE}/peers/sum.sql", encoding="utf-8") as file:
            return file.read().replace("{pipeline}", self.pipeline).replace("{read}", read)

    def oracle(self, inbox, out):
        return [self.python, f"{self.root}/Tests/Oracle/oracle.py", "--inbox", inbox,
                "--pipeline-folder", self.pipeline, "--out", out]

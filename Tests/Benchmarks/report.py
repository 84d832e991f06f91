"""The tables that a session comes to, in Markdown."""
import os
import re
import statistics
import subprocess

from commands import STAGES

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


class Report:
    def __init__(self, session, counts, megabytes, few_xml_share):
        self.session, self.counts, self.megabytes = session, counts, megabytes
        self.few_xml_share = few_xml_share

    # One row of the goals

    def _row(self, letter, what, ours, beside, ratio, goal, cpu=""):
        return f"| {letter} | {what} | {ours} | {beside} | {ratio} | {goal} | {cpu} |"

    def _times(self, letter, what, ours, theirs, goal=""):
        session = self.session
        if not session.has(ours, theirs):
            return []
        return [self._row(letter, what, f"{session.median(ours):.2f} s", f"{session.median(theirs):.2f} s",
                          f"{session.ratio(ours, theirs):.2f}", goal, f"{session.ratio(ours, theirs, 'cpu'):.2f}")]

    def _share(self, letter, what, part, whole, goal):
        session = self.session
        if not session.has(part, whole):
            return []
        return [self._row(letter, what, f"{session.median(part):.2f} s", f"{session.median(whole):.2f} s",
                          f"{100 * session.ratio(part, whole):.0f} %", goal,
                          f"{100 * session.ratio(part, whole, 'cpu'):.0f} %")]

    def _rates(self, name, title, goal):
        if not self.session.has("xml", name):
            return []
        ours = self.counts["xml"] / self.session.median("xml")
        rates = []
        for outcome in self.session.outcomes[name]:
            count, seconds = outcome.output.split()
            rates.append(int(count) / float(seconds))
        theirs = statistics.median(rates)
        return [self._row("d", title, f"{ours:,.0f} a second", f"{theirs:,.0f} a second", f"{ours / theirs:.1f}", goal)]

    def _tenfold(self):
        session = self.session
        if not session.has("onefold", "tenfold"):
            return []
        times = self.counts["tenfold"] / self.counts["benchmark"]
        time = session.ratio("tenfold", "onefold")
        return [
            self._row("g", f"whole run, {times:.2f} times the observations: time, scaled to ten times",
                      f"{session.median('tenfold'):.2f} s", f"{session.median('onefold'):.2f} s",
                      f"{time * 10 / times:.2f}", "≤ 10.5", f"{session.ratio('tenfold', 'onefold', 'cpu') * 10 / times:.2f}"),
            self._row("g", "the same: peak memory", f"{session.peak('tenfold'):.0f} MB", f"{session.peak('onefold'):.0f} MB",
                      f"{session.peak('tenfold') / session.peak('onefold'):.2f}", "≤ 2"),
        ]

    def goals(self):
        """The table of what has a goal, and of what is beside it for information."""
        rows = []
        for letter, what, name, goal in [("a", "`milepost run --until assess`", "assess full", "≤ 1.0"),
                                         ("c", "`milepost run`, every output", "whole full", "≤ 2.0")]:
            rows += self._times(letter, f"{what} / DuckDB, told nothing of the CSV files", name, "duckdb told nothing", goal)
            for told, title in [("duckdb told dialect", "told separator and quotes"),
                                ("duckdb told columns", "told these and all columns"),
                                ("duckdb module", "told nothing, Python module")]:
                rows += self._times("", f"the same / DuckDB, {title}", name, told)
            rows += self._times("", "the same / Polars", name, "polars")
            if letter == "a":
                rows += self._times("b", f"{what} / parallel gunzip", name, "gunzip", "≤ 6")
        rows += self._rates("pysdmx", "XML to canonical observations, one core / pysdmx", "≥ 25")
        rows += self._rates("sdmx1", f"the same / sdmx1, {self.few_xml_share} of the files", "≥ 100")
        for name, what in [("assess", "`--until assess`"), ("whole", "whole")]:
            rows += self._share("e", f"{what}, unchanged / full", f"{name} unchanged", f"{name} full", "≤ 5 %")
            rows += self._share("e", f"{what}, one delivery of 102 changed / full", f"{name} one changed", f"{name} full",
                                "≤ 15 %")
        for stage in ["ingest", "normalize"]:
            if self.session.has(f"{stage} --jobs 1", f"{stage} --jobs 2"):
                one, two = f"{stage} --jobs 1", f"{stage} --jobs 2"
                rows.append(self._row("f", f"{stage}, `--jobs 1` / `--jobs 2`", f"{self.session.median(one):.2f} s",
                                      f"{self.session.median(two):.2f} s", f"{self.session.ratio(one, two):.2f}", "≥ 1.8",
                                      f"{self.session.ratio(one, two, 'cpu'):.2f}"))
        if self.session.has("national"):
            rows.append(self._row("g", "whole run of the national inbox: peak memory", f"{self.session.peak('national'):.0f} MB",
                                  "", "", "≤ 150 MB"))
        rows += self._tenfold()
        head = ["| | measure | Milepost, or the first | the other | ratio | goal | ratio of CPU time |",
                "|---|---|--:|--:|--:|--:|--:|"]
        return head + rows if rows else []

    def readers(self):
        """CPU time beside libraries that read one file."""
        rows = []
        for what, ours, theirs in [
                ("one plain CSV to Arrow on one core / Python's `csv.reader`", "one-table", "csv"),
                ("the same / `pyarrow.csv`, into memory", "one-table", "pyarrow"),
                ("one plain SDMX-ML to Arrow on one core / `ElementTree.iterparse`", "one-message", "ElementTree"),
                ("the same / `lxml.etree.iterparse`", "one-message", "lxml"),
                ("national inbox to the published folder / `Tests/Oracle`", "oracle whole", "oracle")]:
            if self.session.has(ours, theirs):
                rows.append(f"| {what} | {self.session.median(ours, 'cpu'):.2f} s | {self.session.median(theirs, 'cpu'):.2f} s"
                            f" | {self.session.ratio(ours, theirs, 'cpu'):.2f} |")
        head = ["| CPU time, for information | Milepost | peer | ratio |", "|---|--:|--:|--:|"]
        return head + rows if rows else []

    def stages(self):
        """Stage by stage over the benchmark inbox, one process each."""
        rows = []
        for stage in STAGES:
            names = [f"{stage} --jobs {jobs}" for jobs in [1, 2]]
            if self.session.has(*names):
                values = [f"{self.session.median(name):.2f} s | {self.session.median(name, 'cpu'):.2f} s | "
                          f"{self.session.peak(name):.0f} MB" for name in names]
                rows.append(f"| {stage} | {' | '.join(values)} |")
        head = ["| stage | `--jobs 1` | CPU time | peak | `--jobs 2` | CPU time | peak |", "|---|--:|--:|--:|--:|--:|--:|"]
        return head + rows if rows else []

    def peaks(self):
        """Peak memory of every whole command that has a peer or a goal."""
        names = ["assess full", "whole full", "whole unchanged", "whole one changed", "national", "tenfold",
                 "duckdb told nothing", "duckdb told columns", "polars", "pysdmx", "sdmx1"]
        rows = [f"| {name} | {self.session.peak(name):.0f} MB |" for name in names if self.session.has(name)]
        return ["| command | peak memory |", "|---|--:|"] + rows if rows else []

    def text(self, conditions):
        c = self.counts
        inboxes = [
            f"- benchmark: {c['benchmark']:,} observations in 102 gzip files, {self.megabytes:.0f} MB inflated; "
            f"{c['csv']:,} of them in 72 CSV files, {c['xml']:,} in 30 XML files",
            f"- ten times that: {c['tenfold']:,} observations", f"- national: {c['national']:,} observations"]
        tables = [self.goals(), self.stages(), self.peaks(), self.readers()]
        blocks = ["\n".join(conditions), "\n".join(inboxes)] + ["\n".join(table) for table in tables if table]
        return "\n\n".join(blocks) + "\n"


def conditions(root, peers, runs, load):
    """What a figure means nothing without."""
    def first_line(*command):
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=root).stdout.splitlines()[0].strip()

    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"model name\s*:\s*(.*)", file.read())
    swift = re.search(r"version (\S+)", first_line("swift", "--version"))
    theirs = [(package, peers.version(package)) for package in ["duckdb-cli", "duckdb", "polars", "pysdmx", "sdmx1", "pyarrow",
                                                                "lxml"]]
    versions = [("Swift", swift.group(1) if swift else "?"), ("libxml2", first_line("pkg-config", "--modversion", "libxml-2.0")),
                ("zlib", first_line("pkg-config", "--modversion", "zlib")),
                ("Python", first_line(peers.python, "--version").split()[-1]), *theirs]
    return [
        f"- {first_line('date', '-u', '+%Y-%m-%d')}, commit {first_line('git', 'describe', '--always', '--dirty')}",
        f"- {model.group(1).strip() if model else 'unknown processor'}, {len(os.sched_getaffinity(0))} cores; load average "
        f"before the session {load:.1f}",
        f"- {runs} runs of each, three of the slow ones, interleaved; medians, and the highest of peaks",
        "- " + ", ".join(f"{name} {version}" for name, version in versions),
    ]


def write(path, text):
    """Replaces the measured section of a file; what stands around it stays."""
    with open(path, encoding="utf-8") as file:
        before, rest = file.read().split(BEGIN)
    after = rest.split(END)[1]
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{before}{BEGIN}\n{text}{END}{after}")

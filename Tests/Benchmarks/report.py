"""The tables that a session comes to, in Markdown."""
import os
import re
import statistics
import subprocess

from commands import STAGES

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
DUCKDB = [
    ("duckdb told nothing", "DuckDB, told nothing of the files"),
    ("duckdb told dialect", "DuckDB, told separator and quotes"),
    ("duckdb told columns", "DuckDB, told these and all columns"),
    ("duckdb module", "DuckDB's newer Python module, told nothing"),
]


def seconds(value):
    return f"{value:.2f} s"


def megabytes(value):
    return f"{value:.0f} MB"


def table(head, rows):
    """A Markdown table with its first column to the left, or nothing where there are no rows."""
    rule = ["---" if number == 0 else "--:" for number in range(len(head))]
    lines = [head, rule, *rows] if rows else []
    return [f"| {' | '.join(line)} |" for line in lines]


class Report:
    def __init__(self, session, counts, inflated, few_xml):
        """`inflated` is the megabytes of the benchmark inbox, `few_xml` says how many files sdmx1 has read."""
        self.session, self.counts, self.inflated, self.few_xml = session, counts, inflated, few_xml

    def _times(self, what, goal, ours, theirs, show="{:.2f}", factor=1):
        """A row of two times and their ratio, in time and in CPU time."""
        session = self.session
        if not session.has(ours, theirs):
            return []
        ratios = [show.format(factor * session.ratio(ours, theirs, value)) for value in ["seconds", "cpu"]]
        return [[what, seconds(session.median(ours)), seconds(session.median(theirs)), ratios[0], goal, ratios[1]]]

    def _memory(self, what, goal, name, beside=None):
        if not self.session.has(name, beside or name):
            return []
        peak = self.session.peak(name)
        if beside is None:
            return [[what, megabytes(peak), "", "", goal, ""]]
        other = self.session.peak(beside)
        return [[what, megabytes(peak), megabytes(other), f"{peak / other:.2f}", goal, ""]]

    def _rates(self, what, goal, name):
        """A row of observations a second; the peer says itself how many it read in how many seconds."""
        if not self.session.has("xml", name):
            return []
        rates, ratios = [], []
        for place, value in enumerate(["seconds", "cpu"], start=1):
            ours = [self.counts["xml"] / getattr(outcome, value) for outcome in self.session.outcomes["xml"]]
            said = [outcome.output.split() for outcome in self.session.outcomes[name]]
            theirs = [int(words[0]) / float(words[place]) for words in said]
            rates += [f"{statistics.median(side):,.0f} a second" for side in [ours, theirs]]
            ratios.append(f"{statistics.median(a / b for a, b in zip(ours, theirs)):.1f}")
        return [[what, rates[0], rates[1], ratios[0], goal, ratios[1]]]

    def goals(self):
        """What has a goal, and what stands beside it for information."""
        rows = []
        for letter, what, name, goal in [("a", "`milepost run --until assess`", "assess full", "≤ 1.0"),
                                         ("c", "`milepost run`, every output", "whole full", "≤ 2.0")]:
            for peer, title in [*DUCKDB, ("polars", "Polars")]:
                has_goal = peer == DUCKDB[0][0]
                begin = f"{letter}: {what}" if has_goal else "the same"
                rows += self._times(f"{begin} / {title}", goal if has_goal else "", name, peer)
            if letter == "a":
                rows += self._times("b: the same / parallel gunzip of all files", "≤ 6", name, "gunzip")
        rows += self._rates("d: XML to canonical observations, one core / pysdmx", "≥ 25", "pysdmx")
        rows += self._rates(f"d: the same / sdmx1, {self.few_xml} files", "≥ 100", "sdmx1")
        for name, what in [("assess", "`--until assess`"), ("whole", "whole")]:
            for suffix, change, goal in [("unchanged", "unchanged", "≤ 5 %"),
                                         ("one changed", "one delivery of 102 changed", "≤ 15 %")]:
                rows += self._times(f"e: {what}, {change} / full", goal, f"{name} {suffix}", f"{name} full",
                                    "{:.0f} %", 100)
        for stage in ["ingest", "normalize"]:
            one, two = f"{stage} --jobs 1", f"{stage} --jobs 2"
            rows += self._times(f"f: {stage}, `--jobs 1` / `--jobs 2`", "≥ 1.8", one, two)
        rows += self._memory("g: whole run of the national inbox, peak memory", "≤ 150 MB", "national")
        times = self.counts["tenfold"] / self.counts["benchmark"]
        rows += self._times(f"g: {times:.2f} times the observations, whole run, scaled to ten times", "≤ 10.5",
                            "tenfold", "onefold", factor=10 / times)
        rows += self._memory("g: the same, peak memory", "≤ 2", "tenfold", "onefold")
        return table(["measure", "the first", "the second", "ratio", "goal", "ratio of CPU time"], rows)

    def stages(self):
        """Stage by stage over the benchmark inbox, one process each."""
        rows = []
        for stage in STAGES:
            names = [f"{stage} --jobs {jobs}" for jobs in [1, 2]]
            if self.session.has(*names):
                values = [[seconds(self.session.median(name)), seconds(self.session.median(name, "cpu")),
                           megabytes(self.session.peak(name))] for name in names]
                rows.append([stage, *values[0], *values[1]])
        return table(["stage", "`--jobs 1`", "CPU time", "peak", "`--jobs 2`", "CPU time", "peak"], rows)

    def peaks(self):
        """Peak memory of the commands that stand in the table of goals."""
        names = ["assess full", "whole full", "whole unchanged", "whole one changed", "national", "tenfold",
                 "duckdb told nothing", "duckdb told columns", "duckdb module", "polars", "pysdmx", "sdmx1"]
        rows = [[name, megabytes(self.session.peak(name))] for name in names if self.session.has(name)]
        return table(["command", "peak memory"], rows)

    def readers(self):
        """CPU time beside libraries that read one file, and beside the second implementation."""
        rows = []
        for what, ours, theirs in [
                ("one plain CSV to Arrow, one core / Python's `csv.reader`", "one-table", "csv"),
                ("the same / `pyarrow.csv`, into memory", "one-table", "pyarrow"),
                ("one plain SDMX-ML to Arrow, one core / `ElementTree.iterparse`", "one-message", "ElementTree"),
                ("the same / `lxml.etree.iterparse`", "one-message", "lxml"),
                ("national inbox to the published folder / `Tests/Oracle`", "oracle whole", "oracle")]:
            if self.session.has(ours, theirs):
                medians = [seconds(self.session.median(name, "cpu")) for name in [ours, theirs]]
                rows.append([what, *medians, f"{self.session.ratio(ours, theirs, 'cpu'):.2f}"])
        return table(["CPU time, for information", "Milepost", "peer", "ratio"], rows)

    def text(self, lines):
        count = self.counts
        lines = lines + [
            f"- benchmark inbox: {count['benchmark']:,} observations in 102 gzip files, {self.inflated:.0f} MB "
            f"inflated; {count['csv']:,} of them in 72 CSV files, {count['xml']:,} in 30 XML files",
            f"- ten times that: {count['tenfold']:,} observations; national inbox: {count['national']:,}"]
        blocks = [lines, self.goals(), self.stages(), self.peaks(), self.readers()]
        return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def conditions(root, peers, runs, load_before):
    """What a figure means nothing without."""
    def first_line(*command, otherwise="unknown"):
        outcome = subprocess.run(command, capture_output=True, text=True, cwd=root)
        return outcome.stdout.splitlines()[0].strip() if outcome.returncode == 0 else otherwise

    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"model name\s*:\s*(.*)", file.read())
    swift = re.search(r"version (\S+)", first_line("swift", "--version"))
    packages = ["duckdb-cli", "duckdb", "polars", "pysdmx", "sdmx1", "pyarrow", "lxml"]
    versions = [
        ("Swift", swift.group(1) if swift else "unknown"),
        ("libxml2", first_line("pkg-config", "--modversion", "libxml-2.0")),
        ("zlib", first_line("pkg-config", "--modversion", "zlib")),
        ("Python", first_line(peers.python, "--version").split()[-1]),
        *((package, peers.version(package)) for package in packages)]
    day, commit = first_line("date", "-u", "+%Y-%m-%d"), first_line("git", "describe", "--always", "--dirty")
    processor = model.group(1).strip() if model else "unknown processor"
    return [
        f"- {day}, commit {commit}",
        f"- {processor}, {len(os.sched_getaffinity(0))} cores; load average {load_before:.1f} before the session, "
        f"{os.getloadavg()[2]:.1f} in its last quarter of an hour",
        f"- {runs} runs of each, of the slow ones at most 3, interleaved; medians, and the highest of peaks",
        "- " + ", ".join(f"{name} {version}" for name, version in versions),
    ]


def write(path, text):
    """Replaces the measured section of a file; what stands around it stays."""
    with open(path, encoding="utf-8") as file:
        before, rest = file.read().split(BEGIN)
    after = rest.split(END)[1]
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{before}{BEGIN}\n{text}{END}{after}")

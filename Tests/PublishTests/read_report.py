"""Reads a report without a browser and compares it with the tables beside it: every cell of the provinces by target, and
of the ethnic groups by target, says what compliance.csv says, in both notations, and nothing where that says nothing.

usage: read_report.py published-folder [greatest size in bytes]"""

import csv
import html.parser
import json
import os
import re
import sys


class Page(html.parser.HTMLParser):
    """The rows of the matrices, and what the maps hold."""

    def __init__(self):
        super().__init__()
        self.section = self.article = self.language = self.cell = self.row = None
        self.heads, self.rows, self.maps, self.requests = [], [], {}, []
        self.in_head = self.in_matrix = self.is_mark = False

    def handle_starttag(self, tag, attributes):
        at = dict(attributes)
        if tag == "section":
            self.section = at.get("id")
        if tag == "article":
            self.article = at["id"]
            self.maps[self.article] = []
        if "data-province" in at:
            self.maps[self.article].append(at["data-province"])
        self.requests += [
            value for name, value in attributes
            if name in ("src", "href", "xlink:href", "action", "data") and not value.startswith(("#", "data:,"))]
        if tag == "table":
            self.in_matrix, self.heads = "matrix" in at.get("class", ""), []
        self.in_head = tag == "thead" or (self.in_head and tag != "tbody")
        if tag == "tr":
            self.row = []
        if tag in ("td", "th"):
            self.cell = {"class": at.get("class", ""), "vi": "", "en": "", "marks": ""}
        if "lang" in at:
            self.language = at["lang"]
        self.is_mark = tag == "sup"

    def handle_endtag(self, tag):
        if tag == "span":
            self.language = None
        if tag == "sup":
            self.is_mark = False
        if tag in ("td", "th") and self.row is not None:
            self.row.append(self.cell)
            self.cell = None
        if tag == "tr" and self.in_matrix:
            if self.in_head:
                self.heads = [cell["vi"].strip() for cell in self.row]
            else:
                self.rows.append((self.section, self.heads, self.row))

    def handle_data(self, data):
        if self.cell is None:
            return
        if self.is_mark:
            self.cell["marks"] += data
            return
        for language in ("vi", "en"):
            if self.language in (None, language):
                self.cell[language] += data


def number(text, language):
    text = text.replace("\u2212", "-").split()[-1] if text.split() else ""
    if not re.search(r"\d", text):
        return None
    point, comma = (",", ".") if language == "vi" else (".", ",")
    return float(text.replace(comma, "").replace(point, "."))


def main(folder, limit):
    path = os.path.join(folder, "report.html")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    page = Page()
    page.feed(text)
    problems = []
    size = os.path.getsize(path)
    if limit and size > limit:
        problems.append(f"{size} bytes, more than {limit}")
    if page.requests:
        problems.append(f"addresses: {page.requests[:5]}")
    for target, provinces in page.maps.items():
        if len(provinces) != 34 or len(set(provinces)) != 34:
            problems.append(f"{target}: {len(provinces)} shapes of {len(set(provinces))} provinces")
    with open(os.path.join(folder, "compliance.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(os.path.join(folder, "run.json"), encoding="utf-8") as file:
        day = json.load(file)["as_of"]
    years = {row["period"] for row in rows}
    year = max(years & {str(y) for y in range(1900, int(day[:4]) + 1)}, default=min(years))
    table = {(r["target"], r["area"], r["ethnic_group"]): r for r in rows if r["period"] == year and r["sex"] == "_T"}
    compared = withheld = 0
    for section, heads, cells in page.rows:
        code = cells[0]["vi"].split()[0]
        for head, cell in zip(heads[2:], cells[2:]):
            target = head.split()[0]
            status = cell["class"].split()[0]
            if section == "provinces":
                candidates = [table.get((target, code, group)) for group in ("EM", "_T")]
            else:
                candidates = [table.get((target, "VN", code))]
            found = [row for row in candidates if row and row["status"] == status and matches(row, cell)]
            if not any(candidates):
                if status not in ("not_applicable", "no_data") or number(cell["vi"], "vi") is not None:
                    problems.append(f"{section} {target} {code}: {status} without a row")
            elif not found:
                problems.append(f"{section} {target} {code}: {cell} and {[c and (c['status'], c['value']) for c in candidates]}")
            compared += 1
            withheld += status == "suppressed"
    print(f"{size} bytes; {compared} cells agree with compliance.csv, {withheld} of them withheld")
    if compared < 34 * 29:
        problems.append(f"only {compared} cells")
    if problems:
        raise SystemExit("\n".join(problems[:20]))


def matches(row, cell):
    """Whether a cell shows the value of a row, and its marks, in both notations."""
    for language in ("vi", "en"):
        shown = number(cell[language], language)
        if row["value"] == "":
            if shown is not None:
                return False
        elif shown is None or abs(shown - 100 * float(row["value"])) > 0.0500001:
            return False
    return ("P" in cell["marks"]) == (row["obs_status"] == "P" and row["value"] != "")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)

"""Everything that a published folder says in figures, gathered from every file and every corner of it.

A figure is a number at a place. Sums stand at ("sum", scope, measure, year, area, group, sex); the two sums of a ratio at
("part", side, numerator, denominator, year, area, group, sex), since they count only the communes that report both; the
value of a target's row at ("value", target, year, area, group, sex).
"""
import csv, html.parser, json, os, re, sqlite3

NUMBER = r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
ROW_FIGURES = ("value", "numerator", "denominator", "gap", "gap_units", "baseline_value", "pace_observed",
               "pace_required", "threshold")


def number(text):
    """A number as any of the files writes it; None where there is none."""
    if text is None or text == "" or isinstance(text, bool):
        return None
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def compared(detail, year, measures):
    """The figures that a flag of a rule tells: ((measure, year, commune, sex), value).

    `rule: HH_POOR is more than HH in 1 commune: 24 + 780 > 800 of men in 11983; ...`, `...: HH: 300, then 100 in 00919`,
    `...: POP: 300 + 210, not 500 in 00919`. A figure without a commune is the province's own.
    """
    claim = re.search(r"^\S+: (.*?)(?: in \d+ communes?)?(?:, the worst of them)?(?:: |$)", detail)
    names = [name for name in re.findall(r"[A-Z][A-Z_]*", claim[1]) if name in measures] if claim else []
    for place in detail[claim.end():].split("; ") if names else []:
        found = re.fullmatch(r"(?:([A-Z_]+): )?(.*?)( of men| of women)?(?: in (\d{5}))?", place)
        numbers = [number(n) for n in re.split(r" \+ | > |, not |, then ", found[2])]
        if not found[4] or len(numbers) < 2:
            continue
        sex = {None: "_T", " of men": "M", " of women": "F"}[found[3]]
        subject = found[1] or names[-1]
        if ", then " in place:
            keys = [(subject, year - 1, found[4], "_T"), (subject, year, found[4], "_T")]
        elif ", not " in place:
            keys = [(subject, year, found[4], s) for s in ("M", "F", "_T")]
        else:
            keys = [(name, year, found[4], sex) for name in names]
        yield from ((key, value) for key, value in zip(keys, numbers) if value is not None)


class Folder:
    """What a published folder says: `sums` and `parts` and `values` by place, `rows` and `aggregates` as they stand."""

    def __init__(self, path):
        self.path = path
        self.figures, self.sources = {}, {}
        self.rows, self.aggregates = {}, {}
        self._definition()
        self._tables()
        self._database()
        self._workbook()
        self._message()
        self._flags()
        self._report()
        self._loose_text()
        self._derived()

    def say(self, place, value, source):
        """Notes a figure; the first file that says it is remembered."""
        if value is not None and place not in self.figures:
            self.figures[place], self.sources[place] = value, source

    # -- the names that figures stand under ---------------------------------------------------------------------------
    def _definition(self):
        base = sqlite3.connect(f"file:{os.path.join(self.path, 'milepost.sqlite')}?mode=ro", uri=True)
        base.row_factory = sqlite3.Row
        self.base = base
        self.targets = {r["target"]: dict(r) for r in base.execute("SELECT * FROM targets")}
        self.measures = {r["measure"]: dict(r) for r in base.execute("SELECT * FROM measures")}
        for measure in self.measures.values():
            measure["counts_people"] = measure["counts"] in ("persons", "households", "marriages", "cadres")
        self.groups = [r["ethnic_group"] for r in base.execute("SELECT * FROM ethnic_groups ORDER BY position")]
        self.provinces = [r["area"] for r in base.execute("SELECT area FROM areas WHERE area_level = 'province'")]
        run = base.execute("SELECT * FROM run").fetchone()
        self.year, self.minimum = int(run["judged_year"]), float(run["disclosure_minimum"])

    def _row(self, row, source):
        """A row that speaks of a target: its figures, under the names of the columns, whatever table it is in."""
        target = row.get("target")
        if target not in self.targets or not row.get("area"):
            return
        about = self.targets[target]
        group = row.get("ethnic_group") or about["headline_group"]
        place = (int(row.get("period") or self.year), row["area"], group, row.get("sex") or "_T")
        pair = (about["numerator"], about["denominator"])
        self.say(("value", target, *place), number(row.get("value")), source)
        self.say(("part", "n", *pair, *place), number(row.get("numerator")), source)
        self.say(("part", "d", *pair, *place), number(row.get("denominator")), source)
        for name in ROW_FIGURES[3:]:
            self.say((name, target, *place), number(row.get(name)), source)
        year = number(row.get("baseline_period"))
        if year is not None:
            self.say(("value", target, int(year), *place[1:]), number(row.get("baseline_value")), source + ", baseline")

    def _sum(self, row, source):
        if row.get("measure") not in self.measures or not row.get("area"):
            return
        place = (row["scope"].lower(), row["measure"], int(row["period"]), row["area"], row["ethnic_group"], row["sex"])
        self.say(("sum", *place), number(row["value"]), source)

    def _read(self, name):
        with open(os.path.join(self.path, name), encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def _tables(self):
        for row in self._read("compliance.csv"):
            self.rows[row["target"], int(row["period"]), row["area"], row["ethnic_group"], row["sex"]] = row
            self._row(row, "compliance.csv")
        for row in self._read("aggregates.csv"):
            place = (row["scope"], row["measure"], int(row["period"]), row["area"], row["ethnic_group"], row["sex"])
            self.aggregates[place] = row
            self._sum(row, "aggregates.csv")

    def _database(self):
        names = self.base.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        for (name,) in names:
            for row in map(dict, self.base.execute(f'SELECT * FROM "{name}"')):
                if "scope" in row and "measure" in row:
                    self._sum(row, f"milepost.sqlite {name}")
                elif name != "targets" and "target" in row and "value" in row:
                    self._row({"area": "VN", **row}, f"milepost.sqlite {name}")

    def _workbook(self):
        import openpyxl
        book = openpyxl.load_workbook(os.path.join(self.path, "compliance.xlsx"), read_only=True, data_only=True)
        for sheet in book:
            heads = None
            for cells in sheet.iter_rows(values_only=True):
                if heads is None or cells[0] in ("target", "area"):
                    if cells[0] in ("target", "area"):
                        heads = cells
                    continue
                row = {head: cell for head, cell in zip(heads, cells) if head}
                if "target" in row:
                    self._row({"area": "VN", **row}, f"compliance.xlsx {sheet.title}")
                    continue
                for target in self.targets:                            # a column for each target
                    about = self.targets[target]
                    for group in {about["headline_group"]}:
                        self.say(("value", target, int(row.get("period") or self.year), row.get("area"), group, "_T"),
                                 number(row.get(target)), f"compliance.xlsx {sheet.title}")
        book.close()

    def _message(self):
        for row in self._read("aggregates.sdmx.csv"):
            self._sum({"measure": row["MEASURE"], "scope": row["SCOPE"], "period": row["TIME_PERIOD"],
                       "area": row["REF_AREA"], "ethnic_group": row["ETHNIC_GROUP"], "sex": row["SEX"],
                       "value": row["OBS_VALUE"]}, "aggregates.sdmx.csv")

    def _flags(self):
        """The values that flags of targets tell, and the figures of communes that flags of rules do.

        The latter are `told`, by measure, year, commune, group and sex; a flag names its province, rule and group.
        """
        self.told = {}
        for row in self._read("flags.csv"):
            if row["reason"] == "implausible":
                for place, value in compared(row["detail"], int(row["period"][:4]), self.measures):
                    self.told[(*place[:3], row["ethnic_group"], place[3])] = (value, row["area"], row["flag"])
                continue
            found = re.search(rf": ({NUMBER}) is not", row["detail"])
            if row["target"] and found:
                place = (row["target"], int(row["period"][:4]), row["area"], row["ethnic_group"], "_T")
                self.say(("value", *place), float(found[1]), "flags.csv")

    def _report(self):
        with open(os.path.join(self.path, "report.html"), encoding="utf-8") as file:
            page = Page(self)
            page.feed(file.read())
        self.compared = page.found

    def _loose_text(self):
        """Members of the descriptions that name a place of a figure: there should be none, so each is looked for."""
        for name in ("run.json", "datapackage.json"):
            with open(os.path.join(self.path, name), encoding="utf-8") as file:
                document = json.load(file)
            stack = [document]
            while stack:
                item = stack.pop()
                if isinstance(item, dict):
                    if "target" in item and "area" in item:
                        self._row({k: v for k, v in item.items() if not isinstance(v, (dict, list))}, name)
                    if "measure" in item and "scope" in item and "value" in item:
                        self._sum(item, name)
                    stack += item.values()
                elif isinstance(item, list):
                    stack += item

    def _derived(self):
        """What a row's other figures say of its own value, or of that of another year."""
        for (target, year, *place), row in self.rows.items():
            here = (target, year, *place)
            value, threshold = self.figures.get(("value", *here)), self.figures.get(("threshold", *here))
            gap = self.figures.get(("gap", *here))
            sign = -1 if row["comparator"] in ("<", "<=") else 1
            if value is None and gap is not None and threshold is not None:
                self.say(("value", *here), threshold + sign * gap, "threshold and gap")
                value = self.figures[("value", *here)]
            if threshold is None and gap is not None and value is not None:
                threshold = value - sign * gap
            if threshold is not None and self.targets[target]["threshold"] is None:
                since = year - 1 if self.targets[target]["is_monitor"] else number(row["baseline_period"])
                if since is None:
                    since = min((y for t, y, *_ in self.rows if t == target), default=year)
                    since = 2025 if (target, 2025, *place) in self.rows else since
                self.say(("value", target, int(since), *place), threshold, "threshold of a later year")
            pace, since = self.figures.get(("pace_observed", *here)), number(row["baseline_period"])
            if pace is not None and value is not None and since is not None:
                self.say(("value", target, int(since), *place), value - pace * (year - since), "pace of a later year")
            pace = self.figures.get(("pace_required", *here))
            if pace is not None and value is None and threshold is not None and year < 2030:
                self.say(("value", *here), threshold - pace * (2030 - year), "pace required")


class Page(html.parser.HTMLParser):
    """The report: cells of its tables, tooltips and shapes of its maps, points of its curves, by what they speak of."""

    def __init__(self, folder):
        super().__init__()
        self.folder, self.found = folder, 0
        self.article = self.section = self.province = self.cell = self.language = None
        self.years, self.heads, self.row, self.in_head, self.points = {}, [], None, False, []
        self.axis = None

    def handle_starttag(self, tag, attributes):
        at = dict(attributes)
        if tag == "section":
            self.section = at.get("id")
        if tag == "article":
            self.article, self.years, self.points = at.get("id"), {}, []
        if "data-province" in at:
            self.province = at["data-province"]
        if tag == "text" and at.get("text-anchor") == "middle" and "axis" in at.get("class", ""):
            self.axis = at.get("x")
        if tag == "polyline":
            self.points += [p.split(",")[0] for p in at.get("points", "").split()]
        if tag == "circle" and "dot" in at.get("class", ""):
            self.points.append(at.get("cx"))
        if tag == "table":
            self.heads = []
        self.in_head = tag == "thead" or (self.in_head and tag != "tbody")
        if tag == "tr":
            self.row = []
        if tag in ("td", "th"):
            self.cell = ""
        self.language = at.get("lang", self.language)

    def handle_endtag(self, tag):
        if tag == "span":
            self.language = None
        if tag == "use":
            self.province = None
        if tag in ("td", "th") and self.row is not None and self.cell is not None:
            self.row.append(self.cell)
            self.cell = None
        if tag == "tr" and self.row:
            if self.in_head:
                self.heads = self.row
            else:
                self.cells(self.row)
        if tag == "article":
            for x in self.points:                                      # a point of the course is a value, drawn
                year = self.years.get(x)
                if year:
                    self.shown(self.article, year, "VN", None, "a point of the course")
        if tag == "text":
            self.axis = None

    def handle_data(self, data):
        if self.axis and re.fullmatch(r"\d{4}", data.strip()):
            self.years[self.axis] = int(data)
        if self.province and re.search(r"\d", data.split(":", 1)[-1]):
            self.shown(self.article, self.folder.year, self.province, None, "a tooltip of the map")
        if self.cell is not None and self.language in (None, "en"):
            self.cell += data

    def cells(self, row):
        code = row[0].split()[0] if row[0].split() else ""
        if self.article is None or self.section in ("provinces", "groups"):
            for head, cell in zip(self.heads[2:], row[2:]):
                target = head.split()[0] if head.split() else ""
                if re.search(r"\d", cell) and target in self.folder.targets:
                    # Codes of provinces and of groups look alike.
                    is_province = self.section != "groups" and code in self.folder.provinces
                    area, group = (code, None) if is_province else ("VN", code)
                    self.shown(target, self.folder.year, area, group, "a cell of a matrix")

    def shown(self, target, year, area, group, how):
        """A rounded value is shown of a row: where the row withholds it, that is as good as the value."""
        if target not in self.folder.targets:
            return
        self.found += 1
        group = group or self.folder.targets[target]["headline_group"]
        self.folder.say(("value", target, year, area, group, "_T"), float("nan"), f"report.html, {how}")

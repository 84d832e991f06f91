#!/usr/bin/env python3
"""The independent check of Milepost: every row of `compliance.csv` computed a second time.

    python3 oracle.py --inbox DIR --pipeline-folder DIR --out compliance.csv [--full] [--flags flags.csv]
    python3 oracle.py --self-test

Written from METHODS.md (cited as "METHODS 1.5", section and number) and DESIGN.md alone, with the standard library
alone, and sharing nothing with the pipeline: not its code, not its settings, not its readers. It reads the raw
deliveries and the reference tables of the pipeline folder (`areas-*.csv`, `crosswalk-*-*.csv`, `provinces.csv`,
`ethnic-groups.csv`), and nothing else. `compare.py` sets its output beside the pipeline's.

Cells that must be suppressed by themselves (small denominator, observation not free) carry `primary` = 1 and no
figures; which further cells protect them is a choice, so every other row has its full figures. `--full` prints the
figures and statuses of primary cells too; that output is not for publication. `--flags` writes what rules.py finds, for
`compare_flags.py`; it has full figures too.

Figures are doubles, added in the order METHODS 3 fixes, because statuses are decided at the threshold exactly.
"""
import argparse, csv, datetime, glob, gzip, io, math, os, re, sys, tempfile, zipfile, zlib
from collections import Counter, defaultdict
from fractions import Fraction
from operator import itemgetter
from xml.parsers import expat

import rules as validation

# ---------------------------------------------------------------------------------------------------------------------
# The programme: measures, units, targets (DESIGN "Measures", "Targets"; what the analysts settled in pipeline.yaml).
# Written out here a second time and not read from there, so that a slip in either shows.

STRUCTURE = "VN_EMMA:COMMUNE_OBS"                                     # in any version
YEARS = range(2015, 2036)                                             # a record of another year is a typing error
BASELINE, PHASE_FIRST, DEADLINE = 2025, 2026, 2030
COVERAGE_MINIMUM, DISCLOSURE_MINIMUM, SAME = 0.8, 5, 1e-12
MINORITIES = ["%02d" % g for g in range(2, 55)]                      # 02..54
GROUPS = ["%02d" % g for g in range(1, 56)] + ["NK", "EM", "_T"]

KIND = {}                                                             # measure -> what it counts
for kind, names in {
    "persons": "POP WORKERS WORKERS_NEW_NONAGRI WORKERS_NONAGRI WORKERS_SKILLED POP_15P POP_15P_LITERATE SCHOOL_AGE "
               "IN_SCHOOL HEALTH_INSURED",
    "households": "HH HH_POOR HH_NEAR_POOR HH_FARM HH_FARM_COMMODITY HH_TEMP_HOUSING HH_UNPLANNED_MIGRATION "
                  "HH_RELOCATION_NEED HH_RELOCATED HH_ELECTRICITY HH_CLEAN_WATER",
    "income": "INCOME",
    "hectares": "LAND_HA FOREST_HA LAND_DEGRADED_HA",
    "villages": "VILLAGES VILLAGES_SPECIAL VILLAGES_INFRA VILLAGES_CULTURE_HOUSE",
    "status": "COMMUNES COMMUNE_SPECIAL COMMUNE_NTM COMMUNE_INFRA",
    "targets": "SDG_TARGETS SDG_TARGETS_MET",
    "marriages": "MARRIAGES MARRIAGES_CHILD MARRIAGES_CONSANGUINEOUS",
    "cadres": "CADRES CADRES_EM",
}.items():
    KIND.update(dict.fromkeys(names.split(), kind))
WITHOUT_GROUPS = {m for m, k in KIND.items() if k in ("hectares", "villages", "status", "targets", "cadres")}
STATUS_RULE = {"COMMUNES": any, "COMMUNE_SPECIAL": any, "COMMUNE_INFRA": all, "COMMUNE_NTM": None}
SUMMED_OVER_YEAR = {"INCOME", "WORKERS_NEW_NONAGRI", "MARRIAGES", "MARRIAGES_CHILD", "MARRIAGES_CONSANGUINEOUS"}
PEOPLE = {"persons", "households", "marriages", "cadres"}            # denominators that disclosure protects

# Units: code -> power of ten to the measure's own unit (METHODS 1.4).
GENERIC = dict.fromkeys("NUMBER NUM NR COUNT PURE_NUMB PN UNIT _Z".split(), 0)
UNITS = {
    "persons": {**GENERIC, **dict.fromkeys(["PS", "PERS", "PERSON", "PERSONS"], 0)},
    "households": {**GENERIC, **dict.fromkeys(["HH", "HOUSEHOLD", "HOUSEHOLDS"], 0)},
    "income": {"VND_MN": 0, "VND_M": 0, "MILLION_VND": 0, "MILLION VND": 0, "MILLION VND A YEAR": 0,
               "VND": -6, "VND_BN": 3, "BILLION_VND": 3},
    "hectares": {"HA": 0, "HECTARE": 0, "HECTARES": 0, "KM2": 2},
    "villages": {**GENERIC, "VILLAGE": 0, "VILLAGES": 0},
    "status": {**GENERIC, "COMMUNE": 0, "COMMUNES": 0, "0/1": 0},
    "targets": {**GENERIC, "TARGET": 0, "TARGETS": 0},
    "marriages": {**GENERIC, "MARRIAGE": 0, "MARRIAGES": 0},
    "cadres": {**GENERIC, **dict.fromkeys(["CADRE", "CADRES", "PS", "PERS", "PERSON", "PERSONS"], 0)},
}
# The most that one commune (of SDG_TARGETS: one province) can have, in the measure's own unit.
MAXIMUM = {"persons": 2e6, "households": 1e6, "income": 1e8, "hectares": 3e5, "villages": 1e3, "status": 1, "targets": 1e3,
           "marriages": 1e5, "cadres": 1e5}


class Target:
    """`form` is how the value is made, `rule` where its threshold comes from and what else must hold."""

    def __init__(self, id, numerator, denominator, comparator, threshold=None, tolerance=None, form="ratio",
                 rule="fixed", best=None):
        self.id, self.numerator, self.denominator, self.comparator = id, numerator, denominator, comparator
        self.threshold, self.tolerance, self.form, self.rule, self.best = threshold, tolerance, form, rule, best
        self.up = comparator[0] == ">"
        self.grouped = numerator not in WITHOUT_GROUPS
        self.level = "province" if KIND[numerator] == "targets" else "commune"

    def compare(self, value, threshold):
        return {"<": value < threshold, "<=": value <= threshold,
                ">": value > threshold, ">=": value >= threshold}[self.comparator]

    def holds(self, value, threshold):
        """METHODS 5.4 and below it: exact doubles, but two computed values within 1e-12 are one value."""
        if self.rule == "fixed" or self.rule == "phase":
            return self.compare(value, threshold)
        same = close(value, threshold)
        if self.rule == "baseline":
            return same or self.compare(value, threshold)
        if same:
            return self.best is not None and close(value, self.best)   # monitor: at the best in both years
        return self.compare(value, threshold)


def close(a, b):
    return abs(a - b) <= SAME * max(abs(a), abs(b))


TARGETS = [
    Target("T01", "INCOME", "POP", ">=", 0.5, form="relative"),
    Target("T02", "HH_POOR", "HH", "<", 0.1),
    Target("T03a", "COMMUNE_SPECIAL", "COMMUNES", "<=", 0.0, 0.05),
    Target("T03b", "VILLAGES_SPECIAL", "VILLAGES", "<=", 0.0, 0.05),
    Target("T04", "COMMUNE_NTM", "COMMUNES", ">=", 0.7),
    Target("T05", "WORKERS_NEW_NONAGRI", "WORKERS", ">=", 0.03, rule="phase"),
    Target("T06", "WORKERS_SKILLED", "WORKERS", ">=", 0.4),
    Target("T07", "HH_FARM_COMMODITY", "HH_FARM", ">=", 0.8),
    Target("T08", "HH_TEMP_HOUSING", "HH", "<=", 0.0, 0.05),
    Target("T09a", "FOREST_HA", "LAND_HA", ">=", rule="baseline"),
    Target("T09b", "LAND_DEGRADED_HA", "LAND_HA", "<=", rule="baseline"),
    Target("T10a", "COMMUNE_INFRA", "COMMUNES", ">", 0.85),
    Target("T10b", "VILLAGES_INFRA", "VILLAGES", ">", 0.85),
    Target("T11", "HH_UNPLANNED_MIGRATION", "HH", "<=", 0.0, 0.05),
    Target("T12", "HH_RELOCATED", "HH_RELOCATION_NEED", ">=", 1.0),
    Target("T13", "SDG_TARGETS_MET", "SDG_TARGETS", ">=", 1.0, 0.05),
    Target("M01", "INCOME", "POP", ">", form="relative", rule="monitor"),
    Target("M02", "HH_POOR", "HH", "<", form="difference", rule="monitor"),
    Target("M03", "COMMUNE_SPECIAL", "COMMUNES", "<", rule="monitor", best=0.0),
    Target("M04", "VILLAGES_SPECIAL", "VILLAGES", "<", rule="monitor", best=0.0),
    Target("M05", "POP_15P_LITERATE", "POP_15P", ">", rule="monitor", best=1.0),
    Target("M06", "IN_SCHOOL", "SCHOOL_AGE", ">", rule="monitor", best=1.0),
    Target("M07", "HEALTH_INSURED", "POP", ">", rule="monitor", best=1.0),
    Target("M08", "HH_ELECTRICITY", "HH", ">", rule="monitor", best=1.0),
    Target("M09", "HH_CLEAN_WATER", "HH", ">", rule="monitor", best=1.0),
    Target("M10", "MARRIAGES_CHILD", "MARRIAGES", "<", rule="monitor", best=0.0),
    Target("M11", "MARRIAGES_CONSANGUINEOUS", "MARRIAGES", "<", rule="monitor", best=0.0),
    Target("M12", "CADRES_EM", "CADRES", ">", rule="monitor", best=1.0),
    Target("M13", "VILLAGES_CULTURE_HOUSE", "VILLAGES", ">", rule="monitor", best=1.0),
]

COLUMNS = ("target area_level area area_name ethnic_group ethnic_group_name sex period value comparator threshold "
           "tolerance status gap gap_units numerator denominator communes_reporting communes_expected coverage "
           "baseline_period baseline_value pace_observed pace_required outlook obs_status conf_status primary").split()

# ---------------------------------------------------------------------------------------------------------------------
# Reference tables: areas by vintage, and how an area of an old vintage is carried to the canonical one (METHODS 1.2).

# Used only where the pipeline folder has no `areas-*.csv` of its own: (file here, file there).
FALLBACK = [("areas-2024-01-01.csv", "communes-2024.csv"), ("areas-2025-07-01.csv", "communes-2025.csv"),
            ("areas-2026-04-30.csv", "communes-2026.csv"), ("provinces.csv", "provinces.csv"),
            ("crosswalk-2024-01-01-2025-07-01.csv", "crosswalk-2024-2025.csv"),
            ("crosswalk-2025-07-01-2026-04-30.csv", "crosswalk-2025-2026.csv"), ("ethnic-groups.csv", "ethnic-groups.csv")]


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


class Reference:
    def __init__(self, folder):
        names = {os.path.basename(p): p for p in glob.glob(os.path.join(folder, "*.csv"))}
        for here, there in FALLBACK:
            if here not in names and there in names:
                names[here] = names[there]
        day = r"(\d{4}-\d\d-\d\d)"
        self.group_name = {r["code"]: r["name_vi"] for r in table(names["ethnic-groups.csv"])}
        communes, provinces, successor = {}, defaultdict(dict), defaultdict(dict)
        for name, path in names.items():
            if m := re.fullmatch(f"areas-{day}.csv", name):
                communes[m[1]] = {r["commune_code"]: r["province_code"] for r in table(path)}
        for r in table(names["provinces.csv"]):
            provinces[r["vintage"]][r["province_code"]] = r["province_name"]
            successor[r["vintage"]][r["province_code"]] = r["successor_code"]
        self.vintages = sorted(communes)
        self.canonical = last = self.vintages[-1]
        self.province_of = communes[last]
        self.province_name = provinces[last]
        # code -> code, one table per vintage for communes, provinces and the nation together (lengths 5, 2, VN)
        self.areas = {v: {c: c for c in [*communes[v], *provinces[v], "VN"]} for v in self.vintages}
        # conversion[vintage][code] = [(canonical code, share, was the share assumed?)]; steps[vintage] is one step of it
        step = {}
        for name, path in names.items():
            if m := re.fullmatch(f"crosswalk-{day}-{day}.csv", name):
                parts = defaultdict(list)
                for r in table(path):
                    old, new, share, basis = list(r.values())[:4]
                    parts[old].append((new, Fraction(share), basis != "whole"))
                step[m[1]] = (m[2], {old: [(new, share / sum(s for _, s, _ in p), assumed) for new, share, assumed in p]
                                     for old, p in parts.items()})
        exact = {last: {c: [(c, Fraction(1), False)] for c in self.areas[last]}}
        one_to_one = {last: set(self.areas[last])}
        for v in reversed(self.vintages[:-1]):
            to, parts = step[v]
            predecessors = Counter(new for p in parts.values() for new, _, _ in p)
            exact[v], one_to_one[v] = {"VN": exact[to]["VN"]}, {"VN"}
            for c in provinces[v]:
                exact[v][c] = exact[to][successor[v][c]]
                one_to_one[v].add(c)                                   # `none` speaks of communes
            for c in communes[v]:
                chained = defaultdict(lambda: [Fraction(0), False])
                for new, share, assumed in parts.get(c, []):
                    for final, s, a in exact[to][new]:
                        chained[final][0] += share * s
                        chained[final][1] |= assumed or a
                exact[v][c] = [(final, s, a) for final, (s, a) in sorted(chained.items())]
                if len(parts.get(c, [])) == 1 and predecessors[parts[c][0][0]] == 1 and parts[c][0][0] in one_to_one[to]:
                    one_to_one[v].add(c)
        self.conversion = {v: {c: [(n, float(s), a) for n, s, a in p] for c, p in t.items()} for v, t in exact.items()}
        self.predecessors = {v: Counter(n for p in t.values() for n, _, _ in p) for v, t in self.conversion.items()}
        self.renamed = {v: all(len(p) == 1 and self.predecessors[v][p[0][0]] == 1 for p in t.values())
                        for v, t in self.conversion.items()}
        self.unchanged = {v: {c: c for c in one_to_one[v]} for v in self.vintages}

    def vintage_on(self, day):
        known = [v for v in self.vintages if v <= day]
        return known[-1] if known else None


# ---------------------------------------------------------------------------------------------------------------------
# Periods, values, instants.

def parse_period(text):
    """-> (canonical text, year, frequency, ordinal, last day) or None."""
    m = re.fullmatch(r"(\d{4})(?:-(?:(A1)|Q([1-4])|M?(0[1-9]|1[0-2])))?", text, re.ASCII)
    if not m:
        return None
    year, quarter, month = int(m[1]), m[3], m[4]
    if quarter:
        q = int(quarter)
        return f"{m[1]}-Q{q}", year, "Q", q, f"{m[1]}-{3 * q:02d}-{(31, 30, 30, 31)[q - 1]}"
    if month:
        n = int(month)
        last = (datetime.date(max(year, 1) + n // 12, n % 12 + 1, 1) - datetime.timedelta(1)).day if year < 9999 else 31
        return f"{m[1]}-{month}", year, "M", n, f"{m[1]}-{month}-{last:02d}"
    return m[1], year, "A", 1, f"{m[1]}-12-31"


NUMBER = re.compile(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))(?:[eE]([+-]?[0-9]{1,4}))?")


def parse_value(text, power):
    """A number times ten to `power`, rounded once; None where it is no number, negative or infinite."""
    m = NUMBER.fullmatch(text)
    if not m:
        return None
    value = float(f"{m[1]}e{int(m[2] or 0) + power}")
    return value + 0.0 if 0 <= value < math.inf else None


def instant_of(text):
    """METHODS 1.6: an xs:dateTime or xs:date as seconds; without a time midnight, without a zone UTC."""
    m = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?", text.strip())
    if not m:
        return None
    try:
        moment = datetime.datetime(int(m[1]), int(m[2]), int(m[3]), int(m[4] or 0), int(m[5] or 0), int(m[6] or 0))
    except ValueError:
        return None
    seconds = (moment - datetime.datetime(1970, 1, 1)) // datetime.timedelta(seconds=1) + Fraction("0" + (m[7] or ""))
    if m[8] and m[8] != "Z":
        seconds -= (1 if m[8][0] == "+" else -1) * (int(m[8][1:3]) * 3600 + int(m[8][4:6]) * 60)
    return seconds


def instant_in_name(name):
    """The last date in a file's name, not part of a longer run of digits, perhaps with HHMM or HHMMSS after it."""
    last = None
    for m in re.finditer(r"(?<!\d)(?=(\d{4})([-_.]?)(\d\d)\2(\d\d)(?!\d)(?:[T_-](\d\d)(\d\d)(\d\d)?(?!\d))?)", name):
        date = f"{m[1]}-{m[3]}-{m[4]}"
        if m[5] and (found := instant_of(f"{date}T{m[5]}:{m[6]}:{m[7] or '00'}")) is not None:
            last = found
        elif (found := instant_of(date)) is not None:
            last = found
    return last


# ---------------------------------------------------------------------------------------------------------------------
# Reading one delivery.

# All of a record but its place and its value. Few combinations occur, so each is judged once (Delivery.context).
CONTEXT = ("STRUCTURE_ID", "ACTION", "FREQ", "ETHNIC_GROUP", "SEX", "MEASURE", "TIME_PERIOD", "UNIT_MEASURE", "UNIT_MULT",
           "OBS_STATUS", "CONF_STATUS", "AREA_VINTAGE")
context_of, place_and_value_of = itemgetter(*CONTEXT), itemgetter("REF_AREA", "OBS_VALUE")
ACTIONS = {**dict.fromkeys(["", "I", "A", "R", "M", "INFORMATION", "APPEND", "REPLACE", "MERGE"], "keep"),
           "D": "delete", "DELETE": "delete"}
PROVISIONAL, ESTIMATED, ASSUMED, PARTIAL = 1, 2, 4, 8                  # bits carried with a value; the rest are CONF codes
CONFIDENTIAL = 4                                                       # the first bit of those
CONF_BIT = {}                                                          # code other than F -> bit


class NotStandard(Exception):
    pass


def is_standard(structure):
    return structure == STRUCTURE or structure is not None and structure.startswith(STRUCTURE + "(")


class Delivery:
    """One file: `layers[(group, sex, measure, period), vintage]` = (values by area, bits by area); None is missing."""

    def __init__(self, name, reference):
        self.name, self.reference, self.instant = name, reference, instant_in_name(os.path.basename(name))
        self.layers, self.twice, self.deletions, self.known, self.rejected, self.records = {}, set(), [], {}, 0, 0

    def context(self, key):
        """What all records of one context share, or None where METHODS or DESIGN reject them."""
        f = dict(zip(CONTEXT, map(str.strip, key)))
        action = ACTIONS.get(f["ACTION"].upper())
        period = parse_period(f["TIME_PERIOD"])
        vintage = f["AREA_VINTAGE"] or (period and self.reference.vintage_on(period[4]))
        if action == "delete":
            if f["TIME_PERIOD"] and (not period or f["FREQ"] not in ("", period[2])):
                return None
            return "delete", (f["ETHNIC_GROUP"], f["SEX"], f["MEASURE"], period and period[0], f["FREQ"],
                              f["AREA_VINTAGE"], vintage)
        measure, group, sex = f["MEASURE"], f["ETHNIC_GROUP"], f["SEX"]
        kind = KIND.get(measure)
        if (action is None or kind is None or group not in GROUPS or sex not in ("_T", "M", "F") or period is None
                or period[1] not in YEARS or f["FREQ"] not in ("", period[2]) or vintage not in self.reference.areas
                or (measure in WITHOUT_GROUPS and group != "_T")):
            return None
        unit, power = f["UNIT_MEASURE"].upper(), f["UNIT_MULT"] or "0"
        if (unit and unit not in UNITS[kind]) or not re.fullmatch(r"[+-]?[0-9]{1,2}", power):
            return None
        bits = {"P": PROVISIONAL, "E": ESTIMATED, "F": ESTIMATED, "I": ESTIMATED}.get(f["OBS_STATUS"], 0)
        if f["CONF_STATUS"] not in ("", "F"):
            bits |= CONF_BIT.setdefault(f["CONF_STATUS"], 1 << CONFIDENTIAL + len(CONF_BIT))
        areas = self.reference.areas[vintage]
        if kind == "status" and STATUS_RULE[measure] is None:
            areas = self.reference.unchanged[vintage]                  # METHODS 1.2: `none` is not convertible
        values, flags = self.layers.setdefault(((group, sex, measure, period[0]), vintage), ({}, {}))
        return (values, flags, areas, int(power) + UNITS[kind].get(unit, 0), f["OBS_STATUS"] in ("M", "L", "H", "O"),
                bits, kind == "status", MAXIMUM[kind], 2 if kind == "targets" else 5)

    def record(self, key, area, text):
        self.records += 1
        try:
            context = self.known[key]
        except KeyError:
            context = self.known[key] = self.context(key)
        if context is None:
            self.rejected += 1
            return
        if context[0] == "delete":
            self.deletions.append((area.strip(), *context[1]))
            return
        values, flags, areas, power, missing, bits, is_status, maximum, level = context
        code = areas.get(area) or areas.get(area.strip())
        if code is None:
            self.rejected += 1
            return
        if missing:
            value = None
        elif power == 0 and text.isascii() and text.isdigit():
            value = float(text)
        else:
            text = text.strip()
            if text == "" or text.lower() == "nan":
                value = None
            elif (value := parse_value(text, power)) is None:
                self.rejected += 1
                return
        if value and (value > maximum or is_status and value != 1) and len(code) == level:
            self.rejected += 1
            return
        if code in values:                                             # METHODS 1.5: twice in one delivery
            if values[code] != value:
                self.twice.add((id(values), code))
            elif bits >> CONFIDENTIAL and not flags.get(code, 0) >> CONFIDENTIAL:
                flags[code] = bits                                     # the one that is not free stands
            return
        values[code] = value
        if bits:
            flags[code] = bits

    def finish(self):
        """Drops what the delivery itself contradicts (METHODS 1.5); `layers` gains the parts it rejects."""
        by_slot = defaultdict(list)
        for (slot, vintage), (values, flags) in list(self.layers.items()):
            if self.twice:
                for code in [c for c in values if (id(values), c) in self.twice]:
                    del values[code]
                    flags.pop(code, None)
            if values:
                by_slot[slot].append((vintage, values, flags))
        self.layers, self.known = {}, None
        for slot, entries in by_slot.items():
            reached = defaultdict(set)                                 # canonical area -> vintages it is reached by
            if len(entries) > 1:
                for vintage, values, _ in entries:
                    for code in values:
                        for final, _, _ in self.reference.conversion[vintage][code]:
                            reached[final].add(vintage)
            barred = {final for final, vintages in reached.items() if len(vintages) > 1}
            self.layers[slot] = [(vintage, values, flags, barred) for vintage, values, flags in entries]
        return self


def read_csv(stream, delivery):
    """SDMX-CSV 1.0 (DATAFLOW) and 2.0 (STRUCTURE, STRUCTURE_ID, ACTION); headers and codes perhaps with labels."""
    stream = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    first = stream.readline(100_000)
    delimiter = max(",;\t", key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    labels = any(": " in h for h in header)
    header = [re.sub(r"\[.\]$", "", h.split(":")[0].strip()) for h in header]
    if "STRUCTURE_ID" in header:
        position = {h: i for i, h in reversed(list(enumerate(header)))}
    elif header and header[0] == "DATAFLOW":
        position = {h: i for i, h in reversed(list(enumerate(header)))}
        position["STRUCTURE_ID"] = 0
    else:
        raise NotStandard
    if not {"REF_AREA", "MEASURE", "TIME_PERIOD"} <= position.keys():
        raise NotStandard
    width, empty = len(header), len(header)                            # a column that is not there reads as empty
    pick = itemgetter(*(position.get(name, empty) for name in CONTEXT))
    area_at, value_at = position["REF_AREA"], position.get("OBS_VALUE", empty)
    record, claimed, standard = delivery.record, False, {}
    for row in csv.reader(stream, delimiter=delimiter):
        if len(row) != width:
            if not row or not any(row):
                continue
            if len(row) < width or any(row[width:]):
                continue                                               # a row of another shape is no record
            del row[width:]
        row.append("")
        if labels:
            row = [c.split(": ")[0] for c in row]
        key = pick(row)
        if (ours := standard.get(key[0])) is None:
            ours = standard[key[0]] = is_standard(key[0].strip())
        if ours:
            claimed = True
            record(key, row[area_at], row[value_at])
    if not claimed:
        raise NotStandard


def read_xml(stream, delivery):
    """SDMX-ML structure-specific (2.1, 3.0) and generic (2.1): series or flat, attributes from data set, group, series."""
    blank = dict.fromkeys([*CONTEXT, "REF_AREA", "OBS_VALUE"], "")
    dimensions = ("FREQ", "REF_AREA", "ETHNIC_GROUP", "SEX", "MEASURE", "TIME_PERIOD")
    path, text = [], []
    structures, at_observation = {}, {}                                # structureID -> AGENCY:ID(VERSION), dimension
    header_id = header_action = None
    dataset, series, observation, group, groups = None, None, None, None, []
    seen_dataset = seen_observation = False

    def plain(attributes):
        return {k.rsplit(":", 1)[-1]: v for k, v in attributes.items()}

    def emit(fields):
        if groups:
            for wanted, given in groups:
                if all(fields.get(k) == v for k, v in wanted.items()):
                    fields = {**fields, **{k: v for k, v in given.items() if not fields.get(k)}}
        delivery.record(context_of(fields), *place_and_value_of(fields))

    def start(name, attributes):
        nonlocal header_id, header_action, dataset, series, observation, group, groups, seen_dataset, seen_observation
        name = name.rsplit(":", 1)[-1]
        path.append(name)
        text.clear()
        if name == "Obs" and dataset is not None:
            seen_observation = True
            observation = {**(series or dataset), **attributes}
            if "action" in attributes:
                observation["ACTION"] = attributes["action"]
        elif name == "Series" and dataset is not None:
            series, seen_observation = {**dataset, **plain(attributes)}, False
            series["ACTION"] = series.pop("action", series["ACTION"])
        elif name == "Group" and dataset is not None:
            group = {k: v for k, v in plain(attributes).items() if k != "type"}
        elif name == "DataSet":
            seen_dataset, given = True, plain(attributes)
            reference = given.get("structureRef") or (next(iter(structures)) if len(structures) == 1 else None)
            groups = []
            if is_standard(structures.get(reference)):
                dataset = {**blank, **{k: v for k, v in given.items() if k in blank}, "STRUCTURE_ID": STRUCTURE,
                           "ACTION": given.get("action") or header_action or ""}
                dataset["@"] = at_observation.get(reference) or "TIME_PERIOD"
        elif name == "Structure" and "structureID" in attributes:
            header_id = attributes["structureID"]
            structures[header_id], at_observation[header_id] = None, attributes.get("dimensionAtObservation")
        elif name == "Ref" and "Header" in path and header_id:
            structures[header_id] = f"{attributes.get('agencyID')}:{attributes.get('id')}({attributes.get('version', '1.0')})"
        elif name in ("Value", "ObsDimension", "ObsValue") and dataset is not None:        # generic
            key = {"ObsValue": "OBS_VALUE", "ObsDimension": dataset["@"]}.get(name)
            key = attributes.get("id") or attributes.get("concept") or key
            into = observation if observation is not None else group if group is not None else series or dataset
            into[key] = attributes.get("value", "")

    def end(name):
        nonlocal header_action, dataset, series, observation, group
        name = name.rsplit(":", 1)[-1]
        path.pop()
        if name == "Obs" and observation is not None:
            emit(observation)
            observation = None
        elif name == "Series" and series is not None:
            if not seen_observation and ACTIONS.get(series["ACTION"].upper()) == "delete":
                emit(series)                                           # a whole series deleted: its period is open
            series = None
        elif name == "Group" and group is not None:
            groups.append(({k: v for k, v in group.items() if k in dimensions},
                           {k: v for k, v in group.items() if k not in dimensions}))
            group = None
        elif name == "DataSet":
            dataset = None
        elif path[-1:] == ["Header"] and name == "Prepared":
            if (found := instant_of("".join(text))) is not None:
                delivery.instant = found
        elif path[-1:] == ["Header"] and name == "DataSetAction":
            header_action = "".join(text).strip()
        elif "Header" in path and header_id and (m := re.search(r"=([^=:\s]+:[^=:\s]+\([^)]+\))\s*$", "".join(text))):
            if "urn:sdmx:" in "".join(text):
                structures[header_id] = m[1]
        text.clear()

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text.append
    parser.ParseFile(stream)
    if not seen_dataset or not any(map(is_standard, structures.values())):
        raise NotStandard


def read_delivery(path, name, reference):
    """A standard delivery, by its content and whatever it is called; None for everything else."""
    try:
        delivery = Delivery(name, reference)
        with open(path, "rb") as file:
            magic = file.read(4)
            file.seek(0)
            if magic[:2] == b"\x1f\x8b":
                file = gzip.open(file)
            elif magic == b"PK\x03\x04":
                members = [m for m in zipfile.ZipFile(file).infolist() if not m.is_dir()]
                if len(members) != 1:
                    return None
                file = zipfile.ZipFile(file).open(members[0])
            stream = io.BufferedReader(file, 1 << 20)
            while stream.peek(1)[:1] in (b" ", b"\t", b"\r", b"\n"):
                stream.read(1)
            is_xml = stream.peek(4)[:4].removeprefix(b"\xef\xbb\xbf")[:1] == b"<" or stream.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff")
            (read_xml if is_xml else read_csv)(stream, delivery)
        return delivery.finish()
    except (NotStandard, OSError, EOFError, csv.Error, expat.ExpatError, UnicodeError, zipfile.BadZipFile, zlib.error, ValueError):
        return None


# ---------------------------------------------------------------------------------------------------------------------
# From deliveries to canonical observations.

def read_inbox(inbox, reference):
    """-> slot (group, sex, measure, period) -> layers (vintage, values, bits, barred areas), oldest first."""
    deliveries = []
    for folder, folders, files in os.walk(inbox):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for file in files:
            path = os.path.join(folder, file)
            if not file.startswith(".") and (found := read_delivery(path, os.path.relpath(path, inbox), reference)):
                deliveries.append(found)
    # METHODS 1.6: by instant, none oldest, then by name
    deliveries.sort(key=lambda d: (d.instant is not None, d.instant or 0, d.name))
    slots = defaultdict(list)
    for delivery in deliveries:
        for deletion in delivery.deletions:                            # older deliveries only: its own come after
            delete(slots, *deletion)
        for slot, layers in delivery.layers.items():
            slots[slot] += [(delivery, *layer) for layer in layers]
        print(f"oracle: {delivery.name}: {delivery.records} records, {delivery.rejected} rejected, "
              f"{len(delivery.twice)} contradicted", file=sys.stderr)
        delivery.layers = None
    return slots


def delete(slots, area, group, sex, measure, period, freq, given_vintage, vintage):
    """METHODS 1.7: an empty dimension stands for every value of it. The vintage is part of the key as delivered, but a
    deletion of every period or every area without AREA_VINTAGE is one of every vintage."""
    if not given_vintage and period and area and vintage is None:
        return                                                         # a period before the first vintage
    if not given_vintage and not (period and area):
        vintage = None
    exact = (group, sex, measure, period)
    for slot in [exact] if all(exact) else list(slots):
        if all(w in ("", None, s) for w, s in zip(exact, slot)) and (freq in ("", parse_period(slot[3])[2])):
            for _, of, values, flags, _ in slots.get(slot, ()):
                if vintage in (None, of):
                    for code in [area] if area else list(values):
                        values.pop(code, None)
                        flags.pop(code, None)


def canonical(layers, measure, reference, reporters, when=None, apart=None):
    """One slot's layers as values and bits by canonical area (METHODS 1.2 and 1.6). `reporters` = {(vintage, canonical
    area): predecessors that report the measure in the year, for any group}."""
    layers = [layer for layer in layers if layer[2]]
    if not layers:
        return {}, {}
    vintage = layers[0][1]
    if all(layer[1] == vintage and not layer[4] for layer in layers) and reference.renamed[vintage]:
        values, flags = layers[0][2], layers[0][3]
        if len(layers) > 1:
            values, flags = dict(values), dict(flags)
            for _, _, newer, bits, _ in layers[1:]:
                values.update(newer)
                for code in newer:
                    flags.pop(code, None)
                flags.update(bits)
        if vintage == reference.canonical:
            return values, flags
        final = reference.conversion[vintage]
        return {final[c][0][0]: v for c, v in values.items()}, {final[c][0][0]: b for c, b in flags.items()}

    parts = defaultdict(dict)                                          # canonical area -> {(vintage, code): part}
    newest = {}                                                        # canonical area -> (order of delivery, vintage)
    for order, (_, vintage, values, flags, barred) in enumerate(layers):
        for code, value in values.items():
            for final, share, assumed in reference.conversion[vintage][code]:
                if final not in barred:
                    parts[final][vintage, code] = (value, share, assumed, flags.get(code, 0))
                    newest[final] = vintage
    out, out_bits = {}, {}
    for final, found in parts.items():
        vintage = newest[final]
        chosen = {code: part for (v, code), part in sorted(found.items()) if v == vintage}
        bits = 0
        if not reference.renamed[vintage] and len(reporters[vintage, final]) < reference.predecessors[vintage][final]:
            bits |= PROVISIONAL | PARTIAL                              # METHODS 8: some but not all predecessors
        for code, (number, share, assumed, b) in chosen.items():
            estimated = ESTIMATED | ASSUMED if assumed and KIND[measure] != "status" else 0
            share = 1 if KIND[measure] == "status" else share
            chosen[code] = (None if number is None else number * share, b | estimated | bits)
        out[final], bits = together(final, list(chosen.values()), measure)
        if bits:
            out_bits[final] = bits
        if apart is not None:
            apart[final].append((vintage, when, chosen))
    return out, out_bits


def together(final, parts, measure):
    """The parts of one canonical area, [(value, bits)], as one value: a sum, or a commune's status by its rule."""
    numbers, bits = [n for n, _ in parts], 0
    for _, b in parts:
        bits |= b
    if KIND[measure] == "status" and len(final) == 5:
        rule = STATUS_RULE.get(measure)
        known = [n == 1 for n in numbers if n is not None]
        decided = rule is not None and (any(known) if rule is any else not all(known))
        # one certain 1 decides `any`, one certain 0 decides `all`; otherwise a missing part leaves it missing
        value = float(rule(known)) if decided or (rule and None not in numbers) else numbers[0]
        if value is not None and None in numbers and not decided:
            value = None
    elif None in numbers:
        value = None                                                   # METHODS 1.3
    else:
        value = 0.0
        for number in numbers:
            value += number
    return value, bits


def by_area_first(values, bits, apart, measure):
    """METHODS 1.8: former areas of one vintage are each brought to the year before they are added. `apart` =
    {canonical area: [(vintage, (frequency, ordinal), {code: (value, bits)})]}."""
    for final, seen in apart.items():
        codes = {code for _, _, chosen in seen for code in chosen}
        if len(seen) < 2 or len(codes) < 2 or len({vintage for vintage, _, _ in seen}) > 1:
            continue
        parts = []
        for code in sorted(codes):
            periods = {when: ({final: chosen[code][0]}, {final: chosen[code][1]}) for _, when, chosen in seen if code in chosen}
            year, year_bits = annual(periods, measure)
            parts.append((year[final], year_bits.get(final, 0)))
        values[final], found = together(final, parts, measure)
        bits.pop(final, None)
        if found:
            bits[final] = found
    return values, bits


def annual(periods, measure):
    """METHODS 1.8. `periods` = {(frequency, ordinal): (values, bits)} -> values and bits of the year."""
    if set(periods) == {("A", 1)}:
        return periods["A", 1]
    out, out_bits = {}, {}
    whole = periods.get(("A", 1), ({}, {}))
    for area in {a for values, _ in periods.values() for a in values}:
        if whole[0].get(area) is not None:
            out[area] = whole[0][area]
            if bits := whole[1].get(area, 0):
                out_bits[area] = bits
            continue
        choices = []
        for coarser, freq, full in ((1, "Q", 4), (0, "M", 12)):
            there = [n for n in range(1, full + 1) if periods.get((freq, n), ({},))[0].get(area) is not None]
            if there:
                complete = len(there) == full if measure in SUMMED_OVER_YEAR else there[-1] == full
                choices.append((complete, there[-1] * 12 // full, coarser, freq, there))
        if not choices:
            out[area] = None
            continue
        complete, _, _, freq, there = max(choices)
        used = there if measure in SUMMED_OVER_YEAR else there[-1:]
        value, bits = 0.0, 0 if complete else PROVISIONAL
        for n in used:
            value += periods[freq, n][0][area]
            bits |= periods[freq, n][1].get(area, 0)
        out[area] = value
        if bits:
            out_bits[area] = bits
    return out, out_bits


def total(delivered, parts, need_all=False):
    """METHODS 2: a total as delivered, else the sum of its parts; delivered as missing, from complete parts only."""
    values, bits = dict(delivered[0]), dict(delivered[1])
    sums, sum_bits, missing, count = {}, {}, set(), Counter()
    for part, part_bits in parts:
        for area, value in part.items():
            if values.get(area) is not None:
                continue
            count[area] += 1
            if value is None:
                missing.add(area)
            else:
                sums[area] = sums.get(area, 0.0) + value
        for area, b in part_bits.items():
            if part.get(area) is not None:
                sum_bits[area] = sum_bits.get(area, 0) | b
    for area, n in count.items():
        if need_all and n < len(parts):
            continue
        if area in missing:
            values.setdefault(area, None)
        else:
            values[area] = sums[area]
            bits.pop(area, None)
            if area in sum_bits:
                bits[area] = sum_bits[area]
    return values, bits


class Figures:
    """`of[measure, year][group]` = (values, bits) by canonical area, sex _T; and who was ever observed."""

    def __init__(self, inbox, reference):
        slots = read_inbox(inbox, reference)
        yearly = defaultdict(dict)                                     # (measure, year, group, sex) -> periods
        self.observed = defaultdict(set)                               # (group, year) -> areas with any observation
        self.delivered = defaultdict(set)                              # (measure, year) -> areas with any observation
        self.years = set()
        reporters = defaultdict(lambda: defaultdict(set))              # (measure, year) -> {(vintage, final): codes}
        for (_, _, measure, period), layers in slots.items():
            for _, vintage, values, _, barred in layers:
                if not reference.renamed[vintage]:
                    found = reporters[measure, parse_period(period)[1]]
                    for code in values:
                        for final, _, _ in reference.conversion[vintage][code]:
                            if final not in barred:
                                found[vintage, final].add(code)
        apart = defaultdict(lambda: defaultdict(list))                 # (measure, year, group, sex) -> see by_area_first
        for slot in list(slots):
            group, sex, measure, period = slot
            _, year, freq, ordinal, _ = parse_period(period)
            values, bits = canonical(slots.pop(slot), measure, reference, reporters[measure, year], (freq, ordinal),
                                     apart[measure, year, group, sex])
            if values:
                yearly[measure, year, group, sex][freq, ordinal] = (values, bits)
                self.years.add(year)
                self.observed[group, year].update(values)
                if measure == "COMMUNES" or KIND[measure] == "targets":
                    self.delivered[measure, year].update(values)
        by_measure = defaultdict(lambda: defaultdict(dict))
        for (measure, year, group, sex), periods in yearly.items():
            of_year = annual(periods, measure)
            if len(periods) > 1:
                of_year = by_area_first(dict(of_year[0]), dict(of_year[1]), apart[measure, year, group, sex], measure)
            by_measure[measure, year][group][sex] = of_year
        self.of, nothing = {}, ({}, {})
        self.of_sex = {}                                               # (measure, year, M or F) -> {group: (values, bits)}
        for key, groups in by_measure.items():
            for sex in ("M", "F"):
                if of_sex := {group: sexes[sex] for group, sexes in groups.items() if sex in sexes}:
                    self.of_sex[(*key, sex)] = self.with_totals(key[0], of_sex)
            found = {}
            for group, sexes in groups.items():                        # sexes first, then groups
                found[group] = sexes.get("_T", nothing)
                if "M" in sexes and "F" in sexes:
                    found[group] = total(found[group], [sexes["M"], sexes["F"]], need_all=True)
            self.of[key] = self.with_totals(key[0], found)

    @staticmethod
    def with_totals(measure, found):
        nothing = ({}, {})
        if measure not in WITHOUT_GROUPS:
            found["EM"] = total(found.get("EM", nothing), [found[g] for g in MINORITIES if g in found])
            found["_T"] = total(found.get("_T", nothing), [found[g] for g in ("01", "EM", "55", "NK") if g in found])
        return found

    def sexed(self, measure, year, sex, group):
        groups = self.of.get((measure, year), {}) if sex == "_T" else self.of_sex.get((measure, year, sex), {})
        return groups.get(group, ({}, {}))

    def get(self, measure, year, group):
        return self.of.get((measure, year), {}).get(group, ({}, {}))


# ---------------------------------------------------------------------------------------------------------------------
# Aggregates (METHODS 3).

class Cell:
    """One target, area, group and year: sums over the units that report both."""
    __slots__ = ("numerator", "denominator", "reporting", "expected", "bits", "value", "status", "threshold", "outside")

    def __init__(self, expected=0):
        self.numerator = self.denominator = 0.0
        self.reporting = self.bits = 0
        self.expected, self.value, self.status, self.threshold, self.outside = expected, None, None, None, False

    def add(self, numerator, denominator, bits):
        self.numerator += numerator
        self.denominator += denominator
        self.reporting += 1
        self.bits |= bits

    def join(self, other):
        self.numerator += other.numerator
        self.denominator += other.denominator
        self.reporting += other.reporting
        self.bits |= other.bits

    @property
    def sufficient(self):
        return self.value is not None and self.reporting / self.expected >= COVERAGE_MINIMUM


class Aggregates:
    def __init__(self, figures, reference):
        self.figures, self.reference = figures, reference
        self.provinces = sorted(reference.province_name)
        self.years = sorted(figures.years)
        self.scope, self.scope_size, self.expected, self.national = {}, {}, {}, {}
        ever = defaultdict(set)
        for year in self.years:
            statuses = figures.get("COMMUNES", year, "_T")[0]
            scope = self.scope[year] = {c for c, v in statuses.items() if v == 1 and len(c) == 5}
            self.scope_size[year] = self.by_area(scope)
            for (group, y), areas in figures.observed.items():
                if y == year:
                    ever[group] |= areas
            ever["EM"] = ever["EM"].union(*(ever[g] for g in MINORITIES if g in ever))
            self.expected[year] = {g: self.by_area(scope & areas) for g, areas in ever.items()}
            self.expected[year]["_T"] = self.scope_size[year]
            self.national["relative", year] = self.nation("INCOME", "POP", year)
            self.national["difference", year] = self.nation("HH_POOR", "HH", year)

    def by_area(self, communes):
        counts = Counter(self.reference.province_of[c] for c in communes)
        counts["VN"] = len(communes)
        return counts

    def sums(self, numerator, denominator, year, group, within):
        """Cells by province of the communes `within` (None: all) that report both, in order of commune code."""
        n, n_bits = self.figures.get(numerator, year, group)
        d, d_bits = self.figures.get(denominator, year, group)
        province_of, cells = self.reference.province_of, {}
        both = [c for c, v in n.items() if v is not None and len(c) == 5 and d.get(c) is not None
                and (within is None or c in within)]
        both.sort()
        for c in both:
            p = province_of[c]
            cell = cells.get(p) or cells.setdefault(p, Cell())
            cell.add(n[c], d[c], n_bits.get(c, 0) | d_bits.get(c, 0))
        return cells

    def nation(self, numerator, denominator, year):
        """The national average over every commune, in scope or not; None where there is none."""
        nation = Cell()
        for _, cell in sorted(self.sums(numerator, denominator, year, "_T", None).items()):
            nation.join(cell)
        return nation.numerator / nation.denominator if nation.reporting and nation.denominator else None

    def cells(self, target, year):
        """-> {(area, group): Cell} for every row of the target and year (METHODS 4)."""
        out, size = {}, self.scope_size[year]
        groups = GROUPS if target.grouped else ["_T"]
        observed = self.by_area({c for c in self.figures.delivered["COMMUNES", year] if len(c) == 5})
        if target.level == "province":                                 # T13: provinces are the units
            n, n_bits = self.figures.get(target.numerator, year, "_T")
            d, d_bits = self.figures.get(target.denominator, year, "_T")
            deliver = self.figures.delivered[target.numerator, year] | self.figures.delivered[target.denominator, year]
        for group in groups:
            expected = self.expected[year].get(group, Counter())
            sums = {} if target.level == "province" else \
                self.sums(target.numerator, target.denominator, year, group, self.scope[year])
            nation = Cell()
            for area in self.provinces:
                cell = sums.get(area) or Cell()
                cell.expected = expected[area]
                if target.level == "province":
                    cell.expected = int(size[area] > 0 or area in deliver)
                    if n.get(area) is not None and d.get(area) is not None:
                        cell.add(n[area], d[area], n_bits.get(area, 0) | d_bits.get(area, 0))
                nation.join(cell)
                nation.expected += cell.expected
                out[area, group] = cell
            out["VN", group] = nation
        for (area, group), cell in list(out.items()):
            if group not in ("_T", "EM") and not cell.expected:
                del out[area, group]
                continue
            cell.outside = not size[area] and observed[area] > 0 and not (target.level == "province" and cell.expected)
            if cell.reporting and cell.denominator:
                ratio = cell.numerator / cell.denominator
                average = self.national.get((target.form, year))
                if target.form == "ratio":
                    cell.value = ratio
                elif target.form == "difference" and average is not None:
                    cell.value = ratio - average
                elif target.form == "relative" and average:
                    cell.value = ratio / average
        return out


# ---------------------------------------------------------------------------------------------------------------------
# Judging (METHODS 5 to 8).

def judge(target, year, history):
    """The status of one row (METHODS 5); `history` = {year: Cell} of the same target, area and group."""
    cell = history[year]
    cell.threshold = target.threshold
    if target.rule == "baseline":
        base = baseline_year(history, None)
        cell.threshold = history[base].value if base is not None else None
    elif target.rule == "monitor":
        before = history.get(year - 1)
        cell.threshold = before.value if before is not None and before.sufficient else None
    if cell.outside or (cell.reporting and cell.denominator == 0):
        return "not_applicable"
    if not cell.expected or not cell.reporting or cell.value is None:
        return "no_data"
    if not cell.sufficient:
        return "insufficient_coverage"
    if cell.threshold is None:
        return "no_data"
    if target.holds(cell.value, cell.threshold):
        failed = [y for y, c in history.items() if target.rule == "phase" and PHASE_FIRST <= y < min(year, DEADLINE + 1)
                  and c.sufficient and not c.outside and not target.holds(c.value, target.threshold)]
        return "unmet" if failed else "met"
    if target.tolerance is not None:
        edge = target.threshold + (-target.tolerance if target.up else target.tolerance)
        if (cell.value >= edge) if target.up else (cell.value <= edge):
            return "met_within_tolerance"
    return "unmet"


def baseline_year(history, before):
    """The baseline year, else the earliest (before the row's, if given), of sufficient coverage."""
    good = [y for y, c in history.items() if c.sufficient and (before is None or y < before)]
    return BASELINE if BASELINE in good else min(good, default=None)


def units_short(target, cell, average):
    """METHODS 6: how many must still change for the comparison to hold, with this year's denominator and average."""
    kind, sign = KIND[target.numerator], 1 if target.up else -1

    def value(numerator):
        ratio = numerator / cell.denominator
        return ratio / average if target.form == "relative" else ratio - average if target.form == "difference" else ratio

    def enough(k):
        return target.holds(value(cell.numerator + sign * k), cell.threshold)

    if enough(0):
        return 0
    needed = cell.threshold * cell.denominator
    if target.form == "relative":
        needed *= average
    elif target.form == "difference":
        needed = (cell.threshold + average) * cell.denominator
    if kind in ("income", "hectares"):
        return max(0.0, sign * (needed - cell.numerator))
    k = max(0, math.floor(sign * (needed - cell.numerator)) - 2)
    most = math.ceil(cell.numerator) if sign < 0 else k + 8            # no more can leave than there are
    while not enough(k):
        k += 1
        if k > most:
            return None
    while k > 0 and enough(k - 1):
        k -= 1
    return k if sign > 0 or k <= most else None


def outlook(target, year, cell, base, observed, required):
    """METHODS 7."""
    if cell.status in ("no_data", "not_applicable", "insufficient_coverage"):
        return "unknown"
    if target.rule == "monitor":
        return "on_track" if cell.status == "met" else "insufficient" if close(cell.value, cell.threshold) else "moving_away"
    if cell.status == "met":
        return "achieved"
    if target.rule == "phase" and target.holds(cell.value, cell.threshold):
        return "insufficient"                                          # holds this year, not in an earlier one
    if base is None or base >= year:
        return "unknown"
    right = observed if target.up else -observed                       # above 0 is the right direction
    if year >= DEADLINE:
        return "moving_away" if right < 0 else "insufficient"
    if required == 0:
        return "on_track" if right > 0 else "moving_away" if right < 0 else "insufficient"
    r = observed / required
    return "moving_away" if r < 0 else "insufficient" if r < 0.60 else "slow" if r < 0.95 else "on_track"


def rows(aggregates, reference, full):
    for target in TARGETS:
        histories = defaultdict(dict)                                  # (area, group) -> {year: Cell}
        for year in aggregates.years:
            for key, cell in aggregates.cells(target, year).items():
                histories[key][year] = cell
        for (area, group), history in sorted(histories.items()):
            for year, cell in history.items():
                cell.status = judge(target, year, history)
            for year, cell in sorted(history.items()):
                yield row(target, area, group, year, history, aggregates, reference, full)


def row(target, area, group, year, history, aggregates, reference, full):
    cell = history[year]
    reports, valued = cell.reporting > 0, cell.value is not None
    out = dict.fromkeys(COLUMNS)
    out.update(target=target.id, area_level="nation" if area == "VN" else "province", area=area,
               area_name="Việt Nam" if area == "VN" else reference.province_name[area], ethnic_group=group,
               ethnic_group_name=reference.group_name[group], sex="_T", period=year, comparator=target.comparator,
               tolerance=target.tolerance, threshold=cell.threshold, status=cell.status, value=cell.value,
               communes_reporting=cell.reporting, communes_expected=cell.expected,
               coverage=cell.reporting / cell.expected if cell.expected else None)
    if reports:
        out.update(numerator=cell.numerator, denominator=cell.denominator)
    if valued and cell.threshold is not None:
        out["gap"] = cell.value - cell.threshold if target.up else cell.threshold - cell.value
        out["gap_units"] = units_short(target, cell, aggregates.national.get((target.form, year)))
    # METHODS 7: baseline and paces
    base = None
    if target.rule == "monitor":
        base = year - 1 if cell.threshold is not None else None
    elif target.rule == "baseline":
        base = baseline_year(history, None)
    elif year > BASELINE:
        base = baseline_year(history, year)
    observed = required = None
    if base is not None:
        out.update(baseline_period=base, baseline_value=history[base].value)
        if valued and base < year:
            observed = (cell.value - history[base].value) / (year - base)
    if valued and cell.threshold is not None and year < DEADLINE and cell.status != "met":
        required = (cell.threshold - cell.value) / (DEADLINE - year)
    out.update(pace_observed=observed, pace_required=required,
               outlook=outlook(target, year, cell, base, observed, required))
    # METHODS 8: statuses of observations, disclosure
    if reports:
        out["obs_status"] = "P" if cell.bits & PROVISIONAL else "E" if cell.bits & ESTIMATED else "A"
        codes = sorted(code for code, bit in CONF_BIT.items() if cell.bits & bit)
        small = KIND[target.denominator] in PEOPLE and 0 < cell.denominator < DISCLOSURE_MINIMUM
        out["conf_status"] = "A" if small else codes[0] if codes else "F"
        if small or codes:
            out["primary"] = 1
            if not full:
                out.update(dict.fromkeys("value gap gap_units numerator denominator baseline_period baseline_value "
                                         "pace_observed pace_required".split()), outlook="unknown")
                if cell.status not in ("no_data", "not_applicable"):
                    out["status"] = "suppressed"
    return out


def text_of(value):
    return "" if value is None else repr(value + 0.0 if isinstance(value, float) else value) if not isinstance(value, str) else value


def compute(inbox, folder, full=False, flags=None):
    CONF_BIT.clear()
    reference = Reference(folder)
    figures = Figures(inbox, reference)
    if flags:
        marks = ASSUMED, PARTIAL, -1 << CONFIDENTIAL
        with open(flags, "w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, validation.COLUMNS, lineterminator="\n")
            out.writeheader()
            out.writerows(validation.implausible(figures, reference.province_of, GROUPS, marks))
    return rows(Aggregates(figures, reference), reference, full)


# ---------------------------------------------------------------------------------------------------------------------
# Self-test: small inboxes over an invented country, with figures worked out by hand.
#
# Province 01: 2024 communes 10001, 10002, 10003 became 20001, 20002, 20003: 10002 was split over all three (a third
# each, assumed), 10001 went whole to 20001, 10003 whole to 20003. Province 02: 10004 unchanged; 10005 and 10006, of the
# former province 03, became 20005, renumbered 20006 in 2026. Province 04: 40001..40010 never changed.

STANDARD = STRUCTURE + "(1.0)"
FORTY = ["400%02d" % n for n in range(1, 11)]


def invented_country(folder):
    def write(name, header, lines):
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as f:
            f.write("\n".join([header, *lines]) + "\n")
    forty = [f"{c},x,Xã,04" for c in FORTY]
    areas = "commune_code,commune_name,commune_type,province_code"
    old = ["10001,a,Xã,01", "10002,b,Xã,01", "10003,c,Xã,01", "10004,d,Xã,02", "10005,e,Xã,03", "10006,f,Xã,03"]
    new = ["20001,a,Xã,01", "20002,b,Xã,01", "20003,c,Xã,01", "10004,d,Xã,02"]
    write("areas-2024-01-01.csv", areas, old + forty)
    write("areas-2025-07-01.csv", areas, [*new, "20005,e,Xã,02", *forty])
    write("areas-2026-04-30.csv", areas, [*new, "20006,e,Xã,02", *forty])
    third = "0.3333333333333333,assumed_equal"
    write("crosswalk-2024-01-01-2025-07-01.csv", "old,new,share,basis", [
        "10001,20001,1,whole", f"10002,20001,{third}", f"10002,20002,{third}", f"10002,20003,{third}",
        "10003,20003,1,whole", "10004,10004,1,whole", "10005,20005,1,whole", "10006,20005,1,whole",
        *(f"{c},{c},1,whole" for c in FORTY)])
    write("crosswalk-2025-07-01-2026-04-30.csv", "old,new,share,basis", [
        *(f"{c},{c},1,whole" for c in ["20001", "20002", "20003", "10004", *FORTY]), "20005,20006,1,whole"])
    write("provinces.csv", "vintage,province_code,province_name,successor_code,province_name_en", [
        *(f"2024-01-01,{p},P{p},{'02' if p == '03' else p}," for p in ("01", "02", "03", "04")),
        *(f"{v},{p},P{p},{p}," for v in ("2025-07-01", "2026-04-30") for p in ("01", "02", "04"))])
    write("ethnic-groups.csv", "code,name_vi,name_en", [f"{g},Nhóm {g},Group {g}" for g in GROUPS])


def csv_text(*lines, version=1):
    """Lines `area group measure period value [COLUMN=code ...]`; `area` may be a list of codes joined by +."""
    columns = "FREQ REF_AREA ETHNIC_GROUP SEX MEASURE TIME_PERIOD OBS_VALUE UNIT_MEASURE UNIT_MULT OBS_STATUS CONF_STATUS " \
              "AREA_VINTAGE ACTION".split()
    out = [",".join((["DATAFLOW"] if version == 1 else ["STRUCTURE", "STRUCTURE_ID"]) + columns)]
    for line in lines:
        areas, group, measure, period, value, *rest = line.split()
        for area in areas.split("+"):
            f = {"REF_AREA": area, "ETHNIC_GROUP": group, "SEX": "_T", "MEASURE": measure, "TIME_PERIOD": period,
                 "OBS_VALUE": value, **dict(r.split("=") for r in rest)}
            f = {k: "" if v == "-" else v for k, v in f.items()}
            out.append(",".join(([STANDARD] if version == 1 else ["datastructure", STANDARD]) + [f.get(c, "") for c in columns]))
    return "\n".join(out) + "\n"


def xml_text(prepared, body, action="Replace", attributes=""):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" xmlns:s="urn:s" xmlns:c="urn:c">
<m:Header><m:ID>t</m:ID><m:Prepared>{prepared}</m:Prepared><m:Structure structureID="E" dimensionAtObservation="TIME_PERIOD">
<c:Structure><Ref agencyID="VN_EMMA" id="COMMUNE_OBS" version="1.0"/></c:Structure></m:Structure></m:Header>
<m:DataSet s:structureRef="E" action="{action}" {attributes}>{body}</m:DataSet></m:StructureSpecificData>"""


def self_test():
    everywhere = "20001+20002+20003+10004+20006+" + "+".join(FORTY)
    scope26 = f"{everywhere} _T COMMUNES 2026 1"
    def scope(*years):
        return [f"{everywhere} _T COMMUNES {y} 1 AREA_VINTAGE=2026-04-30" for y in years]
    ntm = [f"{c} _T COMMUNE_NTM 2026 {int(n < 7)}" for n, c in enumerate(FORTY)]
    series = 'FREQ="A" ETHNIC_GROUP="08" SEX="_T"'
    cases = [
        ("exactly at the threshold", {"a.csv": csv_text(
            scope26, *ntm, "40001 08 HH 2026 30", "40001 08 HH_POOR 2026 3", "40002 08 HH 2026 25", "40002 08 HH_POOR 2026 2.4")}, [
            # 7 of 10 communes is 70 %: met. 2 of the 10 report households: the group's two, but a fifth of everyone's.
            ("T04 04 _T 2026", dict(value=0.7, status="met", gap=0.0, gap_units=0, communes_expected=10, outlook="achieved")),
            ("T02 04 08 2026", dict(value=5.4 / 55, status="met", numerator=5.4, denominator=55, coverage=1.0)),
            ("T02 04 EM 2026", dict(value=5.4 / 55, status="met", communes_reporting=2, communes_expected=2)),
            ("T02 04 _T 2026", dict(status="insufficient_coverage", communes_reporting=2, communes_expected=10, coverage=0.2)),
            ("T02 01 EM 2026", dict(status="no_data", communes_expected=0)),
            ("T02 01 08 2026", None)]),
        ("10 % is not below 10 %", {"a.csv": csv_text(scope26, "40001 08 HH 2026 30", "40001 08 HH_POOR 2026 3")}, [
            ("T02 04 08 2026", dict(status="unmet", gap=0.0, gap_units=1, outlook="unknown", pace_required=0.0))]),
        ("old vintage, split and merged", {"a.csv": csv_text(
            "20001+20002+20003+20005 _T COMMUNES 2025 1", "10001 08 HH 2024 10", "10002 08 HH 2024 90", "10001 08 HH_POOR 2024 4",
            "10002 08 HH_POOR 2024 30", "10001+10002+10003+10005 _T COMMUNES 2024 1", "10006 _T COMMUNES 2024 0",
            "10001+10003 _T COMMUNE_INFRA 2024 1", "10002 _T COMMUNE_INFRA 2024 0", "10002 _T COMMUNE_NTM 2024 1",
            "10005 08 HH 2024 7", "10006 08 HH 2024 8", "10005 08 HH_POOR 2024 1", "10006 08 HH_POOR 2024 1")}, [
            # 20001 = 10 + 30, 20002 = 30, 20003 = 30 of 2 predecessors: P; any of the statuses, all of the INFRA ones
            ("T02 01 08 2024", dict(numerator=34.0, denominator=100.0, obs_status="P", communes_reporting=3)),
            ("T02 02 08 2024", dict(numerator=2.0, denominator=15.0, obs_status="A", communes_expected=1)),
            ("T10a 01 _T 2024", dict(numerator=0.0, denominator=3.0, gap_units=3, obs_status="A")),
            ("T04 01 _T 2024", dict(status="no_data")), ("T02 04 _T 2024", dict(status="no_data")),
            ("T02 01 08 2025", dict(status="no_data", communes_expected=3))]),
        ("revisions, missing, deletions, repetitions", {
            "x_2026-05-01.csv": csv_text(*scope(2026), "40001 08 HH 2026 100", "40001 08 HH_POOR 2026 50", "40002 08 HH 2026 100",
                                         "40002 08 HH_POOR 2026 5", "40003 08 HH 2026 100", "40003 08 HH_POOR 2026 5"),
            "a_20260601T0830.csv": csv_text("40001 08 HH_POOR 2026 5", "40002 08 HH_POOR 2026 - OBS_STATUS=M", version=2),
            "b.xml": xml_text("2026-06-01T15:00:00+07:00", f'<Obs {series} REF_AREA="40001" MEASURE="HH_POOR" TIME_PERIOD="2026" '
                              'OBS_VALUE="9"/>'),
            "c_2026-07-01.csv": csv_text("- 08 - 2026 - ACTION=D MEASURE=HH_POOR REF_AREA=40003", "40001 08 HH 2026 90",
                                         "40001 08 HH 2026 91", "40001 08 HH 2026 90", version=2),
            "notes.txt": "nothing", "broken.xml": "<a><b>"}, [
            # 08:30Z is newer than 15:00+07:00; 40002 is missing, 40003 deleted; the contradiction leaves HH at 100
            ("T02 04 08 2026", dict(numerator=5.0, denominator=100.0, communes_reporting=1, communes_expected=3,
                                    status="insufficient_coverage"))]),
        ("a deletion of every period", {"a_2026-01-01.csv": csv_text(*scope(2025, 2026), "40001 08 HH 2025 9", "40001 08 HH 2026 9",
                                                                     "40001 08 HH_POOR 2025 3", "40001 08 HH_POOR 2026 3"),
                                        "b_2026-01-02.xml": xml_text("2026-01-02", f'<Series {series} REF_AREA="40001" '
                                                                     'MEASURE="HH_POOR"/>', "Delete")}, [
            ("T02 04 08 2025", dict(status="no_data")), ("T02 04 08 2026", dict(status="no_data", communes_expected=1))]),
        ("totals from parts", {"a.csv.gz": gzip.compress(csv_text(
            scope26, "40001 01 HH 2026 100", "40001 01 HH_POOR 2026 1", "40001 08 HH 2026 40", "40001 08 HH_POOR 2026 10",
            "40001 09 HH 2026 60", "40001 09 HH_POOR 2026 - OBS_STATUS=M", "40001 NK HH 2026 5", "40002 EM HH 2026 50",
            "40002 EM HH_POOR 2026 20", "40002 08 HH 2026 30", "40002 08 HH_POOR 2026 3", "40003 08 HH 2026 11 SEX=M",
            "40003 08 HH 2026 9 SEX=F", "40003 08 HH_POOR 2026 2 SEX=M", "40003 08 HH_POOR 2026 3 SEX=F",
            "40004 08 HH 2026 7 SEX=M", "40004 08 HH_POOR 2026 7").encode())}, [
            ("T02 04 08 2026", dict(numerator=18.0, denominator=90.0, communes_reporting=3, communes_expected=4)),
            ("T02 04 EM 2026", dict(numerator=25.0, denominator=70.0, communes_reporting=2, communes_expected=4)),
            ("T02 04 _T 2026", dict(numerator=25.0, denominator=70.0, communes_reporting=2)),
            ("T02 04 01 2026", dict(numerator=1.0, denominator=100.0)), ("T02 VN 08 2026", dict(numerator=18.0))]),
        ("quarters and months", {"a.csv": csv_text(
            scope26, *(f"40001 08 WORKERS_NEW_NONAGRI 2026-Q{q} 1" for q in (1, 2, 3, 4)), "40001 08 WORKERS 2026-Q3 100",
            "40001 08 WORKERS 2026-11 80", "40002 08 WORKERS 2026 100", "40002 08 WORKERS 2026-Q4 1 FREQ=Q",
            *(f"40002 08 WORKERS_NEW_NONAGRI 2026-{m:02d} 1 FREQ=M" for m in range(1, 12)), "40003 08 WORKERS 2026-Q4 50",
            "40003 08 WORKERS_NEW_NONAGRI 2026 2", "40003 08 WORKERS 2026-Q9 50", "40004 08 WORKERS 2026 2000001",
            "40004 08 WORKERS_NEW_NONAGRI 2026 1", "40004 08 WORKERS 2206 10", "40003 08 WORKERS 2026 9 FREQ=Q")}, [
            ("T05 04 08 2026", dict(numerator=17.0, denominator=230.0, status="insufficient_coverage", obs_status="P",
                                    communes_reporting=3, communes_expected=4, coverage=0.75)),
            ("T05 04 08 2206", None)]),
        ("T05 every year; pace and outlook", {"a.csv": csv_text(
            *scope(2025, 2026, 2027, 2028), *(f"40001 08 WORKERS {y} 1000" for y in (2025, 2026, 2027)), "40001 08 WORKERS 2028 0",
            "40001 08 WORKERS_NEW_NONAGRI 2025 10", "40001 08 WORKERS_NEW_NONAGRI 2026 20", "40001 08 WORKERS_NEW_NONAGRI 2027 30",
            "40001 08 WORKERS_NEW_NONAGRI 2028 0", "40001 08 HH 2025 100", "40001 08 HH_POOR 2025 40", "40001 08 HH 2026 100",
            "40001 08 HH_POOR 2026 32", "40001 08 HH_TEMP_HOUSING 2025 10", "40001 08 HH_TEMP_HOUSING 2026 5",
            "40001 08 HH 2027 100", "40001 08 HH_POOR 2027 33")}, [
            ("T05 04 08 2026", dict(status="unmet", gap_units=10, outlook="on_track", baseline_period=2025, pace_observed=0.01)),
            ("T05 04 08 2027", dict(status="unmet", gap=0.0, gap_units=0, outlook="insufficient")),
            ("T05 04 08 2028", dict(status="not_applicable", value=None)),
            ("T02 04 08 2026", dict(pace_observed=0.32 - 0.4, pace_required=(0.1 - 0.32) / 4, outlook="on_track", gap_units=23)),
            ("T02 04 08 2027", dict(pace_observed=(0.33 - 0.4) / 2, outlook="insufficient")),   # -0.035 of -0.0767 needed
            ("T02 04 08 2025", dict(baseline_period=None, pace_observed=None, outlook="unknown")),
            ("T08 04 08 2026", dict(status="met_within_tolerance", gap=-0.05, gap_units=5, outlook="on_track"))]),
        ("baselines and monitors", {"a.csv": csv_text(
            *scope(2025, 2026, 2027), *(f"{'+'.join(FORTY)} _T LAND_HA {y} 1 UNIT_MEASURE=KM2" for y in (2025, 2026, 2027)),
            f"{'+'.join(FORTY)} _T FOREST_HA 2025 42", f"{'+'.join(FORTY)} _T FOREST_HA 2026 40",
            f"{'+'.join(FORTY)} _T FOREST_HA 2027 0.42 UNIT_MULT=2",
            *(f"40001 08 POP {y} 100" for y in (2025, 2026, 2027)), "40001 08 HEALTH_INSURED 2025 90",
            "40001 08 HEALTH_INSURED 2026 90", "40001 08 HEALTH_INSURED 2027 95")}, [
            ("T09a 04 _T 2025", dict(threshold=0.42, status="met", baseline_period=2025)),
            ("T09a 04 _T 2026", dict(status="unmet", gap=-0.02, gap_units=20.0, outlook="moving_away", denominator=1000.0)),
            ("T09a 04 _T 2027", dict(status="met", outlook="achieved", gap_units=0)),
            ("M07 04 08 2025", dict(status="no_data", threshold=None)),
            ("M07 04 08 2026", dict(status="unmet", gap_units=1, outlook="insufficient")),
            ("M07 04 08 2027", dict(status="met", outlook="on_track", pace_observed=0.95 - 0.9))]),
        ("income against the nation", {"a.csv": csv_text(
            "40001+40002 _T COMMUNES 2026 1", "40001 08 POP 2026 100", "40001 08 INCOME 2026 1000", "40001 01 POP 2026 100",
            "40001 01 INCOME 2026 5000000000 UNIT_MEASURE=VND", "20001 _T POP 2026 800", "20001 _T INCOME 2026 2.4 UNIT_MULT=4")}, [
            # the nation: (1000 + 5000 + 24000) / 1000 = 30 a head; the group 10 a head = 1/3; half of 30 is 15 a head
            ("T01 04 08 2026", dict(value=1 / 3, status="unmet", gap_units=500.0, numerator=1000.0)),
            ("T01 04 _T 2026", dict(value=1.0, status="insufficient_coverage")), ("T01 01 _T 2026", dict(status="no_data"))]),
        ("disclosure", {"a.csv": csv_text(
            scope26, "40001 08 HH 2026 4", "40001 08 HH_POOR 2026 1", "40001 09 HH 2026 5", "40001 09 HH_POOR 2026 1",
            "40001 10 HH 2026 50", "40001 10 HH_POOR 2026 1 CONF_STATUS=C")}, [
            ("T02 04 08 2026", dict(status="suppressed", conf_status="A", primary=1, value=None, outlook="unknown")),
            ("T02 04 09 2026", dict(status="unmet", conf_status="F", primary=None)),
            ("T02 VN 10 2026", dict(status="suppressed", conf_status="C", numerator=None, communes_reporting=1))]),
        ("provinces as units; out of scope", {"a.csv": csv_text(
            scope26, "03 _T SDG_TARGETS 2024 10", "02 _T SDG_TARGETS 2024 7", "02+03 _T SDG_TARGETS_MET 2024 7",
            "20001+20002+20003 _T COMMUNES 2025 - OBS_STATUS=M", "04 _T SDG_TARGETS 2026 20", "04 _T SDG_TARGETS_MET 2026 19")}, [
            ("T13 02 _T 2024", dict(numerator=14.0, denominator=17.0, status="unmet", communes_expected=1)),
            ("T13 04 _T 2026", dict(value=0.95, status="met_within_tolerance", gap_units=1)),
            ("T13 VN _T 2026", dict(communes_reporting=1, communes_expected=3, status="insufficient_coverage")),
            ("T02 01 EM 2025", dict(status="not_applicable")), ("T02 02 EM 2025", dict(status="no_data"))]),
        ("the newest delivery decides the vintage", {
            "a_2026-01-01.csv": csv_text(*scope(2025), "20001+20002 08 HH 2025 100 AREA_VINTAGE=2025-07-01",
                                         "20001+20002 08 HH_POOR 2025 10 AREA_VINTAGE=2025-07-01"),
            "b_2026-01-02.csv": csv_text("10001 08 HH 2025 70 AREA_VINTAGE=2024-01-01", "10002 08 HH_POOR 2025 3 AREA_VINTAGE=2024-01-01",
                                         "20001 08 HH_POOR 2025 5 AREA_VINTAGE=2026-04-30", "10001 08 HH 2025 70 AREA_VINTAGE=2023-01-01")}, [
            # HH of 20001 rests on 10001 alone now. HH_POOR reaches 20001 by two vintages: both out, the older 10 stays.
            ("T02 01 08 2025", dict(numerator=11.0, denominator=170.0, obs_status="P", communes_reporting=2, communes_expected=3))]),
        ("series, groups of attributes, gzip", {"a.xml.gz": gzip.compress(xml_text("2026-06-01T00:00:00Z", "".join([
            '<Group REF_AREA="40001" CONF_STATUS="N"/>', *(f'<Series FREQ="A" ETHNIC_GROUP="_T" SEX="_T" MEASURE="COMMUNES" '
                                                           f'REF_AREA="{c}"><Obs TIME_PERIOD="2026" OBS_VALUE="1"/></Series>' for c in FORTY),
            *(f'<Series {series} MEASURE="HH{m}" REF_AREA="4000{n}" UNIT_MULT="1"><Obs TIME_PERIOD="2026" OBS_VALUE="{v}"/></Series>'
              for m, v in (("", 9), ("_POOR", 0.2)) for n in (1, 2))]), attributes='AREA_VINTAGE="2026-04-30"').encode())}, [
            ("T02 04 08 2026", dict(status="suppressed", conf_status="N", communes_reporting=2))]),
    ]
    failures = checks = 0
    for name, files, expected in cases:
        with tempfile.TemporaryDirectory() as inbox, tempfile.TemporaryDirectory() as folder:
            invented_country(folder)
            for file, content in files.items():
                with open(os.path.join(inbox, file), "wb") as f:
                    f.write(content if isinstance(content, bytes) else content.encode())
            found = {f"{r['target']} {r['area']} {r['ethnic_group']} {r['period']}": r for r in compute(inbox, folder)}
        for key, wanted in expected:
            got = found.get(key)
            wrong = {c: (got[c], v) for c, v in (wanted or {}).items() if got is None or not (
                got[c] == v or isinstance(v, float) and isinstance(got[c], float) and math.isclose(got[c], v, rel_tol=1e-12, abs_tol=1e-15))} \
                if wanted and got else {} if (wanted is None) == (got is None) else {"row": (got, wanted)}
            checks += 1
            failures += bool(wrong)
            for column, (is_, should) in wrong.items():
                print(f"FAIL {name}: {key} {column} is {is_!r}, should be {should!r}")
    print(f"self-test: {len(cases)} inboxes, {checks} rows checked, {failures} wrong")
    sys.exit(1 if failures else 0)


def main():
    options = argparse.ArgumentParser(description="Computes compliance.csv a second time, independently.")
    options.add_argument("--inbox")
    options.add_argument("--pipeline-folder")
    options.add_argument("--out")
    options.add_argument("--flags", help="write the flags of rules there too")
    options.add_argument("--full", action="store_true", help="print the figures of primary-suppressed cells too")
    options.add_argument("--self-test", action="store_true")
    given = options.parse_args()
    if given.self_test:
        self_test()
    if not (given.inbox and given.pipeline_folder and given.out):
        options.error("--inbox, --pipeline-folder and --out are needed")
    with open(given.out, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        for found in compute(given.inbox, given.pipeline_folder, given.full, given.flags):
            out.writerow([text_of(found[c]) for c in COLUMNS])


if __name__ == "__main__":
    main()

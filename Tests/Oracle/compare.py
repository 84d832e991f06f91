#!/usr/bin/env python3
"""Sets the pipeline's compliance.csv beside the independent one, then attacks its suppressed cells.

    python3 compare.py oracle.csv compliance.csv

Exit 0 and one line of counts where both agree and nothing suppressed can be recovered; else exit 1 with the first
20 differences, both rows of each.

Agreement: the same rows; texts, statuses, outlooks and counts exactly; figures to 1e-9 relative (1e-12 absolute, for
differences that cancel). Which cells are suppressed to protect others (conf_status S) is the pipeline's choice, so such
a row is compared without its figures, and a row whose baseline is such a cell without what would give the baseline away.
"""
import csv, math, sys
from collections import Counter, defaultdict

IDENTITY = "area_level area_name ethnic_group_name sex comparator communes_reporting communes_expected obs_status".split()
FIGURES = ("value gap gap_units numerator denominator baseline_period baseline_value pace_observed pace_required").split()
NUMBERS = FIGURES + ["threshold", "tolerance", "coverage"]
UNJUDGED = ("no_data", "not_applicable")
COMPUTED_THRESHOLD = ("T09a", "T09b", *("M%02d" % n for n in range(1, 14)))
MEASURED_IN_AMOUNTS = ("T01", "M01", "T09a", "T09b")                   # gap_units that is no whole number

# Where METHODS does not say whether a figure of an unjudged row is printed: (status, column) -> either, but one way only.
OPEN = {**{(s, c): 1 for s in UNJUDGED for c in FIGURES},
        **{("insufficient_coverage", c): 1 for c in FIGURES if c not in ("value", "numerator", "denominator")}}

KEY = ("target", "area", "ethnic_group", "period")


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        reader = csv.DictReader(f)
        rows, twice = {}, []
        for row in reader:
            key = tuple(row[k] for k in KEY)
            if key in rows:
                twice.append(key)
            rows[key] = row
        return reader.fieldnames, rows, twice


def equal(a, b, column, row):
    if a == b:
        return True
    if column == "tolerance":
        return float(a or 0) == float(b or 0)                          # none is no tolerance
    try:
        x, y = float(a), float(b)
    except ValueError:
        return False
    if column == "baseline_period" or column == "gap_units" and row["target"] not in MEASURED_IN_AMOUNTS:
        return x == y
    size = max(1.0, *(abs(float(row[c] or 0)) for c in ("numerator", "denominator"))) if column == "gap_units" else 1.0
    return math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12 * size)


class Comparison:
    def __init__(self, ours, theirs):
        self.ours, self.theirs = ours, theirs
        self.readings = defaultdict(set)

    def hidden(self, key):
        """Are the figures of this cell withheld in the pipeline's output?"""
        row = self.theirs.get(key)
        if row is None:
            return False
        # A row that keeps no_data or not_applicable shows by S, and by no figures, that they are withheld.
        blank = row["status"] in UNJUDGED and row["conf_status"] == "S" and row["numerator"] == ""
        return row["status"] == "suppressed" or blank or self.ours.get(key, {}).get("primary") == "1"

    def differences(self, key):
        """The columns in which the two rows of a key differ."""
        a, b = self.ours[key], self.theirs[key]
        wrong = [c for c in IDENTITY if a[c] != b[c]]
        wrong += [c for c in ("tolerance", "coverage") if not equal(a[c], b[c], c, a)]
        computed = a["target"] in COMPUTED_THRESHOLD
        primary, suppressed = a["primary"] == "1", b["status"] == "suppressed"
        if primary or suppressed:
            wrong += [c for c in FIGURES if b[c] != ""]
            if b["outlook"] != "unknown":
                wrong.append("outlook")
            if not equal(a["threshold"], b["threshold"], "threshold", a) and not (computed and b["threshold"] == ""):
                wrong.append("threshold")
            if primary:
                if a["status"] != b["status"]:
                    wrong.append("status")
                if b["conf_status"] != a["conf_status"]:
                    wrong.append("conf_status")
            elif a["status"] in UNJUDGED:
                wrong.append("status")
            elif b["conf_status"] != "S":
                wrong.append("conf_status")
            return wrong
        if a["status"] != b["status"]:
            wrong.append("status")
        unjudged_blank = a["status"] in UNJUDGED and not any(b[c] for c in FIGURES)
        if a["conf_status"] != b["conf_status"] and not (unjudged_blank and b["conf_status"] == "S"):
            wrong.append("conf_status")
        base_hidden = a["baseline_period"] != "" and self.hidden((*key[:3], a["baseline_period"]))
        withheld, free = set(), set()
        if base_hidden:                                                # these would give the hidden baseline away
            withheld = {"baseline_value", "pace_observed"}
            free = {"baseline_period", "pace_required"}
            if computed and a["baseline_period"] != a["period"]:
                withheld |= {"threshold", "gap", "gap_units", "pace_required"}
        for c in NUMBERS:
            if c in withheld:
                if b[c] != "":
                    wrong.append(c)
            elif c == "pace_required" and a["target"][0] == "M":
                if b[c] != "":                                         # a monitor has no deadline
                    wrong.append(c)
            elif equal(a[c], b[c], c, a):
                if a[c] != "" and (a["status"], c) in OPEN:
                    self.readings[a["status"], c].add("printed")
            elif b[c] == "" and c in free:
                pass
            elif b[c] == "" and (a["status"], c) in OPEN and c != "tolerance":
                if not (unjudged_blank and b["conf_status"] == "S") and not base_hidden:
                    self.readings[a["status"], c].add("empty")
            elif c not in wrong:
                wrong.append(c)
        if a["outlook"] != b["outlook"] and not (base_hidden and b["outlook"] == "unknown"):
            wrong.append("outlook")
        elif base_hidden and a["outlook"] == b["outlook"] and a["outlook"] not in ("achieved", "unknown") \
                and a["target"][0] != "M" and a["target"] != "T05":
            wrong.append("outlook")                                    # rests on the hidden baseline
        return wrong


# ---------------------------------------------------------------------------------------------------------------------
# The attack (METHODS 8): every suppressed numerator and denominator is an unknown; nation = sum of provinces, EM = sum
# of 02..54, _T = 01 + EM + 55 + NK, a group without a row is zero. What these equations determine is disclosed.

MEASURES = {
    "T01": "INCOME POP", "T02": "HH_POOR HH", "T03a": "COMMUNE_SPECIAL COMMUNES", "T03b": "VILLAGES_SPECIAL VILLAGES",
    "T04": "COMMUNE_NTM COMMUNES", "T05": "WORKERS_NEW_NONAGRI WORKERS", "T06": "WORKERS_SKILLED WORKERS",
    "T07": "HH_FARM_COMMODITY HH_FARM", "T08": "HH_TEMP_HOUSING HH", "T09a": "FOREST_HA LAND_HA",
    "T09b": "LAND_DEGRADED_HA LAND_HA", "T10a": "COMMUNE_INFRA COMMUNES", "T10b": "VILLAGES_INFRA VILLAGES",
    "T11": "HH_UNPLANNED_MIGRATION HH", "T12": "HH_RELOCATED HH_RELOCATION_NEED", "T13": "SDG_TARGETS_MET SDG_TARGETS",
    "M01": "INCOME POP", "M02": "HH_POOR HH", "M03": "COMMUNE_SPECIAL COMMUNES", "M04": "VILLAGES_SPECIAL VILLAGES",
    "M05": "POP_15P_LITERATE POP_15P", "M06": "IN_SCHOOL SCHOOL_AGE", "M07": "HEALTH_INSURED POP",
    "M08": "HH_ELECTRICITY HH", "M09": "HH_CLEAN_WATER HH", "M10": "MARRIAGES_CHILD MARRIAGES",
    "M11": "MARRIAGES_CONSANGUINEOUS MARRIAGES", "M12": "CADRES_EM CADRES", "M13": "VILLAGES_CULTURE_HOUSE VILLAGES"}
MINORITIES = ["%02d" % g for g in range(2, 55)]
SMALL = "A"                                                            # conf_status of a small denominator
PRIME = (1 << 61) - 1


def variables(row):
    """The names of a row's numerator and denominator. Where all expected communes report, the sum of a measure is the
    same number in every target that uses it; otherwise it is that of the pair of measures."""
    numerator, denominator = MEASURES[row["target"]].split()
    place = (row["period"], row["area"], row["ethnic_group"])
    if row["communes_reporting"] == row["communes_expected"] != "0":
        return (*place, numerator), (*place, denominator)
    return (*place, numerator, denominator, "n"), (*place, numerator, denominator, "d")


def equations(rows, known):
    """Every additive relation of the table, as {unknown: coefficient}, those without unknowns left out."""
    tables, reporting = defaultdict(dict), defaultdict(dict)
    for (target, area, group, year), row in rows.items():
        tables[target, year][area, group] = variables(row)
        reporting[target, year][area, group] = int(row["communes_reporting"])
    found = set()
    for (target, year), cells in tables.items():
        groups = {g for _, g in cells}
        areas = {a for a, _ in cells}
        relations = [(("VN", g), [(a, g) for a in areas if a != "VN"]) for g in groups]
        if "EM" in groups:
            relations += [((a, "EM"), [(a, g) for g in MINORITIES]) for a in areas]
            relations += [((a, "_T"), [(a, g) for g in ("01", "EM", "55", "NK")]) for a in areas]
        for total, parts in relations:
            # Fewer communes report the total than one of its parts: a part is missing somewhere, and the total with it, so
            # that it is not their sum.
            if any(reporting[target, year].get(p, 0) > reporting[target, year].get(total, 0) for p in parts):
                continue
            for side in (0, 1):
                terms = Counter()
                if total in cells:
                    terms[cells[total][side]] += 1
                for part in parts:
                    if part in cells:
                        terms[cells[part][side]] -= 1
                unknown = frozenset((v, n) for v, n in terms.items() if v not in known and n)
                if unknown:
                    found.add(unknown)
    return [dict(e) for e in found]


def determined(system):
    """The unknowns a homogeneous pattern of equations fixes: those alone in a row of the reduced echelon form."""
    where, queue, fixed = defaultdict(set), [], set()
    for i, e in enumerate(system):
        for v in e:
            where[v].add(i)
        if len(e) == 1:
            queue.append(i)
    while queue:                                                       # first what follows one step at a time
        e = system[queue.pop()]
        for v in list(e):
            fixed.add(v)
            for i in where.pop(v):
                del system[i][v]
                if len(system[i]) == 1:
                    queue.append(i)
    pivots, column = {}, defaultdict(set)                              # then Gauss and Jordan, modulo a prime
    for e in sorted((e for e in system if e), key=len):
        e = {v: n % PRIME for v, n in e.items()}
        for v in [v for v in e if v in pivots]:
            add(e, pivots[v], -e[v])
        if not e:
            continue
        p = min(e, key=lambda v: len(where[v]))
        inverse = pow(e[p], -1, PRIME)
        e = {v: n * inverse % PRIME for v, n in e.items()}
        for q in list(column[p]):
            row = pivots[q]
            before = set(row)
            add(row, e, -row[p])
            for v in before ^ set(row):
                (column[v].add if v in row else column[v].discard)(q)
        pivots[p] = e
        for v in e:
            column[v].add(p)
    return fixed | {p for p, e in pivots.items() if len(e) == 1}


def add(row, other, factor):
    for v, n in other.items():
        m = (row.get(v, 0) + factor * n) % PRIME
        if m:
            row[v] = m
        else:
            row.pop(v, None)


def attack(ours, theirs):
    """-> [(key, side, how)] of suppressed numbers that can be recovered, primary cells first."""
    published, zero = set(), set()
    for row in theirs.values():
        for variable, column in zip(variables(row), ("numerator", "denominator")):
            if row[column] != "":
                published.add(variable)
            elif row["communes_reporting"] == "0":
                zero.add(variable)
    tables = defaultdict(dict)
    for key, row in theirs.items():
        tables[key[3], None][key] = row                                # all targets of a year together
        tables[key[3], key[0]][key] = row                              # one target
    leaks = []
    for (_, target), rows in tables.items():
        solved = determined(equations(rows, published | zero))
        for key, row in rows.items():
            primary = ours.get(key, {}).get("primary") == "1"
            # A cell that only protects others must hold within its table; what must not be known, against everything.
            if primary or target and row["status"] == "suppressed":
                found = []
                for variable, column in zip(variables(row), ("numerator", "denominator")):
                    how = "published in another target" if variable in published else \
                        "recovered by adding and subtracting" if variable in solved else None
                    if how:
                        found.append((not primary, key, column, how))
                # Of a small cell neither number may be known; of any other not both, which would give its value. That
                # one is published elsewhere, where it is free, gives nothing away.
                if len(found) == 2 or primary and row["conf_status"] == SMALL:
                    leaks += found
    return sorted(set(leaks))


def show(title, *rows):
    print(title)
    for label, row in rows:
        print(f"    {label}: " + ("no such row" if row is None else ", ".join(f"{c}={v}" for c, v in row.items() if v != "")))


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: compare.py oracle.csv compliance.csv")
    our_columns, ours, _ = read(sys.argv[1])
    their_columns, theirs, twice = read(sys.argv[2])
    problems = 0
    if their_columns != our_columns[:-1]:
        sys.exit(f"columns differ:\n    check:    {our_columns[:-1]}\n    pipeline: {their_columns}")
    for key in twice:
        problems += 1
        print("row twice:", *key)
    comparison, columns = Comparison(ours, theirs), Counter()
    for key in sorted(ours.keys() | theirs.keys()):
        a, b = ours.get(key), theirs.get(key)
        wrong = comparison.differences(key) if a and b else ["row"]
        if wrong:
            problems += 1
            columns.update(wrong)
            if problems <= 20:
                show(f"difference in {', '.join(wrong)}: {' '.join(key)}", ("check   ", a), ("pipeline", b))
    for (status, column), seen in sorted(comparison.readings.items()):
        if len(seen) > 1:
            problems += 1
            print(f"{column} of {status} rows is printed in some rows and empty in others")
    leaks = attack(ours, theirs)
    for secondary, key, column, how in leaks[:20]:
        print(f"disclosed: the {column} of {' '.join(key)} ({'suppressed to protect another' if secondary else 'primary'}), {how}")
    if problems or leaks:
        print(f"{problems} differences ({', '.join(f'{c} {n}' for c, n in columns.most_common()) or 'none'}), "
              f"{len(leaks)} suppressed numbers disclosed ({sum(not l[0] for l in leaks)} of primary cells)")
        sys.exit(1)
    counts = Counter(row["status"] for row in theirs.values())
    print(f"{len(theirs)} rows agree: " + ", ".join(f"{s} {n}" for s, n in sorted(counts.items())))


if __name__ == "__main__":
    main()

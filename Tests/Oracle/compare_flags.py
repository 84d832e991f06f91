#!/usr/bin/env python3
"""Sets the flags of rules in a published folder beside those that oracle.py --flags found.

    python3 compare_flags.py flags-of-oracle.csv published/

Exit 0 and a line of counts where the same flags are raised, each with the communes and figures found there; where every flag
that is not published speaks of a sum that is not published or an observation that is not free; and where no figure is said
that counts too few people. Else exit 1 with the differences.
"""
import csv, math, os, re, sys

MINIMUM = 5
NOT_PEOPLE = {"FOREST_HA", "LAND_HA", "LAND_DEGRADED_HA"} | {
    "VILLAGES", "VILLAGES_SPECIAL", "VILLAGES_INFRA", "VILLAGES_CULTURE_HOUSE"}
PIECE = re.compile(r"(?:(?P<figures>.*) in )?(?P<area>\d{5})")
NUMBER = re.compile(r"nothing|(?<![\w.])\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def places(text):
    """[(area, extent, [figure or None])], the worst first."""
    found = []
    for place in text.split(";"):
        area, extent, numbers = place.split(":")
        found.append((area, float(extent), [float(n) if n else None for n in numbers.split(",")]))
    return found


def same(a, b):
    return len(a) == len(b) and all(
        x is y is None or x is not None and y is not None and math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-9)
        for x, y in zip(a, b))


def problem(ours, detail):
    """What is wrong with the sentence of a flag; None where nothing is."""
    claim, _, told = detail.partition(": ")[2].partition(": ")
    communes = re.search(r" in (\d+) communes?(?:, the worst of them)?$", claim)
    if not communes or int(communes[1]) != int(ours["communes"]):
        return f"{ours['communes']} communes"
    expected = places(ours["places"])
    least = expected[min(5, len(expected)) - 1][1]
    among = [p for p in expected if p[1] >= least or math.isclose(p[1], least, rel_tol=1e-9)]
    pieces = told.split("; ")
    if not 1 <= len(pieces) <= 5:
        return "one to five places"
    is_people = not set(ours["measures"].split()) & NOT_PEOPLE
    for piece in pieces:
        found = PIECE.fullmatch(piece)
        candidates = [p for p in among if found and p[0] == found["area"]]
        if not candidates:
            return f"{piece} is none of the worst"
        if found["figures"] is None:
            continue
        said = [None if n == "nothing" else float(n) for n in NUMBER.findall(found["figures"])]
        if not any(same(said, numbers) for _, _, numbers in candidates):
            return f"{piece} has other figures: {candidates}"
        if is_people and any(n is not None and 0 < n < MINIMUM for n in said):
            return f"{piece} tells of too few people"
    return None


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: compare_flags.py flags-of-oracle.csv published/")
    ours = {row["flag"]: row for row in read(sys.argv[1])}
    theirs = {row["flag"]: row for row in read(os.path.join(sys.argv[2], "flags.csv")) if row["reason"] == "implausible"}
    withheld = {(r["measure"], r["area"], r["ethnic_group"], r["period"])
                for r in read(os.path.join(sys.argv[2], "aggregates.csv")) if r["value"] == "" and r["conf_status"] not in ("", "F")}
    problems, silent = [], 0
    for flag in sorted(ours.keys() | theirs.keys()):
        row, published = ours.get(flag), theirs.get(flag)
        if row is None:
            problems.append(f"{flag}: published, and not found here")
            continue
        _, area, group, _, _ = flag.split(".")
        hidden = row["is_free"] == "0" or any(
            (m, area, group, y) in withheld for m in row["measures"].split() for y in row["years"].split())
        if published is None:
            silent += 1
            if not hidden:
                problems.append(f"{flag}: found here, and not published")
        elif hidden:
            problems.append(f"{flag}: published, and speaks of what is withheld")
        elif wrong := problem(row, published["detail"]):
            problems.append(f"{flag}: {published['detail']}: {wrong}")
    for text in problems[:20]:
        print(text)
    if problems:
        sys.exit(1)
    print(f"{len(theirs)} implausible flags agree, {silent} are not published")


if __name__ == "__main__":
    main()

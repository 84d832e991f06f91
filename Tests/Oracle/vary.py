#!/usr/bin/env python3
"""Spreads the records of an inbox over other files, so that what they mean stays the same.

    python3 vary.py shuffled|split|merged [--seed N] INBOX OUT

shuffled: the records of every CSV delivery in another order.
split:    every CSV delivery in three files, by area, named so that their place among the others stays.
merged:   deliveries that say nothing another one speaks of, CSV and XML alike, in one file.

A delivery in which the order or the file matters (actions, vintages given record by record, a key twice) is copied as
it is, and so is everything that is no standard delivery.
"""
import argparse, csv, gzip, io, os, random, re, shutil, xml.etree.ElementTree as ET

DIMENSIONS = ["FREQ", "REF_AREA", "ETHNIC_GROUP", "SEX", "MEASURE", "TIME_PERIOD"]
ATTRIBUTES = ["UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "CONF_STATUS", "AREA_VINTAGE", "COMMENT_OBS"]
STRUCTURE = "VN_EMMA:COMMUNE_OBS(1.0)"


def content(path):
    data = open(path, "rb").read()
    if data[:2] == b"\x1f\x8b":
        try:
            return gzip.decompress(data)
        except (OSError, EOFError):
            return b""
    return data


def read_csv(data):
    """-> (header, rows) of a standard delivery in SDMX-CSV without actions; else None."""
    text = data.decode("utf-8-sig", errors="replace")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if not rows or rows[0][0] not in ("DATAFLOW", "STRUCTURE") or "ACTION" in rows[0]:
        return None
    header, body = rows[0], [r for r in rows[1:] if r]
    if not {"REF_AREA", "MEASURE", "TIME_PERIOD", "OBS_VALUE"} <= set(header):
        return None
    if any(STRUCTURE not in r for r in body):
        return None
    return header, body


def read_xml(data):
    """-> records as dicts of a structure-specific message without actions or groups; else None."""
    try:
        root = ET.fromstring(data)
    except ET.ParseError:
        return None
    local = lambda e: e.tag.rsplit("}", 1)[-1]
    if local(root) != "StructureSpecificData" or b"COMMUNE_OBS" not in data or b"Delete" in data:
        return None
    plain = lambda e: {k: v for k, v in e.attrib.items() if "}" not in k}
    records = []
    for data_set in (e for e in root.iter() if local(e) == "DataSet"):
        for child in data_set:
            if local(child) == "Obs":
                records.append({**plain(data_set), **plain(child)})
            elif local(child) == "Series":
                records += [{**plain(data_set), **plain(child), **plain(o)} for o in child if local(o) == "Obs"]
            else:
                return None
    return records


def as_dicts(header, rows):
    return [dict(zip(header, r)) for r in rows]


def is_plain(records):
    """No vintage of its own, and no key twice: then neither order nor file matters within the delivery."""
    keys = [tuple(r.get(d, "") for d in DIMENSIONS[1:]) for r in records]
    return len(set(keys)) == len(keys) and not any(r.get("AREA_VINTAGE") for r in records)


def write_csv(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows([header] + rows)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("way", choices=["shuffled", "split", "merged"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("inbox")
    parser.add_argument("out")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    os.makedirs(options.out, exist_ok=True)
    names = sorted(os.listdir(options.inbox))
    deliveries = {name: content(os.path.join(options.inbox, name)) for name in names}
    tables = {name: read_csv(data) for name, data in deliveries.items() if not data.lstrip()[:1] == b"<"}
    changed = set()
    if options.way in ("shuffled", "split"):
        for name, table in tables.items():
            if table is None or not is_plain(as_dicts(*table)):
                continue
            header, rows = table
            changed.add(name)
            if options.way == "shuffled":
                rows = chance.sample(rows, len(rows))
                write_csv(os.path.join(options.out, re.sub(r"\.gz$", "", name)), header, rows)
                continue
            area = header.index("REF_AREA")
            parts = [[], [], []]
            for row in rows:
                parts[sum(row[area].encode()) % 3 if len(row) > area else 0].append(row)
            for number, part in enumerate(parts, 1):
                if part:
                    write_csv(os.path.join(options.out, f"{name}.{number}"), header, part)
    else:
        records = {n: as_dicts(*t) for n, t in tables.items() if t}
        records |= {n: r for n, d in deliveries.items() if d.lstrip()[:1] == b"<" and (r := read_xml(d))}
        places = {n: {(r.get("REF_AREA"), r.get("TIME_PERIOD", "")[:4]) for r in rs} for n, rs in records.items()}
        years = {n: {y for _, y in p} for n, p in places.items()}
        by_hand = {n for n in names if n not in records or any(r.get("AREA_VINTAGE") for r in records[n])}
        # Years that a delivery kept as it is speaks of by codes of its own choice may overlap in any commune.
        open_years = set().union(*(years.get(n, set()) for n in by_hand))
        header = ["DATAFLOW"] + DIMENSIONS + ["OBS_VALUE"] + ATTRIBUTES
        merged = []
        for name in sorted(records):
            others = set().union(*(p for n, p in places.items() if n != name))
            if name in by_hand or not is_plain(records[name]) or places[name] & others or years[name] & open_years:
                continue
            changed.add(name)
            merged += [[STRUCTURE] + [r.get(c, "") for c in header[1:]] for r in records[name]]
        write_csv(os.path.join(options.out, "merged.csv"), header, merged)
    for name in names:
        if name not in changed:
            shutil.copy(os.path.join(options.inbox, name), os.path.join(options.out, name))
    print(f"{len(changed)} deliveries {options.way}: {', '.join(sorted(changed))}")
    if not changed:
        raise SystemExit("no delivery could be varied: the check would say nothing")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Reads the published SDMX message with pysdmx: the structure validated by the SDMX schemas, the data against it, and every
observation compared with aggregates.csv. With INGESTED, compares what milepost-ingest made of the message as well.

    python3 read_message.py PUBLISHED [INGESTED]
"""
import csv, json, pathlib, sys
from pysdmx.io import get_datasets, read_sdmx

DIMENSIONS = ["FREQ", "REF_AREA", "ETHNIC_GROUP", "SEX", "MEASURE", "SCOPE", "TIME_PERIOD"]
LISTS = {
    "FREQ": "CL_FREQ", "REF_AREA": "CL_AREA", "ETHNIC_GROUP": "CL_ETHNIC_GROUP", "SEX": "CL_SEX", "MEASURE": "CL_MEASURE",
    "SCOPE": "CL_SCOPE", "UNIT_MEASURE": "CL_UNIT", "OBS_STATUS": "CL_OBS_STATUS", "CONF_STATUS": "CL_CONF_STATUS",
}


def missing(value):
    return value is None or value != value or str(value) in ("", "<NA>", "nan")


def check_structure(folder):
    message = read_sdmx(str(folder / "aggregates.structure.xml"), validate=True)
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    if message.header.prepared.isoformat()[:19] != run["as_of"] + "T00:00:00":
        sys.exit(f"the message was prepared at {message.header.prepared}")
    (structure,) = message.get_data_structure_definitions()
    (flow,) = message.get_dataflows()
    if (structure.agency, structure.id, structure.version) != ("VN_EMMA", "AGGREGATES", "1.0"):
        sys.exit(f"the structure is {structure.short_urn}")
    if [component.id for component in structure.components.dimensions] != DIMENSIONS:
        sys.exit(f"dimensions: {[component.id for component in structure.components.dimensions]}")
    lists = {}
    for component in structure.components:
        if component.id in LISTS:
            if component.enumeration is None or component.enumeration.id != LISTS[component.id]:
                sys.exit(f"{component.id} has no list {LISTS[component.id]}")
            lists[component.id] = {code.id: code.name for code in component.enumeration.codes}
            if not all(lists[component.id].values()):
                sys.exit(f"{component.id}: a code without a name")
    if (flow.agency, flow.id, flow.version) != ("VN_EMMA", "AGGREGATES", "1.0"):
        sys.exit(f"the dataflow is {flow.short_urn}")
    # pysdmx keeps one name; the other language is in the text.
    text = (folder / "aggregates.structure.xml").read_text(encoding="utf-8")
    for word in ('<com:Name xml:lang="vi">Hộ nghèo theo chuẩn nghèo đa chiều</com:Name>',
                 '<com:Name xml:lang="en">Households</com:Name>', '<com:Name xml:lang="vi">Mông</com:Name>'):
        if word not in text:
            sys.exit(f"the structure does not say {word}")
    return lists


def main():
    folder = pathlib.Path(sys.argv[1])
    lists = check_structure(folder)
    datasets = get_datasets(str(folder / "aggregates.sdmx.csv"), str(folder / "aggregates.structure.xml"), validate=True)
    if len(datasets) != 1:
        sys.exit(f"{len(datasets)} data sets")
    found = datasets[0].data.to_dict("records")
    with open(folder / "aggregates.csv", newline="", encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    if len(found) != len(expected):
        sys.exit(f"{len(found)} observations, aggregates.csv has {len(expected)} rows")
    withheld = 0
    keys = set()
    for number, (row, wanted) in enumerate(zip(found, expected), start=2):
        def fail(what):
            sys.exit(f"line {number}, {what}: {row} is not {wanted}")
        key = tuple(str(row[name]) for name in DIMENSIONS)
        if key != ("A", wanted["area"], wanted["ethnic_group"], wanted["sex"], wanted["measure"],
                   wanted["scope"].upper(), wanted["period"]):
            fail("key")
        if key in keys:
            fail("twice")
        keys.add(key)
        for name, codes in lists.items():
            if not missing(row[name]) and row[name] not in codes:
                fail(f"{name} is not in its list")
        if missing(row["OBS_VALUE"]) != (wanted["value"] == ""):
            fail("value")
        if wanted["value"] and float(row["OBS_VALUE"]) != float(wanted["value"]):
            fail("value")
        if wanted["value"]:
            if row["OBS_STATUS"] != wanted["obs_status"] or row["CONF_STATUS"] != "F":
                fail("status")
        elif wanted["conf_status"]:
            withheld += 1
            if row["OBS_STATUS"] != "Q" or row["CONF_STATUS"] != wanted["conf_status"] or row["CONF_STATUS"] == "F":
                fail("a withheld value")
        else:
            if row["OBS_STATUS"] != "O" or not missing(row["CONF_STATUS"]):
                fail("a missing value")
        for name, column in (("COMMUNES_REPORTING", "communes_reporting"), ("COMMUNES_EXPECTED", "communes_expected"),
                             ("COVERAGE", "coverage")):
            value = row[name]
            if missing(value) != (wanted[column] == "") or wanted[column] and float(value) != float(wanted[column]):
                fail(name)
    if not withheld:
        sys.exit("nothing is withheld: the test shows too little")
    if len(sys.argv) > 2:
        compare_ingested(pathlib.Path(sys.argv[2]), folder)
    print(f"{len(found)} observations agree, {withheld} of them withheld")


def compare_ingested(ingested, folder):
    import pyarrow.ipc
    manifest = {d["name"]: d for d in json.loads((ingested / "deliveries.json").read_text())["deliveries"]}
    table = pyarrow.ipc.open_file(ingested / manifest["aggregates.sdmx.csv"]["file"]).read_all().to_pylist()
    with open(folder / "aggregates.sdmx.csv", newline="", encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    if len(table) != len(expected):
        sys.exit(f"ingested {len(table)} records of {len(expected)}")
    for row, wanted in zip(table, expected):
        if row["structure"] != wanted["STRUCTURE_ID"]:
            sys.exit(f"ingested as {row['structure']}")
        for name, value in wanted.items():
            if name in ("STRUCTURE", "STRUCTURE_ID", "ACTION"):
                continue
            there = row[name]
            if missing(there) != (value == "") or value and str(there) != value and float(there) != float(value):
                sys.exit(f"ingested {name}: {there!r} of {wanted}")


if __name__ == "__main__":
    main()

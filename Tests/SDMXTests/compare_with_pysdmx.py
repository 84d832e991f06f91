#!/usr/bin/env python3
"""Compares the ingested corpora with what pysdmx reads of them: every dimension, measure and attribute of every record.

Usage: compare_with_pysdmx.py CORPORA INGESTED, where INGESTED was made by milepost-ingest from CORPORA.
Needs pysdmx[data,xml] and pyarrow. Exits with 1 on the first file that differs.
"""
import csv
import gzip
import json
import pathlib
import sys
import tempfile

import pyarrow.ipc
from pysdmx.io import read_sdmx

PLACES = {"record", "line", "column", "member", "action", "structure"}
# pysdmx knows no missing value of text: it has "" or its own mark for it.
MISSING = {None, "", "nan", "NaN", "<NA>", "None"}
# pysdmx refuses several actions in one file.
NOT_READ_BY_PYSDMX = {"csv20-data_v2_three_actions.csv"}


def plain(path, folder):
    """pysdmx reads no gzip."""
    if path.suffix != ".gz":
        return path
    target = pathlib.Path(folder) / path.stem
    target.write_bytes(gzip.decompress(path.read_bytes()))
    return target


def same(ours, theirs):
    ours, theirs = ("" if value in MISSING else str(value) for value in (ours, theirs))
    if ours == theirs:
        return True
    try:  # pandas turns columns of figures into floating point
        return float(ours) == float(theirs)
    except ValueError:
        return False


def main(corpora, ingested):
    manifest = {d["name"]: d for d in json.loads((ingested / "deliveries.json").read_text())["deliveries"]}
    expected = {row["file"]: int(row["observations"]) for row in csv.DictReader((corpora / "expected.csv").open())}
    values = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, count in expected.items():
            entry = manifest[name]
            assert entry["records"] == count, f"{name}: {entry['records']} records, expected {count}"
            if name in NOT_READ_BY_PYSDMX:
                continue
            table = pyarrow.ipc.open_file(ingested / entry["file"]).read_all()
            rows = table.to_pylist()
            for dataset in read_sdmx(str(plain(corpora / name, folder)), validate=False).data:
                structure = dataset.structure if isinstance(dataset.structure, str) else dataset.structure.short_urn
                identity = structure.split("=")[-1]
                ours = [row for row in rows if row["structure"] == identity]
                assert len(ours) == len(dataset.data), f"{name}: {identity} has {len(ours)} records"
                for row, theirs in zip(ours, dataset.data.to_dict("records")):
                    theirs = {**dataset.attributes, **theirs}
                    unknown = {field for field in row if row[field] not in MISSING} - set(theirs) - PLACES
                    assert unknown <= {"SERIES_KEY", "OBS_KEY"}, f"{name}: pysdmx has no {unknown}"
                    for field, value in theirs.items():
                        assert same(row.get(field), value), (
                            f"{name} record {row['record']} {field}: {row.get(field)!r} is not {value!r}")
                        values += 1
    print(f"{len(expected)} files, {sum(expected.values())} records, {values} values agree with pysdmx")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))

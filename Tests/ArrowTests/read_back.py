#!/usr/bin/env python3
"""Compares an Arrow file with the values it should hold, as pyarrow and polars read it.

usage: read_back.py FILE.arrow EXPECTED.json

EXPECTED.json is an object of
  fields        list of {"name", "type", "nullable"}; type is int32, int64, float64, utf8 or dictionary
  columns       object: field name -> list of values, null where there is none; float64 values are the 16
                hexadecimal digits of their bits, so that NaN, infinities and -0.0 can be told
  dictionaries  object: name of a dictionary field -> its values in the order of their codes
  metadata      object: key -> value
  batches       list of the row count of each record batch
Exit status 0 if all is as expected; otherwise 1, with a line for each difference.
"""
import json
import math
import struct
import sys

import polars as pl
import pyarrow as pa
import pyarrow.feather

ARROW_TYPES = {
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "utf8": pa.string(),
    "dictionary": pa.dictionary(pa.int32(), pa.string()),
}
POLARS_TYPES = {
    "int32": pl.Int32,
    "int64": pl.Int64,
    "float64": pl.Float64,
    "utf8": pl.String,
    "dictionary": pl.Categorical,
}

differences = []


def check(where, what, actual, expected):
    if actual != expected:
        differences.append(f"{where}: {what} is {actual!r}, not {expected!r}")


def comparable(value):
    """A float as its bits, every NaN alike; anything else as it is."""
    if not isinstance(value, float):
        return value
    return "nan" if math.isnan(value) else struct.pack(">d", value).hex()


def expected_values(expected, field):
    values = expected["columns"][field["name"]]
    if field["type"] != "float64":
        return values
    return [v if v is None else comparable(struct.unpack(">d", bytes.fromhex(v))[0]) for v in values]


def check_values(where, name, actual, expected):
    check(where, f"length of {name}", len(actual), len(expected))
    for row, (a, e) in enumerate(zip(actual, expected)):
        if type(a) is not type(e) or a != e:
            differences.append(f"{where}: {name}, row {row} is {a!r}, not {e!r}")
            return


def check_arrow_table(where, table, expected):
    table.validate(full=True)
    check(where, "columns", table.column_names, [f["name"] for f in expected["fields"]])
    metadata = {k.decode(): v.decode() for k, v in (table.schema.metadata or {}).items()}
    check(where, "metadata", metadata, expected["metadata"])
    for index, field in enumerate(expected["fields"]):
        name = field["name"]
        check(where, f"type of {name}", table.schema.field(index).type, ARROW_TYPES[field["type"]])
        check(where, f"nullability of {name}", table.schema.field(index).nullable, field["nullable"])
        values = [comparable(v) for v in table.column(index).to_pylist()]
        check_values(where, name, values, expected_values(expected, field))
        if field["type"] == "dictionary":
            for chunk in table.column(index).chunks:
                check(where, f"dictionary of {name}", chunk.dictionary.to_pylist(), expected["dictionaries"][name])


def check_pyarrow(path, expected):
    for kind, source in (("file", pa.OSFile(path)), ("map", pa.memory_map(path))):
        where = f"pyarrow {kind}"
        with pa.ipc.open_file(source) as reader:
            batches = [reader.get_batch(i) for i in range(reader.num_record_batches)]
            check(where, "batches", [b.num_rows for b in batches], expected["batches"])
            check_arrow_table(where, reader.read_all(), expected)
    for memory_map in (False, True):
        table = pyarrow.feather.read_table(path, memory_map=memory_map)
        check_arrow_table(f"pyarrow feather memory_map={memory_map}", table, expected)


def check_polars_frame(where, frame, expected):
    check(where, "columns", frame.columns, [f["name"] for f in expected["fields"]])
    for field in expected["fields"]:
        series = frame[field["name"]]
        check(where, f"type of {series.name}", series.dtype.base_type(), POLARS_TYPES[field["type"]])
        values = [comparable(v) for v in series.to_list()]
        check_values(where, series.name, values, expected_values(expected, field))


def check_polars(path, expected):
    with open(path, "rb") as file:
        check_polars_frame("polars bytes", pl.read_ipc(file.read()), expected)
    # Given a path, polars maps the file: always since version 2, before that unless told not to.
    check_polars_frame("polars map", pl.read_ipc(path), expected)
    check_polars_frame("polars scan", pl.scan_ipc(path).collect(), expected)
    check_polars_frame("polars stream", pl.scan_ipc(path).collect(engine="streaming"), expected)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    path = sys.argv[1]
    with open(sys.argv[2], encoding="utf-8") as file:
        expected = json.load(file)
    check_pyarrow(path, expected)
    check_polars(path, expected)
    for difference in differences:
        print(difference)
    sys.exit(1 if differences else 0)


main()

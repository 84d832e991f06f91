#!/usr/bin/env python3
"""Writes Arrow files with pyarrow, for the reader's tests.

usage: write_samples.py FOLDER
"""
import pathlib
import sys

import pyarrow as pa

folder = pathlib.Path(sys.argv[1])


def write(name, table, chunk=None, **options):
    with pa.ipc.new_file(str(folder / name), table.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table, max_chunksize=chunk)


def one(array, nullable=True):
    return pa.table([array], pa.schema([pa.field("x", array.type, nullable)]))


def dictionary(values, type, value_type=pa.string()):
    return pa.array(values, value_type).dictionary_encode().cast(pa.dictionary(type, value_type))


schema = pa.schema(
    [
        pa.field("i", pa.int32()),
        pa.field("l", pa.int64(), False),
        pa.field("d", pa.float64()),
        pa.field("s", pa.string()),
        pa.field("c", pa.dictionary(pa.int32(), pa.string())),
    ],
    {"nguồn": "pyarrow"},
)
all_types = pa.table(
    [
        pa.array([1, None, -3, None, 5], pa.int32()),
        pa.array([-(2**63), 2**63 - 1, 0, 1, 2], pa.int64()),
        pa.array([0.5, None, float("inf"), -0.0, float("nan")], pa.float64()),
        pa.array(["Hà Nội", "", None, "Huế", "Đà Nẵng"], pa.string()),
        dictionary(["đỏ", None, "", "xanh", "đỏ"], pa.int32()),
    ],
    schema,
)
write("all_types.arrow", all_types)
write("many_batches.arrow", all_types, chunk=2)
# A slice's buffers do not begin where its parent's do.
write("slice.arrow", all_types.slice(1, 3))
write("no_rows.arrow", all_types.slice(0, 0))
write("version4.arrow", all_types, metadata_version=pa.ipc.MetadataVersion.V4)
with pa.ipc.new_file(str(folder / "no_batches.arrow"), schema):
    pass

write("int8_index.arrow", one(dictionary(["a"], pa.int8())))
write("int16_index.arrow", one(dictionary(["a"], pa.int16())))
write("int64_values.arrow", one(dictionary([7], pa.int32(), pa.int64())))
write("large_utf8.arrow", one(pa.array(["a"], pa.large_string())))
write("view.arrow", one(pa.array(["a"], pa.string_view())))
write("float32.arrow", one(pa.array([1.0], pa.float32())))
write("uint64.arrow", one(pa.array([1], pa.uint64())))
write("list.arrow", one(pa.array([[1]], pa.list_(pa.int64()))))
write("lz4.arrow", one(pa.array([1] * 1000, pa.int64())), compression="lz4")
write("zstd.arrow", one(pa.array(["a"] * 1000)), compression="zstd")
write("legacy.arrow", one(pa.array([1], pa.int64())), use_legacy_format=True)
write(
    "null_value.arrow",
    one(pa.DictionaryArray.from_arrays(pa.array([0, 1], pa.int32()), pa.array(["a", None]))),
)
chunks = pa.chunked_array([dictionary(["a"], pa.int32()), dictionary(["a", "b"], pa.int32())])
write("delta.arrow", one(chunks), emit_dictionary_deltas=True)

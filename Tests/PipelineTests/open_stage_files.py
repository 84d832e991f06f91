#!/usr/bin/env python3
"""Opens every stage file of a workspace with pyarrow (mapped) and with polars, and compares every value.

    python3 open_stage_files.py WORKSPACE
"""
import glob, math, os, sys
import polars, pyarrow, pyarrow.ipc


def same(a, b):
    return a == b or isinstance(a, float) and isinstance(b, float) and math.isnan(a) and math.isnan(b)


def main():
    files = sorted(glob.glob(os.path.join(sys.argv[1], "**", "*.arrow"), recursive=True))
    values = 0
    for path in files:
        with pyarrow.memory_map(path) as source:
            table = pyarrow.ipc.open_file(source).read_all()
        table.validate(full=True)
        frame = polars.read_ipc(path)
        if table.num_rows != frame.height or table.column_names != frame.columns:
            sys.exit(f"{path}: pyarrow and polars see different tables")
        for name in table.column_names:
            first, second = table.column(name).to_pylist(), frame[name].to_list()
            for row, (a, b) in enumerate(zip(first, second)):
                if not same(a, b):
                    sys.exit(f"{path}: {name}, row {row}: {a!r} and {b!r}")
            values += len(first)
    print(f"{len(files)} files, {values} values agree")
    if not files or not values:
        sys.exit("nothing was compared")


if __name__ == "__main__":
    main()

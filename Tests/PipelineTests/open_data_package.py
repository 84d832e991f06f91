#!/usr/bin/env python3
"""Validates a published folder as a Frictionless data package: the description, the tables against their schemas, the
hash, length and number of rows of each file. Then it makes sure that a file that was tampered with is noticed.

    python3 open_data_package.py PUBLISHED
"""
import csv, json, pathlib, shutil, sys, tempfile
from frictionless import Package

NOT_DESCRIBED = {"datapackage.json", "run.json"}


def errors(folder):
    report = Package(str(folder / "datapackage.json")).validate()
    return [(task.name, error.type) for task in report.tasks for error in task.errors] + [
        ("", error.type) for error in report.errors]


def main():
    folder = pathlib.Path(sys.argv[1])
    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    if not report.valid:
        sys.exit(f"not valid: {report.flatten(['name', 'rowNumber', 'fieldName', 'message'])[:20]}")
    described = {resource.path for resource in package.resources}
    there = {path.name for path in folder.iterdir()} - NOT_DESCRIBED
    if described != there:
        sys.exit(f"described: {sorted(described)}, there: {sorted(there)}")
    written = {r["path"]: r for r in json.loads((folder / "datapackage.json").read_text())["resources"]}
    rows = 0
    for resource in package.resources:
        entry = written[resource.path]
        if entry["bytes"] != (folder / resource.path).stat().st_size or not entry["hash"].startswith("sha256:"):
            sys.exit(f"{resource.path}: {entry['bytes']} bytes")
        if (resource.type == "table") != resource.path.endswith(".csv"):
            sys.exit(f"{resource.path} is taken for a {resource.type}")
        if resource.type == "table":
            with open(folder / resource.path, newline="", encoding="utf-8") as file:
                count = sum(1 for _ in csv.reader(file)) - 1
            if entry["rows"] != count:
                sys.exit(f"{resource.path}: {entry['rows']} rows are described, {count} are there")
            rows += count
    with tempfile.TemporaryDirectory() as work:
        for path in sorted(described):
            copy = pathlib.Path(work) / "published"
            shutil.copytree(folder, copy)
            data = bytearray((copy / path).read_bytes())
            data[-1] ^= 1
            (copy / path).write_bytes(bytes(data))
            found = errors(copy)
            if not any(kind == "hash-count" for _, kind in found):
                sys.exit(f"{path} was tampered with, and that was not noticed: {found}")
            shutil.rmtree(copy)
        copy = pathlib.Path(work) / "published"
        shutil.copytree(folder, copy)
        text = (copy / "flags.csv").read_text(encoding="utf-8")
        (copy / "flags.csv").write_text(text[: text.rstrip("\n").rindex("\n") + 1], encoding="utf-8")
        if not any(kind == "row-count" for _, kind in errors(copy)):
            sys.exit("a row was taken away, and that was not noticed")
    print(f"{len(described)} files, {rows} rows are valid")


if __name__ == "__main__":
    main()

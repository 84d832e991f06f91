#!/usr/bin/env python3
"""Has LibreOffice turn compliance.xlsx into CSV files, and compares their rows with the published tables.

    python3 compare_office.py PUBLISHED
"""
import csv, math, pathlib, subprocess, sys, tempfile

# Every sheet, comma, double quotes, UTF-8, values rather than what is shown of them.
FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def number(text):
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return None


def same(found, text):
    if found == text:
        return True
    first, second = number(found), number(text)
    # LibreOffice writes fifteen digits.
    return None not in (first, second) and math.isclose(first, second, rel_tol=1e-13, abs_tol=1e-15)


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def main():
    folder = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        # A profile of its own: nothing of the user's is read or written.
        done = subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", FILTER,
             "--outdir", f"{work}/sheets", str(folder / "compliance.xlsx")],
            capture_output=True, text=True, timeout=240)
        sheets = {path.stem.removeprefix("compliance-"): rows(path) for path in pathlib.Path(work, "sheets").glob("*.csv")}
    if set(sheets) != {"summary", "compliance", "flags", "provinces", "notes"}:
        sys.exit(f"LibreOffice found the sheets {sorted(sheets)}: {done.stdout} {done.stderr}")
    compared = 0
    for name in ("compliance", "flags"):
        expected = rows(folder / f"{name}.csv")
        if len(sheets[name]) != len(expected):
            sys.exit(f"{name}: {len(sheets[name])} rows, expected {len(expected)}")
        for line, (found, wanted) in enumerate(zip(sheets[name], expected), start=1):
            # Columns that are empty to the end may be left out.
            found += [""] * (len(wanted) - len(found))
            for column, a, b in zip(expected[0], found, wanted):
                if not same(a, b):
                    sys.exit(f"{name}, row {line}, {column}: {a!r} is not {b!r}")
                compared += 1
    if len(sheets["provinces"]) != 36:
        sys.exit(f"provinces: {len(sheets['provinces'])} rows")
    print(f"{compared} cells agree")


if __name__ == "__main__":
    main()

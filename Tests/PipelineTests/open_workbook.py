#!/usr/bin/env python3
"""Opens compliance.xlsx with openpyxl, and compares every cell of the tables in it with the CSV files beside it.

    python3 open_workbook.py PUBLISHED
"""
import csv, datetime, json, math, pathlib, sys, unicodedata, zipfile
import openpyxl

# Columns whose digits are a code.
CODES = {"area", "ethnic_group"}


def fail(message):
    sys.exit(message)


def expected(name, text):
    """What a cell must hold for a field of the CSV file."""
    if text == "":
        return None
    if name not in CODES:
        try:
            return float(text)
        except ValueError:
            pass
    if name == "first_seen":
        return datetime.datetime.fromisoformat(text)
    return text


def same(cell, value):
    if isinstance(value, float):
        # Numbers, never texts that look like them; the library keeps 16 significant digits.
        return cell.data_type == "n" and cell.value is not None and math.isclose(cell.value, value, rel_tol=1e-15)
    if isinstance(value, datetime.datetime):
        return cell.is_date and cell.value == value
    if value is None:
        return cell.value is None
    return cell.data_type in ("s", "inlineStr") and cell.value == value


def compare_table(sheet, path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    header = rows[0]
    if [cell.value for cell in sheet[1]] != header:
        fail(f"{sheet.title}: other columns than {path.name}")
    if sheet.max_row != len(rows):
        fail(f"{sheet.title}: {sheet.max_row} rows, {path.name} has {len(rows)}")
    compared = 0
    for number, (cells, fields) in enumerate(zip(sheet.iter_rows(min_row=2), rows[1:]), start=2):
        if len(cells) != len(fields):
            fail(f"{sheet.title}, row {number}: {len(cells)} cells")
        for name, cell, field in zip(header, cells, fields):
            if not same(cell, expected(name, field)):
                fail(f"{sheet.title}, row {number}, {name}: {cell.value!r} ({cell.data_type}) is not {field!r}")
            compared += 1
    # A table keeps its header in sight, can be filtered whole, and has room for what is in it.
    if not sheet.freeze_panes or int(sheet.freeze_panes[-1]) != 2:
        fail(f"{sheet.title}: the header is not kept: {sheet.freeze_panes}")
    if sheet.auto_filter.ref != sheet.dimensions:
        fail(f"{sheet.title}: filters over {sheet.auto_filter.ref}, cells in {sheet.dimensions}")
    check_widths(sheet)
    return compared


def check_widths(sheet):
    covered = set()
    for dimension in sheet.column_dimensions.values():
        covered.update(range(dimension.min, dimension.max + 1))
        if not 5 <= dimension.width <= 120:
            fail(f"{sheet.title}: a column is {dimension.width} letters wide")
    if covered != set(range(1, sheet.max_column + 1)):
        fail(f"{sheet.title}: not all columns have a width")


def status_colours(sheet):
    """Ranges of the rules that colour a status, with the words they look for."""
    words = {}
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            if rule.type != "cellIs" or rule.operator != "equal" or rule.dxf is None or rule.dxf.fill is None:
                fail(f"{sheet.title}: a rule that is no colour of a word: {rule.type}")
            words.setdefault(str(area.sqref), set()).add(rule.formula[0].strip('"'))
    return words


def check_formats(sheet, folder):
    """Shares are percentages, counts have separators of thousands."""
    header = {cell.value: index for index, cell in enumerate(sheet[1])}
    formats = {}
    for cells in sheet.iter_rows(min_row=2):
        target = cells[header["target"]].value
        for name in ("value", "gap_units", "denominator", "coverage", "period"):
            cell = cells[header[name]]
            if cell.value is not None:
                formats.setdefault((target, name), set()).add(cell.number_format)
    if formats[("T02", "value")] != {"0.00%"} or formats[("T01", "value")] != {"0.000"}:
        fail(f"formats of values: {formats[('T02', 'value')]}, {formats[('T01', 'value')]}")
    if formats[("T02", "gap_units")] != {"#,##0"} or formats[("T09a", "denominator")] != {"#,##0.0"}:
        fail("units have no separators of thousands")
    if any(found != {"0.00%"} for (_, name), found in formats.items() if name == "coverage"):
        fail("coverage is no percentage")
    if any(found != {"0"} for (_, name), found in formats.items() if name == "period"):
        fail("years have separators")


def check_summary(book, folder, day):
    """The summary and the matrix say what the compliance table says."""
    with open(folder / "compliance.csv", newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["sex"] == "_T"]
    notes = {(row[0], row[1]): row[2] for row in book["notes"].iter_rows(min_row=2, values_only=True)}
    year = notes[("about", "judged_year")]
    by_place = {(row["target"], row["area"], row["ethnic_group_name"]): row for row in rows if row["period"] == str(year)}
    sheet = book["summary"]
    top = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "target")
    header = [cell.value for cell in sheet[top]]
    if sheet.freeze_panes != f"B{top + 1}":
        fail(f"summary: {sheet.freeze_panes}")
    dates = [cell for row in sheet.iter_rows(max_row=top) for cell in row if cell.is_date]
    if [cell.value for cell in dates] != [day]:
        fail("summary: the day is no date")
    headlines = {}
    for cells in sheet.iter_rows(min_row=top + 1):
        row = dict(zip(header, cells))
        target, group = row["target"].value, row["ethnic_group"].value
        headlines[target] = group
        nation = by_place.get((target, "VN", group))
        if nation is None or row["status"].value != nation["status"]:
            fail(f"summary: {target} is {row['status'].value}")
        for name in ("value", "gap", "gap_units", "coverage"):
            if not same(row[name], expected(name, nation[name])):
                fail(f"summary: {name} of {target} is {row[name].value}")
        provinces = [r for r in by_place.values()
                     if r["target"] == target and r["area"] != "VN" and r["ethnic_group_name"] == group]
        if row["provinces_met"].value != sum(r["status"] == "met" for r in provinces):
            fail(f"summary: provinces of {target}")
    if set(headlines) != {row["target"] for row in rows}:
        fail("summary: targets are missing")
    sheet = book["provinces"]
    names = [cell.value for cell in sheet[2]]
    if sheet.freeze_panes != "C3" or sheet.auto_filter.ref.split(":")[0] != "A2":
        fail(f"provinces: {sheet.freeze_panes}, {sheet.auto_filter.ref}")
    cells_compared = 0
    for cells in sheet.iter_rows(min_row=3):
        area = cells[0].value
        for target, group in headlines.items():
            row = by_place.get((target, area, group))
            value, status = cells[names.index(target)], cells[names.index(target + " status")]
            if status.value != (row["status"] if row else "no_data"):
                fail(f"provinces: {target} of {area} is {status.value}")
            if not same(value, expected("value", row["value"] if row else "")):
                fail(f"provinces: {target} of {area} is {value.value}")
            cells_compared += 1
    if sheet.max_row - 2 != 34:
        fail(f"{sheet.max_row - 2} provinces")
    return cells_compared


def main():
    folder = pathlib.Path(sys.argv[1])
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    day = datetime.datetime.fromisoformat(run["as_of"])
    book = openpyxl.load_workbook(folder / "compliance.xlsx")
    if book.sheetnames != ["summary", "compliance", "flags", "provinces", "notes"]:
        fail(f"sheets: {book.sheetnames}")
    compared = sum(compare_table(book[name], folder / f"{name}.csv") for name in ("compliance", "flags"))
    compared += check_summary(book, folder, day)
    check_formats(book["compliance"], folder)
    for name in ("summary", "compliance", "provinces"):
        (words,) = status_colours(book[name]).values()
        if words != {"met", "met_within_tolerance", "unmet", "insufficient_coverage", "no_data", "suppressed"}:
            fail(f"{name}: colours of {words}")
    for sheet in book:
        check_widths(sheet)
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.data_type == "f":
                    fail(f"{sheet.title}, {cell.coordinate}: a formula")
                if isinstance(cell.value, str) and unicodedata.normalize("NFC", cell.value) != cell.value:
                    fail(f"{sheet.title}, {cell.coordinate}: not in normalization form C")
    notes = [row for row in book["notes"].iter_rows(min_row=2, values_only=True)]
    described = {row[1] for row in notes if row[0] == "column of compliance"}
    if described != {cell.value for cell in book["compliance"][1]}:
        fail("notes: not every column is described")
    if dict((row[1], row[2]) for row in notes if row[0] == "about")["deliveries"] != len(run["deliveries"]):
        fail("notes: another number of deliveries")
    # Nothing of the clock.
    if book.properties.created != day or book.properties.modified != day:
        fail(f"made on {book.properties.created}")
    with zipfile.ZipFile(folder / "compliance.xlsx") as archive:
        if {info.date_time for info in archive.infolist()} != {(1980, 1, 1, 0, 0, 0)}:
            fail("members of the archive have times")
    print(f"{compared} cells agree")
    if compared < 1000:
        fail("too little was compared")


if __name__ == "__main__":
    main()

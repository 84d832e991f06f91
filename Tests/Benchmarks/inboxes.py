"""The inboxes that are measured, made once for each session."""
import gzip
import os
import shutil
import subprocess

# Ten times the observations of the benchmark inbox, as nearly as whole numbers of groups and years allow.
TENFOLD = ["--groups", "30", "--years", "4"]


def make(root, work):
    """Makes all inboxes anew below a folder, and tells of each how many observations it holds."""
    folder = os.path.join(work, "inboxes")
    shutil.rmtree(folder, ignore_errors=True)
    for name, options in [("benchmark", ["--benchmark"]), ("national", ["--national"]),
                          ("tenfold", ["--benchmark", *TENFOLD])]:
        subprocess.run([f"{root}/.build/release/milepost", "fixtures", *options, "--out", f"{folder}/{name}"],
                       check=True, cwd=root, stdout=subprocess.DEVNULL)
    benchmark = f"{folder}/benchmark"
    for kind in ["xml", "csv"]:
        os.makedirs(f"{folder}/{kind}")
        for name in names(benchmark):
            if name.endswith(f".{kind}.gz"):
                shutil.copy(f"{benchmark}/{name}", f"{folder}/{kind}/{name}")
    _join_tables(f"{folder}/national", f"{folder}/one-table")
    _repeat_series(f"{folder}/national", f"{folder}/one-message")
    counts = {name: sum(observations(f"{folder}/{name}/{file}") for file in names(f"{folder}/{name}"))
              for name in names(folder)}
    return folder, counts


def names(folder):
    return sorted(os.listdir(folder))


def content(path):
    with open(path, "rb") as file:
        data = file.read()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def observations(path):
    data = content(path)
    return data.count(b"<Obs ") if data[:1] == b"<" else data.count(b"\n") - 1


def inflated(folder):
    return sum(len(content(f"{folder}/{name}")) for name in names(folder))


def changed(path):
    """A delivery with one value changed, as a gzip file."""
    lines = content(path).split(b"\n")
    header = lines[0].split(b",")
    measure, value = header.index(b"MEASURE"), header.index(b"OBS_VALUE")
    for number, line in enumerate(lines[1:], start=1):
        fields = line.split(b",")
        if fields[measure] == b"HH_POOR" and fields[value].isdigit():
            fields[value] = b"%d" % (int(fields[value]) + 1)
            lines[number] = b",".join(fields)
            return gzip.compress(b"\n".join(lines), 4, mtime=0)
    raise ValueError(f"{path}: no value to change")


def middling_table(folder):
    """The CSV delivery of median size."""
    tables = [name for name in names(folder) if name.endswith(".csv.gz")]
    return sorted(tables, key=lambda name: os.path.getsize(f"{folder}/{name}"))[len(tables) // 2]


def groups_of_tables(folder):
    """CSV deliveries by their header."""
    groups = {}
    for name in names(folder):
        path = f"{folder}/{name}"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            groups.setdefault(file.readline().strip(), []).append(path)
    return groups


def _join_tables(inbox, folder):
    """One plain SDMX-CSV 1.0 delivery of all of them."""
    os.makedirs(folder)
    with open(f"{folder}/delivery.csv", "wb") as file:
        is_first = True
        for name in names(inbox):
            data = content(f"{inbox}/{name}")
            if data.startswith(b"DATAFLOW"):
                file.write(data if is_first else data.split(b"\n", 1)[1])
                is_first = False


def _repeat_series(inbox, folder):
    """One plain SDMX-ML delivery: the largest one by series, twelve times over."""
    os.makedirs(folder)
    messages = (content(f"{inbox}/{name}") for name in names(inbox))
    largest = max((data for data in messages if b"<Series" in data), key=len)
    start, end = largest.index(b"<Series"), largest.rindex(b"</", 0, largest.rindex(b"</"))
    with open(f"{folder}/delivery.xml", "wb") as file:
        file.write(largest[:start])
        for _ in range(12):
            file.write(largest[start:end])
        file.write(largest[end:])

"""Reads one plain file with a library; usage: read_file.py csv|pyarrow|ElementTree|lxml FILE"""
import sys


def read_csv(path):
    import csv
    count = 0
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.reader(file):
            count += len(row)


def read_pyarrow(path):
    import pyarrow.csv
    pyarrow.csv.read_csv(path)


def count_attributes(events):
    count = 0
    for _, element in events:
        if element.tag.endswith("Obs"):
            count += len(element.attrib)
        element.clear()


def read_element_tree(path):
    import xml.etree.ElementTree
    count_attributes(xml.etree.ElementTree.iterparse(path))


def read_lxml(path):
    from lxml import etree
    count_attributes(etree.iterparse(path))


READERS = {"csv": read_csv, "pyarrow": read_pyarrow, "ElementTree": read_element_tree, "lxml": read_lxml}
READERS[sys.argv[1]](sys.argv[2])

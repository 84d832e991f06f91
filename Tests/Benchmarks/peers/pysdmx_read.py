"""Reads messages with pysdmx, and prints observations, seconds and CPU seconds; usage: pysdmx_read.py FILE.xml.gz ...

The check against the XML schemas, which pysdmx does by default, is left out, and so is the time to import it: the
first file is read once more before the clock starts, since much is imported then.
"""
import gzip
import io
import sys
import time

from pysdmx.io import read_sdmx


def read(path):
    with gzip.open(path) as file:
        message = read_sdmx(io.BytesIO(file.read()), validate=False)
    return sum(len(dataset.data) for dataset in message.data)


read(sys.argv[1])
began, began_cpu = time.perf_counter(), time.process_time()
count = sum(read(path) for path in sys.argv[1:])
print(count, time.perf_counter() - began, time.process_time() - began_cpu)

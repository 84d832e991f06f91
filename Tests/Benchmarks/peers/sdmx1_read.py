"""Reads messages with sdmx1, and prints observations, seconds and CPU seconds; usage: sdmx1_read.py FILE.xml.gz ...

It is given the data structure, which it would guess otherwise. The time to import it is left out.
"""
import gzip
import io
import sys
import time

import sdmx
from sdmx.model import v21

structure = v21.DataStructureDefinition(id="COMMUNE_OBS", maintainer=v21.Agency(id="VN_EMMA"), version="1.0")
for order, name in enumerate(["FREQ", "REF_AREA", "ETHNIC_GROUP", "SEX", "MEASURE"], start=1):
    structure.dimensions.append(v21.Dimension(id=name, order=order))
structure.dimensions.append(v21.TimeDimension(id="TIME_PERIOD", order=6))
structure.measures.append(v21.PrimaryMeasure(id="OBS_VALUE"))
for name in ["UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "CONF_STATUS", "AREA_VINTAGE", "COMMENT_OBS"]:
    structure.attributes.append(v21.DataAttribute(id=name))


def read(path):
    with gzip.open(path) as file:
        message = sdmx.read_sdmx(io.BytesIO(file.read()), structure=structure)
    return sum(len(dataset.obs) for dataset in message.data)


began, began_cpu = time.perf_counter(), time.process_time()
count = sum(read(path) for path in sys.argv[1:])
print(count, time.perf_counter() - began, time.process_time() - began_cpu)

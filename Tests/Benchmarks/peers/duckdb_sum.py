"""Runs a query with the Python module, whose releases are newer than the command's; usage: duckdb_sum.py QUERY"""
import csv
import sys

import duckdb

result = duckdb.sql(sys.argv[1])
writer = csv.writer(sys.stdout)
writer.writerow(result.columns)
writer.writerows(result.fetchall())

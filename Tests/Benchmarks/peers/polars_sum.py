"""sum.sql in Polars; usage: polars_sum.py PIPELINE_FOLDER INBOX"""
import glob
import gzip
import sys

import polars as pl

COLUMNS = ["REF_AREA", "ETHNIC_GROUP", "MEASURE", "TIME_PERIOD", "OBS_VALUE", "AREA_VINTAGE"]


def areas(pipeline):
    def table(name):
        return pl.read_csv(f"{pipeline}/{name}.csv", infer_schema=False)

    provinces = table("provinces").filter(pl.col("vintage") == "2024-01-01")
    old = table("areas-2024-01-01").join(provinces, on="province_code").select(
        pl.lit("2024-01-01").alias("vintage"), "commune_code", pl.col("successor_code").alias("province_code"))
    return pl.concat([old] + [
        table(f"areas-{vintage}").select(pl.lit(vintage).alias("vintage"), "commune_code", "province_code")
        for vintage in ["2025-07-01", "2026-04-30"]])


def main(pipeline, inbox):
    groups = {}
    for path in sorted(glob.glob(f"{inbox}/*.csv.gz")):
        with gzip.open(path, "rb") as file:
            groups.setdefault(file.readline(), []).append(path)
    observations = pl.concat([pl.scan_csv(paths, infer_schema=False).select(COLUMNS) for paths in groups.values()])
    result = (
        observations
        .join(areas(pipeline).lazy(), left_on=["AREA_VINTAGE", "REF_AREA"], right_on=["vintage", "commune_code"])
        .group_by("province_code", "ETHNIC_GROUP", "MEASURE", "TIME_PERIOD")
        .agg(pl.col("OBS_VALUE").cast(pl.Float64, strict=False).sum().alias("value"), pl.len().alias("records"))
        .sort("province_code", "ETHNIC_GROUP", "MEASURE", "TIME_PERIOD")
        .collect())
    result.write_csv(sys.stdout)


main(*sys.argv[1:])

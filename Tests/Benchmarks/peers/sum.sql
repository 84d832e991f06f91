-- What a user would ask of the CSV deliveries: sums by province, group, measure and year.
WITH areas AS (
  SELECT '2026-04-30' AS vintage, commune_code AS code, province_code AS province
  FROM read_csv('{pipeline}/areas-2026-04-30.csv', all_varchar = true)
  UNION ALL
  SELECT '2025-07-01', commune_code, province_code
  FROM read_csv('{pipeline}/areas-2025-07-01.csv', all_varchar = true)
  UNION ALL
  SELECT '2024-01-01', commune_code, successor_code
  FROM read_csv('{pipeline}/areas-2024-01-01.csv', all_varchar = true) AS communes
  JOIN read_csv('{pipeline}/provinces.csv', all_varchar = true) AS provinces
    ON provinces.vintage = '2024-01-01' AND provinces.province_code = communes.province_code
), observations AS (
  {read}
)
SELECT province, ETHNIC_GROUP, MEASURE, TIME_PERIOD, sum(TRY_CAST(OBS_VALUE AS DOUBLE)) AS value, count(*) AS records
FROM observations JOIN areas ON areas.vintage = AREA_VINTAGE AND areas.code = REF_AREA
GROUP BY ALL ORDER BY ALL

"""The flags of validation rules, found a second time (METHODS 9), for oracle.py."""
from collections import defaultdict

# What the analysts settled in pipeline.yaml, written out here a second time: rule -> (check, measures, ...).
WITHIN = {
    "poor_within_households": (["HH_POOR"], "HH"),
    "poor_and_near_poor_within_households": (["HH_POOR", "HH_NEAR_POOR"], "HH"),
    "temporary_housing_within_households": (["HH_TEMP_HOUSING"], "HH"),
    "commodity_farms_within_farms": (["HH_FARM_COMMODITY"], "HH_FARM"),
    "skilled_within_workers": (["WORKERS_SKILLED"], "WORKERS"),
    "nonagricultural_within_workers": (["WORKERS_NONAGRI"], "WORKERS"),
    "new_nonagricultural_within_workers": (["WORKERS_NEW_NONAGRI"], "WORKERS"),
    "forest_within_land": (["FOREST_HA"], "LAND_HA"),
    "degraded_within_land": (["LAND_DEGRADED_HA"], "LAND_HA"),
    "special_villages_within_villages": (["VILLAGES_SPECIAL"], "VILLAGES"),
    "equipped_villages_within_villages": (["VILLAGES_INFRA"], "VILLAGES"),
    "culture_houses_within_villages": (["VILLAGES_CULTURE_HOUSE"], "VILLAGES"),
}
SEXES = {"men_and_women": (["POP", "WORKERS"], 0.005)}
CHANGE = {"population_of_commune": ("POP", 2, 500), "households_of_commune": ("HH", 2, 125)}
LIMIT = 1e-9                                                           # what doubles are off by is no violation

COLUMNS = "flag communes is_free measures years places".split()



def implausible(figures, province_of, groups, marks):
    """Rows of COLUMNS, sorted. `figures.sexed(measure, year, sex, group)` = (values, bits) by area; `marks` = bits of an
    assumed share, of a merged commune without one of its parts, and of all that is
    not free. A place is `area:extent:figure,figure...`, the worst first."""
    assumed, partial, confidential = marks
    found = defaultdict(list)                                          # flag -> [(area, figures, bits)]
    measures_of, years_of = {}, {}

    def note(rule, group, year, area, numbers, bits, measures, years):
        flag = f"{rule}.{province_of[area]}.{group}.{year}.implausible"
        found[flag].append((area, numbers, bits))
        measures_of[flag], years_of[flag] = measures, years

    for year in sorted(figures.years):
        for group in groups:
            for rule, (parts, whole) in WITHIN.items():
                for sex in ("_T", "M", "F"):
                    values, bits = figures.sexed(whole, year, sex, group)
                    cells = [figures.sexed(part, year, sex, group) for part in parts]
                    for area, value in values.items():
                        if value is None or len(area) != 5 or bits.get(area, 0) & partial:
                            continue
                        numbers = [v.get(area) for v, _ in cells]
                        if sum(n for n in numbers if n is not None) > value * (1 + LIMIT):
                            every = bits.get(area, 0)
                            for _, b in cells:
                                every |= b.get(area, 0)
                            note(rule, group, year, area, [*numbers, value], every, [*parts, whole], [year])
            for rule, (measures, tolerance) in SEXES.items():
                for measure in measures:
                    values, bits = figures.sexed(measure, year, "_T", group)
                    men, men_bits = figures.sexed(measure, year, "M", group)
                    women, women_bits = figures.sexed(measure, year, "F", group)
                    for area, value in values.items():
                        numbers = [men.get(area), women.get(area)]
                        there = [n for n in numbers if n is not None]
                        if value is None or len(area) != 5 or not there:
                            continue
                        off = abs(sum(there) - value) if len(there) == 2 else there[0] - value
                        if off > (tolerance + LIMIT) * value:
                            every = bits.get(area, 0) | men_bits.get(area, 0) | women_bits.get(area, 0)
                            note(rule, group, year, area, [*numbers, value], every, measures, [year])
            for rule, (measure, factor, amount) in CHANGE.items():
                values, bits = figures.sexed(measure, year, "_T", group)
                before, before_bits = figures.sexed(measure, year - 1, "_T", group)
                for area, value in values.items():
                    earlier = before.get(area)
                    every = bits.get(area, 0) | before_bits.get(area, 0)
                    if value is None or earlier is None or len(area) != 5 or every & (assumed | partial):
                        continue
                    low, high = sorted((earlier, value))
                    if high - low > amount and high > (factor + LIMIT) * low:
                        note(rule, group, year, area, [earlier, value], every, [measure], [year - 1, year])
    for flag in sorted(found):
        def extent(place):
            *parts, last = place[1]
            return abs(sum(n for n in parts if n is not None) - last)
        places = sorted(found[flag], key=lambda p: (-extent(p), p[0]))
        yield {
            "flag": flag, "communes": len({area for area, _, _ in places}),
            "is_free": int(not any(bits & confidential for _, _, bits in places)),
            "measures": " ".join(measures_of[flag]), "years": " ".join(map(str, years_of[flag])),
            "places": ";".join(f"{area}:{extent((area, numbers, 0))!r}:" + ",".join("" if n is None else repr(float(n)) for n in numbers)
                               for area, numbers, _ in places),
        }

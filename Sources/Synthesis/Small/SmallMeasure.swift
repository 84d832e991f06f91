/// The measures of the small inbox and what they are parts of.
enum SmallMeasure {
  /// Measures that follow from households alone, per cent of them.
  static let ofHouseholds: [(code: String, perCent: Int, unit: String)] = [
    ("HH", 100, "HH"), ("POP", 400, "PS"), ("WORKERS", 200, "PS"), ("HH_FARM", 80, "HH"),
    ("HH_RELOCATION_NEED", 10, "HH"), ("POP_15P", 300, "PS"), ("SCHOOL_AGE", 100, "PS"), ("MARRIAGES", 10, "MARRIAGES"),
  ]

  /// Measures whose course says how many per cent of their base they are.
  static let parts: [(code: String, base: String)] = [
    ("HH_POOR", "HH"), ("HH_NEAR_POOR", "HH"), ("WORKERS_NEW_NONAGRI", "WORKERS"), ("WORKERS_NONAGRI", "WORKERS"),
    ("WORKERS_SKILLED", "WORKERS"), ("HH_FARM_COMMODITY", "HH_FARM"), ("HH_TEMP_HOUSING", "HH"),
    ("HH_UNPLANNED_MIGRATION", "HH"), ("HH_RELOCATED", "HH_RELOCATION_NEED"), ("POP_15P_LITERATE", "POP_15P"),
    ("IN_SCHOOL", "SCHOOL_AGE"), ("HEALTH_INSURED", "POP"), ("HH_ELECTRICITY", "HH"), ("HH_CLEAN_WATER", "HH"),
    ("MARRIAGES_CHILD", "MARRIAGES"), ("MARRIAGES_CONSANGUINEOUS", "MARRIAGES"),
  ]

  /// What every commune has, of everyone: land in hectares, villages, cadres.
  static let ofCommune: [(code: String, amount: Int, unit: String)] = [
    ("LAND_HA", 10_000, "HA"), ("VILLAGES", 20, "VILLAGES"), ("CADRES", 50, "CADRES"),
  ]

  /// Parts of those.
  static let partsOfCommune: [(code: String, base: String)] = [
    ("FOREST_HA", "LAND_HA"), ("LAND_DEGRADED_HA", "LAND_HA"), ("VILLAGES_SPECIAL", "VILLAGES"),
    ("VILLAGES_INFRA", "VILLAGES"), ("VILLAGES_CULTURE_HOUSE", "VILLAGES"), ("CADRES_EM", "CADRES"),
  ]

  /// 0/1 of a commune; the course says how many of the communes have it.
  static let statuses = ["COMMUNES", "COMMUNE_SPECIAL", "COMMUNE_NTM", "COMMUNE_INFRA"]

  /// Of a province: 100 targets are assessed, and the course says how many of them are completed.
  static let ofProvince = (assessed: "SDG_TARGETS", completed: "SDG_TARGETS_MET", count: 100)
}

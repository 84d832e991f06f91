/// How a measure that is reported by ethnic group follows from another one.
struct GroupMeasure {
  let code: Bytes
  /// Position of the measure it is a share of; households have none.
  let base: Int
  /// Share of the base in 2025, of the minorities and of the majority.
  let minority: ClosedRange<Double>, majority: ClosedRange<Double>
  /// Change of the share in a year, as a factor.
  let drift: ClosedRange<Double>
  let unit: Bytes
  /// Whether the share cannot be above one.
  let isPart: Bool

  private init(
    _ code: String, _ base: Int, _ minority: ClosedRange<Double>, _ majority: ClosedRange<Double>,
    drift: ClosedRange<Double> = 1...1, unit: String = "PS", isPart: Bool = true
  ) {
    self.code = Bytes(code)
    self.base = base
    self.minority = minority
    self.majority = majority
    self.drift = drift
    self.unit = Bytes(unit)
    self.isPart = isPart
  }

  // Positions of the bases in `all`.
  static let households = 0, population = 1, income = 2
  private static let workers = 5, farms = 9, need = 12, adults = 14, children = 16, marriages = 21

  /// Bases come before what is made of them.
  static let all: [GroupMeasure] = [
    GroupMeasure("HH", -1, 1...1, 1...1, unit: "HH"),
    GroupMeasure("POP", households, 4.1...5.2, 3.3...4.0, isPart: false),
    GroupMeasure("INCOME", population, 16...44, 48...96, drift: 1.03...1.13, unit: "VND_MN", isPart: false),
    GroupMeasure("HH_POOR", households, 0.06...0.48, 0.01...0.12, drift: 0.72...1.04, unit: "HH"),
    GroupMeasure("HH_NEAR_POOR", households, 0.05...0.25, 0.02...0.08, drift: 0.8...1.05, unit: "HH"),
    GroupMeasure("WORKERS", population, 0.5...0.58, 0.5...0.56),
    GroupMeasure("WORKERS_NEW_NONAGRI", workers, 0.01...0.05, 0.01...0.06, drift: 0.85...1.3),
    GroupMeasure("WORKERS_NONAGRI", workers, 0.1...0.45, 0.4...0.8, drift: 1...1.1),
    GroupMeasure("WORKERS_SKILLED", workers, 0.15...0.5, 0.35...0.75, drift: 0.97...1.15),
    GroupMeasure("HH_FARM", households, 0.6...0.95, 0.2...0.6, unit: "HH"),
    GroupMeasure("HH_FARM_COMMODITY", farms, 0.35...0.9, 0.6...0.95, drift: 0.97...1.12, unit: "HH"),
    GroupMeasure("HH_TEMP_HOUSING", households, 0...0.16, 0...0.02, drift: 0.5...1.03, unit: "HH"),
    GroupMeasure("HH_RELOCATION_NEED", households, 0.01...0.06, 0.002...0.01, unit: "HH"),
    GroupMeasure("HH_RELOCATED", need, 0.3...0.98, 0.5...1, drift: 0.98...1.25, unit: "HH"),
    GroupMeasure("POP_15P", population, 0.66...0.72, 0.74...0.79),
    GroupMeasure("POP_15P_LITERATE", adults, 0.68...0.96, 0.94...0.995, drift: 0.998...1.02),
    GroupMeasure("SCHOOL_AGE", population, 0.2...0.26, 0.16...0.2),
    GroupMeasure("IN_SCHOOL", children, 0.8...0.98, 0.94...0.99, drift: 0.998...1.02),
    GroupMeasure("HEALTH_INSURED", population, 0.8...0.98, 0.88...0.97, drift: 0.99...1.03),
    GroupMeasure("HH_ELECTRICITY", households, 0.86...1, 0.99...1, drift: 1...1.03, unit: "HH"),
    GroupMeasure("HH_CLEAN_WATER", households, 0.55...0.95, 0.85...0.99, drift: 0.99...1.06, unit: "HH"),
    GroupMeasure("MARRIAGES", population, 0.006...0.009, 0.005...0.007, unit: "MARRIAGES"),
    GroupMeasure("MARRIAGES_CHILD", marriages, 0.03...0.3, 0...0.02, drift: 0.7...1.1, unit: "MARRIAGES"),
    GroupMeasure("MARRIAGES_CONSANGUINEOUS", marriages, 0...0.02, 0...0.002, drift: 0.5...1.1, unit: "MARRIAGES"),
    GroupMeasure("HH_UNPLANNED_MIGRATION", households, 0...0.08, 0...0.01, drift: 0.6...1.05, unit: "HH"),
  ]
}

import Definition

/// What a delivery's records say, numbered over all its structures.
struct DeliveredNumbers {
  let areas: DeliveredAreas, periods: DeliveredPeriods, units: DeliveredUnits

  init(_ definition: Definition) {
    areas = DeliveredAreas(definition)
    periods = DeliveredPeriods(definition)
    units = DeliveredUnits(definition)
  }
}

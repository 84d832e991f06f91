import Arrow
import Definition
import Vocabulary

/// The quick way of reading: many rows at once.
extension RecordReader {
  /// Whether any record can be read the quick way: words of tables are read with care.
  var isQuick: Bool { words == nil && valueColumn != nil }

  /// Reads the rows where nothing is wrong and nothing unusual, and marks the others as unread.
  ///
  /// It is to take a record only where `read` would too, as the same; whether it takes one at all is a matter of speed.
  func readQuickly(
    _ batch: ArrowBatch, _ rows: Range<Int>, into records: UnsafeMutablePointer<CanonicalRecord>
  ) {
    fillFields(batch, rows)
    let quick = QuickReading(self, batch)
    for index in 0..<rows.count {
      if !quick.read(index, rows.lowerBound + index, into: records + index) { records[index].kind = .unread }
    }
    // Its pointers lead into the batch, the reader's fields and the numbers of the delivery.
    withExtendedLifetime((batch, self)) {}
  }

  private func fillFields(_ batch: ArrowBatch, _ rows: Range<Int>) {
    for field in fields { field.fill(batch, rows) }
  }
}

/// All that a loop over rows needs, as pointers taken once: a class's properties cost a reference count or an
/// exclusivity check for every look.
///
/// The pointers into tables stay in bounds because each index is a meaning that some `CodedField` gave, which is a
/// position in that very table, and because the tables do not grow while rows are read: `fill` resolved every code.
private struct QuickReading {
  let action: UnsafeMutablePointer<Int32>, area: UnsafeMutablePointer<Int32>, frequency: UnsafeMutablePointer<Int32>
  let group: UnsafeMutablePointer<Int32>, sex: UnsafeMutablePointer<Int32>, measure: UnsafeMutablePointer<Int32>
  let period: UnsafeMutablePointer<Int32>, unit: UnsafeMutablePointer<Int32>, power: UnsafeMutablePointer<Int32>
  let status: UnsafeMutablePointer<Int32>, confidentiality: UnsafeMutablePointer<Int32>
  let vintage: UnsafeMutablePointer<Int32>
  let periods: UnsafeMutablePointer<DeliveredPeriods.Entry>
  let lists: UnsafeMutablePointer<DeliveredAreas.List>
  let factors: UnsafeMutablePointer<DeliveredUnits.Factor>
  let rules: UnsafeMutablePointer<ValueRule>
  let vintageCount: Int32, measureCount: Int32
  let declaredVintage: Int32
  let everyone: Int32
  let missingStatuses: UInt64
  let values: ArrowStrings
  let presentValues: UnsafePointer<UInt8>?

  init(_ reader: RecordReader, _ batch: ArrowBatch) {
    action = reader.action.meaningsOfRows
    area = reader.area.meaningsOfRows
    frequency = reader.frequency.meaningsOfRows
    group = reader.group.meaningsOfRows
    sex = reader.sex.meaningsOfRows
    measure = reader.measure.meaningsOfRows
    period = reader.period.meaningsOfRows
    unit = reader.unit.meaningsOfRows
    power = reader.multiplier.meaningsOfRows
    status = reader.status.meaningsOfRows
    confidentiality = reader.confidentiality.meaningsOfRows
    vintage = reader.vintage.meaningsOfRows
    periods = reader.delivered.periods.entries.base
    lists = reader.delivered.areas.lists.base
    factors = reader.delivered.units.factors.base
    rules = reader.rules.base
    vintageCount = Int32(reader.delivered.areas.vintageCount)
    measureCount = Int32(reader.rules.count)
    declaredVintage = Int32(reader.declaredVintage ?? -1)
    everyone = Int32(reader.definition.groups.total)
    missingStatuses = StatusCodes.missingBits
    values = batch.utf8(reader.valueColumn!)
    presentValues = batch.validity(reader.valueColumn!)
  }

  /// Reads a row of the batch, which is the one at `index` of those whose meanings were worked out; false where it is to
  /// be read with care, and then the record means nothing.
  @inline(__always)
  func read(_ index: Int, _ row: Int, into record: UnsafeMutablePointer<CanonicalRecord>) -> Bool {
    let area = area[index], period = period[index], frequency = frequency[index], given = vintage[index]
    let group = group[index], sex = sex[index], measure = measure[index], unit = unit[index], power = power[index]
    let status = status[index], confidentiality = confidentiality[index]
    // Negative where one of them is.
    let all =
      area | period | frequency | given | group | sex | measure | unit | power | status | confidentiality
      | action[index]
    guard all >= 0 else { return false }
    record.pointee.areaDelivered = area
    record.pointee.period = period
    record.pointee.measure = Int16(truncatingIfNeeded: measure)
    record.pointee.group = Int16(truncatingIfNeeded: group)
    record.pointee.sex = Int8(truncatingIfNeeded: sex)
    record.pointee.status = Int8(truncatingIfNeeded: status)
    record.pointee.confidentiality = Int8(truncatingIfNeeded: confidentiality)
    let time = periods[Int(period)]
    guard frequency == RecordReader.Meaning.anyFrequency || frequency == Int32(time.frequency) else { return false }
    let vintage =
      given != RecordReader.Meaning.byPeriod ? given : declaredVintage >= 0 ? declaredVintage : Int32(time.vintage)
    guard vintage >= 0 else { return false }
    record.pointee.vintage = Int16(truncatingIfNeeded: vintage)
    let position = area &* vintageCount &+ vintage
    record.pointee.list = position
    let list = lists + Int(position), rule = rules + Int(measure)
    let factor = factors + Int(unit &* measureCount &+ measure)
    let level = list.pointee.level, isCommune = level == AreaLevel.commune.rawValue
    guard list.pointee.count > 0, rule.pointee.byGroup || group == everyone, factor.pointee.isKnown else {
      return false
    }
    if isCommune,
      rule.pointee.level == AreaLevel.province.rawValue || !(rule.pointee.isConvertible || list.pointee.isUnchanged)
    {
      return false
    }
    record.pointee.kind = .value
    record.pointee.value = .nan
    if missingStatuses >> UInt64(truncatingIfNeeded: status) & 1 == 1 { return true }
    let text = values[row]
    if text.isEmpty || !isPresent(row) { return true }
    let scale = Int(factor.pointee.scale &+ power) &+ RecordReader.Meaning.powers.lowerBound
    guard let parsed = QuickNumber.parse(text, scale: scale) else { return false }
    let value = parsed * factor.pointee.multiplier
    record.pointee.value = value
    return value >= rule.pointee.minimum && (level != rule.pointee.level || value <= rule.pointee.maximum)
      && (!rule.pointee.isStatus || !isCommune || value == 0 || value == 1)
  }

  /// Whether a row has a value.
  @inline(__always)
  private func isPresent(_ row: Int) -> Bool {
    guard let presentValues else { return true }
    return presentValues[row >> 3] >> UInt8(truncatingIfNeeded: row & 7) & 1 == 1
  }
}

/// Numbers as most records write them: a few digits.
enum QuickNumber {
  /// What `DecimalText.parse` gives.
  @inline(__always)
  static func parse(_ text: UnsafeRawBufferPointer, scale: Int) -> Double? {
    // So many digits are a whole number that a `Double` holds as it is.
    if scale == 0, text.count <= 15 {
      var whole: Int64 = 0
      var index = 0
      while index < text.count {
        let digit = text[index] &- 0x30
        if digit > 9 { break }
        whole = whole &* 10 &+ Int64(digit)
        index &+= 1
      }
      if index == text.count, index > 0 { return Double(whole) }
    }
    return DecimalText.parse(text, scale: scale)
  }
}

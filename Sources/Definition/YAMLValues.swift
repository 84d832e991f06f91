import Vocabulary
import Yams

extension YAMLMapping {
  /// A whole number within limits.
  func whole(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(key) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      let message = "\"\(key)\" of \(what) is \"\(text)\", not a whole number"
      report(key, message, "write one from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  /// A number or a percentage within limits.
  func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let text = text(key) else { return nil }
    guard let number = DecimalShare.parse(text), number.isFinite else {
      report(key, "\"\(key)\" of \(what) is \"\(text)\", not a number", "write a number such as 0.8 or 80 %")
      return nil
    }
    guard range.contains(number) else {
      let limits = "\(DecimalText.text(range.lowerBound)) to \(DecimalText.text(range.upperBound))"
      report(key, "\"\(key)\" of \(what) is \(text), which is impossible", "write a number from \(limits)")
      return nil
    }
    return number
  }

  /// One of a few words.
  func word<T>(_ key: String, _ words: [(String, T)]) -> T? {
    guard let text = text(key) else { return nil }
    if let match = words.first(where: { $0.0 == text }) { return match.1 }
    let remedy = SpellingSuggestion.remedy(for: text, among: words.map(\.0))
    report(key, "\"\(key)\" of \(what) is \"\(text)\", which is not one of its words", remedy)
    return nil
  }

  /// `yes` or `no`.
  func flag(_ key: String) -> Bool? {
    word(key, [("yes", true), ("no", false), ("true", true), ("false", false)])
  }

  /// A day, `YYYY-MM-DD`.
  func day(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    if CalendarDate(text) != nil { return text }
    report(key, "\"\(key)\" of \(what) is \"\(text)\", not a day", "write YYYY-MM-DD")
    return nil
  }

  /// A name in both languages.
  func title(_ key: String = "title") -> Title? {
    guard let mapping = mapping(key, keys: ["vi", "en"]) else { return nil }
    guard let vi = mapping.text("vi"), let en = mapping.text("en") else { return nil }
    return Title(vi: vi, en: en)
  }

  /// A range of years from two keys.
  func years(from first: String, to last: String) -> ClosedRange<Int>? {
    guard let from = whole(first, in: 1900...2200), let to = whole(last, in: 1900...2200) else { return nil }
    guard from <= to else {
      report(last, "\"\(last)\" of \(what) is \(to), before \"\(first)\", which is \(from)", "exchange or correct them")
      return nil
    }
    return from...to
  }

  /// Mappings by name below a key: measures, targets.
  func declarations(_ key: String, _ noun: String, keys: [String]) -> [(name: String, mapping: YAMLMapping)] {
    guard let all = mapping(key, keys: nil) else { return [] }
    return all.entries.compactMap { entry in
      YAMLMapping(entry.value, "\(noun) \(entry.key)", at: entry.place, keys: keys, log).map { (entry.key, $0) }
    }
  }
}

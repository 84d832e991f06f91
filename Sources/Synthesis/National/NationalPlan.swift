/// What differs between the inboxes of the whole country: how much they hold, in which files and formats.
struct NationalPlan {
  let years: [NationalYear]
  /// The most groups of a commune.
  let groups: Int
  /// Whether some provinces deliver by sex, some files are plain, figures are revised later, and vintages are stated
  /// only where they must be.
  let isVaried: Bool

  static func national(_ size: InboxSize) -> NationalPlan {
    NationalPlan(years: NationalYear.first(size.years), groups: size.groups, isVaried: true)
  }

  static func benchmark(_ size: InboxSize) -> NationalPlan {
    NationalPlan(years: NationalYear.first(size.years), groups: size.groups, isVaried: false)
  }

  /// The format of a province's delivery, by position of both.
  func format(province: Int, year: Int) -> MessageFormat {
    if isVaried { return MessageFormat.allCases[(province + year) % MessageFormat.allCases.count] }
    let number = province * years.count + year
    // Five in 17, spread evenly, so that the 34 provinces come out even whatever the number of years.
    let isXML = number * 5 % 17 < 5
    let isOther = number / 17 % 2 == number % 2
    return isXML ? (isOther ? .series : .flat) : (isOther ? .csv2 : .csv1)
  }

  func isPlain(province: Int) -> Bool { isVaried && province % 8 == 5 }

  /// Whether each record of a delivery says which vintage its codes are of.
  func statesVintage(_ year: NationalYear, province code: String) -> Bool {
    !isVaried || year.statesVintage(ofProvince: code)
  }

  /// Whether persons come by sex as well, and the population by sex alone.
  func isBySex(province: Int) -> Bool { isVaried && province % 5 == 3 }
}

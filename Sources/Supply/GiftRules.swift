public import Kernel

/// What the law says in figures of gifts, of their reuse and of their resale, each from a day on: data, never constants.
public struct GiftRules: Sendable, Equatable {
  /// The name and the version the file gives itself.
  public let id, version: String
  /// What one device given by a public body may be worth at most, its whole configuration judged together.
  let unitValues: [Dated<Money>]
  /// From what age in years a device is left out of the reuse rate.
  let ages: [Dated<Int>]
  /// What share of its old equipment a public body is to have reused, in percent.
  let targets: [Dated<Int>]
  /// For how much a public gift may be resold at most, taxes included.
  let ceilings: [Dated<[ResaleConfiguration: Money]>]

  /// A figure with its first day and where it comes from.
  public struct Dated<Value: Sendable & Equatable>: Sendable, Equatable {
    public let from: Day
    public let value: Value
    /// The article or the decree.
    public let source: String
  }

  /// What a public body's device may be worth at most on a day; nothing before the rule.
  public func unitValueCeiling(on day: Day) -> Dated<Money>? { unitValues.inForce(on: day) }

  /// From what age a device is left out of the reuse rate on a day.
  public func reuseRateAge(on day: Day) -> Dated<Int>? { ages.inForce(on: day) }

  /// The share to be reused on a day, in percent.
  public func reuseTarget(on day: Day) -> Dated<Int>? { targets.inForce(on: day) }

  /// For how much a configuration that a public body gave may be resold at most on a day.
  public func resaleCeiling(for configuration: ResaleConfiguration, on day: Day) -> Dated<Money>? {
    guard let all = ceilings.inForce(on: day), let value = all.value[configuration] else { return nil }
    return Dated(from: all.from, value: value, source: all.source)
  }

  /// Checks what a donor says one device is worth.
  ///
  /// - Throws: ``SupplyFailure/worthTooMuch(_:value:ceiling:source:)``.
  public func checkGift(
    of category: DeviceCategory, worth value: Money?, origin: LegalOrigin, on day: Day
  ) throws(SupplyFailure) {
    guard origin == .publicGift, let value, let ceiling = unitValueCeiling(on: day) else { return }
    guard value <= ceiling.value else {
      throw .worthTooMuch(category, value: value, ceiling: ceiling.value, source: ceiling.source)
    }
  }

  /// Checks the resale of a device by a structure, after CGPPP art. L. 3212-3: a public gift is resold by an RUP or a
  /// general-interest association only, to people in precarity or those who help them only, at or below the ceiling.
  ///
  /// - Parameters:
  ///   - configuration: what is sold; nothing where the law names no ceiling.
  ///   - statuses: what the seller is on that day.
  ///   - buyerIsInNeed: whether the buyer is in precarity, or an association that helps such people.
  /// - Throws: ``SupplyFailure/mayNotResell``, ``SupplyFailure/resaleToAnyone``,
  ///   ``SupplyFailure/resaleTooDear(price:ceiling:source:)``.
  public func checkResale(
    of configuration: ResaleConfiguration?, origin: LegalOrigin, by statuses: Set<StructureStatus>, buyerIsInNeed: Bool,
    price: Money, on day: Day
  ) throws(SupplyFailure) {
    guard origin == .publicGift else { return }
    guard statuses.contains(where: \.mayResellPublicGifts) else { throw .mayNotResell }
    guard buyerIsInNeed else { throw .resaleToAnyone }
    guard let ceiling = configuration.flatMap({ resaleCeiling(for: $0, on: day) }) else { return }
    guard price <= ceiling.value else {
      throw .resaleTooDear(price: price, ceiling: ceiling.value, source: ceiling.source)
    }
  }

  /// Whether a device is left out of the reuse rate: older than the rule's years on the day it was given.
  ///
  /// Only the year of manufacture is known, so that a device counts until the year after its last one has begun; a device
  /// whose year nobody told counts.
  public func isLeftOut(madeIn year: Int?, givenOn day: Day) -> Bool {
    guard let year, let age = reuseRateAge(on: day) else { return false }
    return day.parts.year - year > age.value
  }
}

/// What is sold as one thing; the ceilings assume a working set: charger, disk, system, battery.
public enum ResaleConfiguration: String, Sendable, CaseIterable {
  case laptop
  /// Unit, screen, keyboard and mouse.
  case desktopSet = "desktop-set"
  case tablet, smartphone, screen, printer, multifunction

  /// The configurations a device can be sold as; none where the law names no ceiling.
  public static func of(_ category: DeviceCategory) -> [ResaleConfiguration] {
    switch category {
    case .laptop: [.laptop]
    case .desktop, .allInOne: [.desktopSet]
    case .tablet: [.tablet]
    case .smartphone: [.smartphone]
    case .screen: [.screen]
    case .printer: [.printer, .multifunction]
    case .peripheral, .router, .other: []
    }
  }
}

extension Array {
  /// The figure that holds on a day: the last whose first day has come.
  fileprivate func inForce<Value>(on day: Day) -> Element? where Element == GiftRules.Dated<Value> {
    self.last { $0.from <= day }
  }
}

extension GiftRules {
  /// The figures shipped with Rebond.
  ///
  /// - Throws: ``JSONFailure`` when the shipped file is wrong, which the tests keep from happening.
  public static func shipped() throws(JSONFailure) -> GiftRules { try once.get() }

  private static let once = Result { () throws(JSONFailure) -> GiftRules in
    try GiftRules(PackageResources.gift_rules_json, file: "gift-rules.json")
  }

  /// Reads a file of figures.
  ///
  /// - Throws: ``JSONFailure`` with the place of what is wrong.
  public init(_ bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      GiftRules(
        id: try fields.required("id").string(), version: try fields.required("version").string(),
        unitValues: try Dated.list(fields.required("publicGiftUnitValue")) { fields throws(JSONFailure) in
          try fields.required("euros").euros()
        },
        ages: try Dated.list(fields.required("reuseRateAge")) { fields throws(JSONFailure) in
          try fields.required("years").integer()
        },
        targets: try Dated.list(fields.required("reuseTarget")) { fields throws(JSONFailure) in
          try fields.required("percent").integer()
        },
        ceilings: try Dated.list(fields.required("resaleCeilings")) { fields throws(JSONFailure) in
          try fields.required("euros").ceilings()
        })
    }
  }
}

extension GiftRules.Dated {
  /// Reads figures, in the order of their days.
  fileprivate static func list(
    _ node: JSONNode, value: (JSONFields) throws(JSONFailure) -> Value
  ) throws(JSONFailure) -> [Self] {
    var last: Day?
    return try node.array { node throws(JSONFailure) in
      let dated = try node.object { fields throws(JSONFailure) in
        Self(
          from: try fields.required("from").day(), value: try value(fields),
          source: try fields.required("source").string())
      }
      if let last, dated.from <= last {
        throw node.failure(
          fr: "les jours « from » se suivent, du plus ancien au plus récent",
          en: "the days “from” follow one another, the oldest first")
      }
      last = dated.from
      return dated
    }
  }
}

extension JSONNode {
  fileprivate func euros() throws(JSONFailure) -> Money {
    let euros = try integer()
    guard euros >= 0 else {
      throw failure(fr: "un montant n'est pas négatif", en: "an amount is not negative")
    }
    return Money(euros: Int64(euros))
  }

  fileprivate func ceilings() throws(JSONFailure) -> [ResaleConfiguration: Money] {
    var ceilings: [ResaleConfiguration: Money] = [:]
    for (key, node) in try members() {
      guard let configuration = ResaleConfiguration(rawValue: key) else {
        throw failure(.unknownKey(key))
      }
      ceilings[configuration] = try node.euros()
    }
    return ceilings
  }
}

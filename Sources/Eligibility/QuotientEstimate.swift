public import Kernel

/// What a household's quotient familial may be, worked out from its resources; it is shown and never decides.
///
/// QF = ((annual resources before tax allowances − social abatements) / 12 + monthly benefits) / parts (caf.fr). The resources are
/// those of two years before; how CAF and MSA round is not published, so that the last euro may differ from theirs.
public struct QuotientEstimate: Sendable, Hashable {
  /// The estimate, in whole euros a month, rounded down.
  public let euros: Int
  /// The household's parts, counted by halves.
  public let halfParts: Int
  /// Where the table of parts comes from.
  public let source: String

  /// What the estimate is worked out from.
  public struct Resources: Sendable, Hashable {
    /// Resources of the year, before tax allowances, in euros.
    public let yearly: Int
    /// Social abatements of the year, in euros.
    public let abatements: Int
    /// Benefits of the month, one-off ones left out, in euros.
    public let benefits: Int
    /// Children, disabled ones among them.
    public let children: Int
    /// Disabled children.
    public let disabledChildren: Int

    /// Takes the resources of a household.
    ///
    /// - Throws: ``EligibilityFailure/estimateOutOfRange(_:)`` for a negative or absurd number.
    public init(
      yearly: Int, abatements: Int, benefits: Int, children: Int, disabledChildren: Int
    ) throws(EligibilityFailure) {
      for euros in [yearly, abatements, benefits] where !(0...10_000_000).contains(euros) {
        throw .estimateOutOfRange(euros)
      }
      guard (0...30).contains(children) else { throw .estimateOutOfRange(children) }
      guard (0...children).contains(disabledChildren) else { throw .estimateOutOfRange(disabledChildren) }
      (self.yearly, self.abatements, self.benefits) = (yearly, abatements, benefits)
      (self.children, self.disabledChildren) = (children, disabledChildren)
    }
  }

  /// Works the quotient out by the table of parts of a day.
  ///
  /// - Throws: ``EligibilityFailure/noValueInForce(parameter:on:)`` before the first table; `JSONFailure` when the shipped table
  ///   cannot be read.
  public init(of resources: Resources, on day: Day) throws {
    let table = try PartsTable.shipped.get()
    guard let parts = table.history.value(on: day) else {
      throw EligibilityFailure.noValueInForce(parameter: "quotient-parts", on: day)
    }
    halfParts = parts.halves(children: resources.children, disabled: resources.disabledChildren)
    let yearly = max(0, resources.yearly - resources.abatements) + 12 * resources.benefits
    euros = 2 * yearly / (12 * halfParts)
    source = table.source
  }
}

/// The parts of a household through time, in halves.
struct PartsTable: Sendable {
  let source: String
  let history: History<Parts>

  static let shipped = Result { () throws(JSONFailure) in
    try PartsTable(reading: PackageResources.quotient_parts_json, file: "quotient-parts.json")
  }

  struct Parts: Sendable, Hashable {
    /// Those of the adults, one or two alike.
    let household: Int
    /// Those of each child in turn.
    let children: [Int]
    /// Those of each child beyond.
    let furtherChild: Int
    /// What a disabled child adds.
    let disabledChild: Int

    func halves(children count: Int, disabled: Int) -> Int {
      household + children.prefix(count).reduce(0, +) + max(0, count - children.count) * furtherChild
        + disabled * disabledChild
    }
  }

  private enum Schema: String, CaseIterable {
    case first = "quotient-parts/1"
  }

  init(reading bytes: [UInt8], file: String) throws(JSONFailure) {
    let root = try StrictJSON.read(bytes, file: file)
    self = try root.object { fields throws(JSONFailure) in
      _ = try fields.required("schema").choice(Schema.self)
      let history = try PartsTable.history(try fields.required("values"))
      return PartsTable(source: try fields.required("source").string(), history: history)
    }
  }

  private init(source: String, history: History<Parts>) {
    (self.source, self.history) = (source, history)
  }

  private static func history(_ node: JSONNode) throws(JSONFailure) -> History<Parts> {
    var entries: [History<Parts>.Entry] = []
    for element in try node.elements() {
      let entry = try element.object { fields throws(JSONFailure) in
        let from = try fields.required("from")
        let day = try from.day()
        if let last = entries.last, day <= last.from { throw from.failure(.daysOutOfOrder(day, after: last.from)) }
        return History.Entry(
          from: day, to: nil,
          value: Parts(
            household: try fields.required("household").count(),
            children: try fields.required("children").array { child throws(JSONFailure) in try child.count() },
            furtherChild: try fields.required("furtherChild").count(),
            disabledChild: try fields.required("disabledChild").count()))
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw node.failure(.emptyList) }
    return History(entries: entries)
  }
}

import Inventory
public import Kernel
import Storage
import Supply

/// What became of devices that came with a donation, or with all of a donor's donations of a year.
public struct LotOutcome: Sendable {
  /// One entry for each device that came in.
  public let arrivals: [Arrival]

  /// What a device of the lot became.
  public enum Fate: String, Sendable, CaseIterable {
    /// Handed to somebody at least once, given or sold, since it came with the lot, whatever becomes of it later.
    case reused
    /// Taken apart for its parts.
    case parts
    /// Handed to whoever recycles it.
    case recycled
    /// Given back to whose it was, or lost.
    case gone
    /// Still in the workshop or in stock.
    case here

    /// The fate in words.
    public var text: Text {
      switch self {
      case .reused: Text(fr: "réemployé", en: "reused")
      case .parts: Text(fr: "pièces", en: "parts")
      case .recycled: Text(fr: "recyclé", en: "recycled")
      case .gone: Text(fr: "rendu ou perdu", en: "given back or lost")
      case .here: Text(fr: "encore là", en: "still here")
      }
    }

    /// The verbs by which a device serves somebody again.
    private static let leaving: Set<Movement.Verb> = [.handOver, .give, .sell, .giveByContract, .sellByContract]

    /// What was done to a device since it came, in order, to tell what became of it.
    init(after verbs: [Movement.Verb]) {
      self =
        if verbs.contains(where: { Fate.leaving.contains($0) }) {
          .reused
        } else if verbs.contains(.harvest) {
          .parts
        } else if verbs.contains(.recycle) {
          .recycled
        } else if verbs.last == .giveBack || verbs.last == .lose {
          .gone
        } else {
          .here
        }
    }
  }

  /// A device as it came with the lot.
  public struct Arrival: Sendable {
    public let code: AssetCode
    public let category: DeviceCategory
    /// The day it came.
    public let day: Day
    /// In grams; nothing when nobody weighed it.
    public let grams: Int?
    public let yearMade: Int?
    public let fate: Fate
  }

  /// The categories of the lot, in the order of the list.
  public var categories: [DeviceCategory] {
    DeviceCategory.allCases.filter { category in arrivals.contains { $0.category == category } }
  }

  /// The devices of a category, all or those of one fate, and their weight in grams.
  public func share(of category: DeviceCategory, _ fate: Fate? = nil) -> (count: Int, grams: Int) {
    let meant = arrivals.filter { $0.category == category && (fate == nil || $0.fate == fate) }
    return (meant.count, meant.compactMap(\.grams).reduce(0, +))
  }
}

/// The rate of reuse of what a donor gave in a year (loi 2021-1485 art. 16, décret 2023-266).
public struct ReuseRate: Sendable, Equatable {
  /// How many devices came in the year.
  public let received: Int
  /// How many of them are left out for their age.
  public let leftOut: Int
  /// How many of those that count nobody told the year of.
  public let ofUnknownAge: Int
  /// How many of those that count were reused.
  public let reused: Int

  /// How many devices count.
  public var counting: Int { received - leftOut }
  /// The rate in whole percent, rounded down; nothing when no device counts.
  public var percent: Int? { counting > 0 ? reused * 100 / counting : nil }

  /// Counts a year's devices.
  init(of lot: LotOutcome, by rules: GiftRules) {
    let counting = lot.arrivals.filter { !rules.isLeftOut(madeIn: $0.yearMade, givenOn: $0.day) }
    received = lot.arrivals.count
    leftOut = received - counting.count
    ofUnknownAge = counting.filter { $0.yearMade == nil }.count
    reused = counting.filter { $0.fate == .reused }.count
  }
}

extension Chain {
  /// What became of a donation by the end of a day.
  ///
  /// - Throws: ``SupplyFailure/noDonation(_:)``, ``SupplyFailure/nothingReceived(_:)``.
  public func outcome(of donation: DonationID, by day: Day) throws -> LotOutcome {
    try database.read { try outcome(of: donation, by: day, in: $0) }
  }

  func outcome(of donation: DonationID, by day: Day, in reader: Reader) throws -> LotOutcome {
    _ = try SupplyStore.donation(donation, in: reader)
    let lot = try lot("donation_lines.donation = \(donation) AND came.day <= \(day)", by: day, in: reader)
    guard !lot.arrivals.isEmpty else { throw SupplyFailure.nothingReceived(donation) }
    return lot
  }

  /// What became by the end of a day of all that a public donor gave and that came in a year, with its rate of reuse.
  ///
  /// - Throws: ``SupplyFailure/notPublic(donor:)``.
  public func reuse(
    of reference: String, in year: Int, by day: Day
  ) throws -> (lot: LotOutcome, rate: ReuseRate) {
    try database.read { reader in
      let donor = try publicGiver(reference, in: reader)
      let now = clock.today.parts.year
      guard year <= now else { throw SupplyFailure.yearToCome(year, now: now) }
      return try reuse(of: donor.donor.id, in: year, by: day, rules: .shipped(), in: reader)
    }
  }

  func publicGiver(_ reference: String, in reader: Reader) throws -> Giver {
    let donor = try giver(reference, in: reader)
    guard donor.donor.kind == .publicBody else { throw SupplyFailure.notPublic(donor: donor.publicName) }
    return donor
  }

  func reuse(
    of donor: DonorID, in year: Int, by day: Day, rules: GiftRules, in reader: Reader
  ) throws -> (lot: LotOutcome, rate: ReuseRate) {
    let (first, last) = (Day(year: year, month: 1, day: 1) ?? .first, Day(year: year, month: 12, day: 31) ?? .last)
    let lot = try lot(
      "donations.donor = \(donor) AND came.day BETWEEN \(first) AND \(min(last, day))", by: day, in: reader)
    return (lot, ReuseRate(of: lot, by: rules))
  }

  /// The arrivals that answer a condition, and what became of each until it came again with another gift.
  private func lot(_ condition: SQL, by day: Day, in reader: Reader) throws -> LotOutcome {
    let rows = try reader.all(
      """
      SELECT devices.id, devices.code, devices.category, arrivals.round, came.day,
        (SELECT min(later.round) FROM arrivals AS later JOIN acts ON acts.entry = later.entry
          WHERE later.device = arrivals.device AND later.round > arrivals.round AND acts.annulled = 0) AS next_round
      FROM arrivals JOIN acts AS came ON came.entry = arrivals.entry AND came.annulled = 0
      JOIN devices ON devices.id = arrivals.device
      JOIN donation_lines ON donation_lines.id = arrivals.donation_line
      JOIN donations ON donations.id = donation_lines.donation
      WHERE \(condition) ORDER BY arrivals.entry
      """)
    return LotOutcome(
      arrivals: try rows.map { row in
        let (device, round, next): (DeviceID, Int, Int?) = (try row["id"], try row["round"], try row["next_round"])
        let verbs: [Movement.Verb] = try reader.all(
          """
          SELECT movements.verb FROM movements JOIN acts ON acts.entry = movements.entry
          WHERE movements.device = \(device) AND acts.annulled = 0 AND acts.day <= \(day)
            AND movements.round >= \(round) AND movements.round < \(next ?? Int(Int32.max))
          ORDER BY movements.entry
          """
        ).map { try $0["verb"] }
        let told = try CustodyStore.particulars(of: device, in: reader)
        // What nobody told of the device, the list under which it came may say.
        let listed =
          told.grams != nil && told.yearMade != nil
          ? nil : try DeviceStore.device(device, in: reader).flatMap { try announced($0, in: reader) }
        return try LotOutcome.Arrival(
          code: row["code"], category: row["category"], day: row["day"], grams: told.grams ?? listed?.grams,
          yearMade: told.yearMade ?? listed?.year,
          fate: LotOutcome.Fate(after: verbs))
      })
  }
}

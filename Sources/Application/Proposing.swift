import Directory
import Inventory
public import Kernel
public import Loans
public import Refurbishment
import Storage
import Supply

/// What can be given to a request, the nearest first.
public struct Proposal: Sendable {
  /// The request.
  public let request: Request
  /// The devices that fit, the nearest first, then those ready longest; at most as many as were asked for.
  public let devices: [ProposedDevice]
  /// The devices of the kind that are ready and do not fit, with why not.
  public let unfit: [UnfitDevice]
  /// How many more devices of the kind are ready, further away, and were not looked at.
  public let others: Int
}

/// A ready device that fits a request.
public struct ProposedDevice: Sendable {
  public let line: DeviceLine
  /// Where it stands, when somebody told.
  public let place: String?
  /// How near that is to where the household would have it.
  public let nearness: Nearness
  /// Whether it reaches the least configuration of its category: yes, or not known.
  public let reachesMinimum: Fitness.Judgement
  /// The contracts of the household's programme it can go under.
  public let contracts: [ContractKind]

  public var code: AssetCode { line.code }
}

/// A ready device that does not fit a request.
public struct UnfitDevice: Sendable {
  public let line: DeviceLine
  public let reason: Reason

  /// Why a device does not fit.
  public enum Reason: Sendable, Equatable {
    /// It does not reach the least configuration, by these parts.
    case belowMinimum([Fitness.Part])
    /// By its legal origin or its donor's terms, it can go under no contract of the programme.
    case noContract(LegalOrigin)
  }
}

/// How near a device is to where a household would have it: hand-over at home, at the place it named, or the nearest place.
public enum Nearness: String, Sendable, CaseIterable, Comparable {
  case samePlace = "same-place"
  case sameCommune = "same-commune"
  case sameEPCI = "same-epci"
  case sameCanton = "same-canton"
  case sameBassin = "same-bassin"
  case elsewhere
  /// Nobody told where the device stands, or no loaded list knows one of the two communes.
  case unknown

  public static func < (one: Nearness, other: Nearness) -> Bool { one.rank < other.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The nearness in words.
  public var text: Text {
    switch self {
    case .samePlace: Text(fr: "au lieu souhaité", en: "at the place wished")
    case .sameCommune: Text(fr: "même commune", en: "same commune")
    case .sameEPCI: Text(fr: "même intercommunalité", en: "same EPCI")
    case .sameCanton: Text(fr: "même canton", en: "same canton")
    case .sameBassin: Text(fr: "même bassin", en: "same grouping")
    case .elsewhere: Text(fr: "ailleurs", en: "elsewhere")
    case .unknown: Text(fr: "inconnue", en: "unknown")
    }
  }
}

extension UnfitDevice.Reason {
  /// The reason in words.
  public var text: Text {
    switch self {
    case .belowMinimum(let parts): parts.belowMinimum
    case .noContract(let origin):
      Text(
        fr: "aucun contrat du programme ne lui convient (\(origin.text.fr))",
        en: "no contract of the programme suits it (\(origin.text.en))")
    }
  }
}

extension Chain {
  /// The ready devices that fit a request: of the kind asked for, reaching the least configuration of the workshop's policy,
  /// lawful under a contract its programme offers, the nearest to where the household would have it first.
  ///
  /// - Parameter count: how many at most; no more are looked into, since evidence is read for each.
  /// - Throws: ``LoansFailure/noRequest(_:)``, and ``LoansFailure/requestCannot(_:_:at:)`` when the request takes none now.
  public func proposal(for id: RequestID, atMost count: Int = 20) throws -> Proposal {
    let request = try database.read { try RequestStore.existing(id, in: $0) }
    guard Request.stage(after: .allocate, at: request.state.stage) != nil else {
      throw LoansFailure.requestCannot(id, .allocate, at: request.state.stage)
    }
    let ready = try devices(in: .ready).filter { $0.category == request.wish.device }
    return try database.read { reader in
      let wished = try Whereabouts(of: request, in: reader)
      let modest = try request.state.decision.map { try DecisionStore.existing($0, in: reader).finding.modest } ?? false
      let kinds = try offer(to: request, in: reader)?.contracts ?? ContractRules.kinds(signedBy: .household)
      var standing: [PlaceID: Nearness] = [:]
      let near = try ready.enumerated().map { index, line in
        let device = try DeviceStore.device(line.code, in: reader)
        let place = try CustodyStore.place(of: device.id, in: reader)
        let nearness = try place.map { place in
          if let known = standing[place] { return known }
          let nearness = try wished.nearness(of: place, in: reader)
          standing[place] = nearness
          return nearness
        }
        return (index: index, line: line, device: device, nearness: nearness ?? .unknown)
      }.sorted { ($0.nearness, $0.index) < ($1.nearness, $1.index) }
      var (fit, unfit): ([ProposedDevice], [UnfitDevice]) = ([], [])
      for (_, line, device, nearness) in near {
        if fit.count == count { break }
        let contracts = try kinds.filter { try mayGo(device, under: $0, toModest: modest, in: reader) }
        let minimum = try sheet(of: device, on: clock.today, in: reader).fitness.reachesMinimum
        if contracts.isEmpty {
          unfit.append(UnfitDevice(line: line, reason: .noContract(device.legalOrigin)))
        } else if case .no(let parts) = minimum {
          unfit.append(UnfitDevice(line: line, reason: .belowMinimum(parts)))
        } else {
          fit.append(
            ProposedDevice(
              line: line, place: try place(of: device.id, on: clock.today, in: reader), nearness: nearness,
              reachesMinimum: minimum, contracts: contracts))
        }
      }
      return Proposal(request: request, devices: fit, unfit: unfit, others: ready.count - fit.count - unfit.count)
    }
  }

  /// Whether a device can go under a contract of a kind, whatever its price: a sale is bound by the donor's terms and, for a
  /// public gift, by who sells and who buys (CGPPP art. L. 3212-3).
  private func mayGo(
    _ device: Device, under kind: ContractKind, toModest modest: Bool, in reader: Reader
  ) throws -> Bool {
    guard ContractRules.of(kind).charge == .price else { return true }
    let convention = try SupplyStore.donation(of: device.donationLine, in: reader)?.convention
    if try convention.flatMap({ try SupplyStore.convention($0, in: reader) })?.promises.noResale == true {
      return false
    }
    guard let custody = try CustodyStore.custody(of: device.id, in: reader) else { return true }
    let sellers = [custody.owner, custody.agent].compactMap(\.self)
    return try sellers.contains { seller in
      let statuses = try SupplyStore.statuses(of: seller, on: clock.today, in: reader)
      do {
        try GiftRules.shipped().checkResale(
          of: nil, origin: device.legalOrigin, by: statuses, buyerIsInNeed: modest, price: .zero, on: clock.today)
        return true
      } catch is SupplyFailure {
        return false
      }
    }
  }
}

/// Where a household would have its device: at a place, or as near its own commune as can be.
private struct Whereabouts {
  let place: PlaceID?
  let commune: InseeCommune
  let zones: Set<ZoneName>

  struct ZoneName: Hashable {
    let level: Zone.Level
    let code: String
  }

  init(of request: Request, in reader: Reader) throws {
    place = request.wish.needs.meeting?.place
    let there = try place.flatMap { try DirectoryStore.place($0, in: reader)?.commune }
    commune = try there ?? HouseholdStore.existing(request.wish.household, in: reader).profile.commune
    zones = try Self.zones(of: commune, in: reader)
  }

  /// How near a place is: an itinerant place is wherever it stops.
  func nearness(of other: PlaceID, in reader: Reader) throws -> Nearness {
    if other == place { return .samePlace }
    guard let known = try DirectoryStore.place(other, in: reader) else { return .unknown }
    let tellings = try TellingStore.standing(of: other, as: PlaceAspect.self, in: reader)
    return try known.communes(by: tellings).map { try nearness(ofCommune: $0, in: reader) }.min() ?? .unknown
  }

  private func nearness(ofCommune other: InseeCommune, in reader: Reader) throws -> Nearness {
    if other == commune { return .sameCommune }
    let theirs = try Self.zones(of: other, in: reader)
    let shared = Set(zones.intersection(theirs).map(\.level))
    let levels: [(Zone.Level, Nearness)] = [(.epci, .sameEPCI), (.canton, .sameCanton), (.bassin, .sameBassin)]
    if let (_, nearness) = levels.first(where: { shared.contains($0.0) }) { return nearness }
    return zones.isEmpty || theirs.isEmpty ? .unknown : .elsewhere
  }

  private static func zones(of commune: InseeCommune, in reader: Reader) throws -> Set<ZoneName> {
    Set(try TerritoryStore.zones(with: commune, in: reader).map { ZoneName(level: $0.level, code: $0.code) })
  }
}

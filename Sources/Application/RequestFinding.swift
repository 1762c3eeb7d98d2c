import Directory
import Eligibility
import Inventory
public import Kernel
public import Loans
import Storage

/// What a family that calls is told of its request, all of it on one screen.
public struct RequestAnswer: Sendable {
  public let request: Request
  public let household: Household
  /// The structure that sent it.
  public let prescriber: String
  /// The day it was made, as corrected.
  public let asked: Day
  /// The papers still to be brought, each in words.
  public let missing: [Text]
  /// Who has to do something now.
  public let holder: Text
  /// What is to be done next.
  public let next: Text
  /// When a device is likely, or why nobody can say.
  public let likely: Likely
  /// The contract under which the device went out.
  public let contract: ContractID?

  /// When a device is likely.
  public enum Likely: Sendable, Equatable {
    /// On that day: it was agreed.
    case appointed(Appointment, place: String?)
    /// By that day: a device is kept until then, and the hand-over is to be agreed.
    case keptUntil(Day)
    /// About that day: so many households come first, and so many were served in so many days.
    case about(Day, rank: Int, served: Int, days: Int)
    /// Nobody was served lately: the rank is known, the day is not.
    case unknown(rank: Int, days: Int)
    /// Nothing is decided yet.
    case undecided
    /// A commission meets on that day, and may decide.
    case commission(Day, programme: String)
    /// Nothing more is to come.
    case over
  }
}

/// What was found for a name, a telephone number or a number.
public enum RequestsFound: Sendable {
  case one(RequestAnswer)
  /// Several requests; each with its household's contact.
  case several([(request: Request, household: Household)])
  /// These households have no request.
  case none([Household])
}

extension Chain {
  /// The requests of a household, found by a name, a telephone, the household's number or the request's.
  ///
  /// - Parameters:
  ///   - structure: only those this structure sent.
  ///   - day: the day it is asked.
  /// - Throws: ``LoansFailure/noRequest(_:)``, ``LoansFailure/noHousehold(_:)`` for a number nobody has.
  public func find(
    request words: String, by person: Actor, sentBy structure: StructureID? = nil, on day: Day
  ) throws -> RequestsFound {
    try database.consult(AccessOperation.findRequest, by: person.id, at: clock.now) { reader in
      let number = words.filter { !$0.isWhitespace }.uppercased()
      if number.hasPrefix("D"), let id = try? RequestID(reference: number) {
        let request = try RequestStore.existing(id, in: reader)
        try requireSent(request, by: structure)
        reader.sees(.household(request.wish.household))
        return .one(try answer(request, on: day, in: reader))
      }
      let households =
        if number.hasPrefix("F"), let id = try? HouseholdID(reference: number) {
          [try HouseholdStore.existing(id, in: reader)]
        } else { try HouseholdStore.search(words, atMost: 50, in: reader) }
      let found = try households.flatMap { household in
        try RequestStore.all(of: household.id, in: reader)
          .filter { structure == nil || $0.wish.prescriber == structure }.map { (request: $0, household: household) }
      }
      let open = found.filter { $0.request.state.stage.isOpen }
      // One that is open is what the call is about; else the latest.
      if let only = open.count == 1 ? open.first : found.count == 1 ? found.first : nil {
        reader.sees(.household(only.household.id))
        return .one(try answer(only.request, on: day, in: reader))
      }
      guard found.isEmpty else {
        let several = open.isEmpty ? found : open
        for found in several { reader.sees(.household(found.household.id)) }
        return .several(several)
      }
      let shown = structure == nil ? households : []
      for household in shown { reader.sees(.household(household.id)) }
      return .none(shown)
    }
  }

  /// The other open requests of the same household for the same kind of device: most often the same wish told twice.
  public func openRequests(like id: RequestID) throws -> [RequestID] {
    try database.read { reader in
      let wish = try RequestStore.existing(id, in: reader).wish
      return try RequestStore.all(of: wish.household, in: reader)
        .filter { $0.id != id && $0.wish.device == wish.device && $0.state.stage.isOpen }.map(\.id)
    }
  }

  /// Refuses a request that another structure sent.
  ///
  /// - Throws: ``LendingFailure/ofAnotherStructure(_:)``.
  public func requireSent(_ request: Request, by structure: StructureID?) throws {
    guard structure == nil || request.wish.prescriber == structure else {
      throw LendingFailure.ofAnotherStructure(request.id)
    }
  }

  private func answer(_ request: Request, on day: Day, in reader: Reader) throws -> RequestAnswer {
    let household = try HouseholdStore.existing(request.wish.household, in: reader)
    let prescriber = try DirectoryStore.structure(request.wish.prescriber, in: reader)?.name ?? "?"
    let asked = try reader.first(
      "SELECT acts.day FROM requests JOIN acts ON acts.entry = requests.entry WHERE requests.id = \(request.id)"
    ).map { row -> Day in try row["day"] }
    let contract = try reader.first(
      """
      SELECT id FROM contracts WHERE request = \(request.id) AND state IN ('signed', 'handed-over') ORDER BY id DESC LIMIT 1
      """
    ).map { row -> ContractID in try row["id"] }
    let likely = try likely(request, asked: asked ?? day, on: day, in: reader)
    let missing = try missing(of: request, on: day, in: reader)
    return RequestAnswer(
      request: request, household: household, prescriber: prescriber, asked: asked ?? day, missing: missing,
      holder: holder(of: request, prescriber: prescriber, missing: missing, likely),
      next: next(for: request, missing: missing, likely), likely: likely, contract: contract)
  }

  /// The papers to bring: those asked for, else what the rules still wanted when they could not tell.
  func missing(of request: Request, on day: Day, in reader: Reader) throws -> [Text] {
    switch request.state.stage {
    case .incomplete:
      let known = try papers(on: day, in: reader)
      return try RequestDetailStore.missing(of: request, in: reader).map { code in
        known.first { $0.code == code }?.label ?? Text(same: code)
      }
    case .submitted:
      guard let latest = try DecisionStore.latest(on: request.id, in: reader), latest.outcome == .unknown else {
        return []
      }
      return try reader.replay(latest).missing.map(\.text)
    case .draft, .decided, .allocated, .handedOver, .contested, .refused, .withdrawn, .reoriented, .annulled: return []
    }
  }

  private func likely(
    _ request: Request, asked: Day, on day: Day, in reader: Reader
  ) throws -> RequestAnswer.Likely {
    switch request.state {
    case .submitted:
      let next = try PrescriptionStore.commissions(from: day, in: reader).first
      return next.map { .commission($0.day, programme: $0.programme) } ?? .undecided
    case .draft, .incomplete, .contested: return .undecided
    case .handedOver, .refused, .withdrawn, .reoriented, .annulled: return .over
    case .allocated:
      if let made = try RequestDetailStore.appointment(of: request, in: reader) {
        let place = try made.place.flatMap { try DirectoryStore.place($0, in: reader)?.name }
        return .appointed(made, place: place)
      }
      return .keptUntil(try RequestDetailStore.keptUntil(request, in: reader) ?? day)
    case .decided(let decision):
      let decision = try DecisionStore.existing(decision, in: reader)
      let rank = try rank(of: request, by: decision, asked: asked, in: reader)
      let days = try RequestTerms.shipped().estimateDays
      let pace = try pace(of: decision.finding.programme, inDays: days, before: day, in: reader)
      guard pace.served > 0 else { return .unknown(rank: rank, days: days) }
      let wait = (rank * pace.days + pace.served - 1) / pace.served
      return .about(day.adding(days: wait), rank: rank, served: pace.served, days: pace.days)
    }
  }

  /// The place of a request on its programme's waiting list, from 1: points first, then the day it was made, then its number.
  private func rank(of request: Request, by decision: Loans.Decision, asked: Day, in reader: Reader) throws -> Int {
    let (programme, points) = (decision.finding.programme, decision.finding.points)
    let before = try reader.count(
      """
      SELECT count(*) AS n FROM requests AS r JOIN decisions AS d ON d.id = r.decision
      WHERE r.state = 'decided' AND d.programme = \(programme) AND d.points > \(points)
      """)
    let beside = try reader.count(
      """
      SELECT count(*) AS n FROM requests AS r JOIN decisions AS d ON d.id = r.decision
      JOIN acts ON acts.entry = r.entry
      WHERE r.state = 'decided' AND d.programme = \(programme) AND d.points = \(points)
        AND (acts.day < \(asked) OR (acts.day = \(asked) AND r.id < \(request.id)))
      """)
    return before + beside + 1
  }

  /// How many requests of a programme were served in how many days up to a day.
  ///
  /// The last thousand hand-overs are looked at: where they fill less than the days asked about, those days alone count.
  private func pace(
    of programme: String, inDays days: Int, before day: Day, in reader: Reader
  ) throws -> (served: Int, days: Int) {
    let most = 1000
    let lately = try reader.all(
      """
      SELECT day, count(*) AS n, sum(programme = \(programme)) AS served FROM (
        SELECT acts.day AS day, d.programme AS programme FROM request_steps AS s
        JOIN acts ON acts.entry = s.entry JOIN decisions AS d ON d.id = s.decision
        WHERE s.verb = 'hand-over' AND acts.annulled = 0 ORDER BY s.entry DESC LIMIT \(most))
      GROUP BY day ORDER BY day
      """
    ).map { row -> (day: Day, all: Int, served: Int) in (try row["day"], try row["n"], try row["served"]) }
    var first = day.adding(days: 1 - days)
    let isFull = lately.map(\.all).reduce(0, +) == most
    if isFull, let oldest = lately.first?.day, oldest > first { first = min(oldest, day) }
    let served = lately.filter { first <= $0.day && $0.day <= day }.map(\.served).reduce(0, +)
    return (served, day.ordinal - first.ordinal + 1)
  }

  private func holder(
    of request: Request, prescriber: String, missing: [Text], _ likely: RequestAnswer.Likely
  ) -> Text {
    switch request.state.stage {
    case .draft: Text(same: prescriber)
    case .incomplete: Text(fr: "le foyer, avec l'aide de \(prescriber)", en: "the household, helped by \(prescriber)")
    case .submitted where !missing.isEmpty:
      Text(fr: "le foyer, avec l'aide de \(prescriber)", en: "the household, helped by \(prescriber)")
    case .submitted, .contested, .decided: Text(same: instance.name)
    case .allocated:
      if case .appointed(_, let place) = likely {
        Text(same: place ?? instance.name)
      } else {
        Text(same: instance.name)
      }
    case .handedOver: Text(fr: "le foyer a son appareil", en: "the household has its device")
    case .refused, .withdrawn, .reoriented, .annulled: Text(fr: "personne", en: "nobody")
    }
  }

  private func next(for request: Request, missing: [Text], _ likely: RequestAnswer.Likely) -> Text {
    switch request.state.stage {
    case .draft: Text(fr: "envoyer la demande", en: "send the request")
    case .incomplete: Text(fr: "apporter les papiers qui manquent", en: "bring the papers that are missing")
    case .submitted where !missing.isEmpty:
      Text(fr: "apporter les papiers qui manquent", en: "bring the papers that are missing")
    case .submitted: Text(fr: "décider si le foyer y a droit", en: "decide whether the household has a right to it")
    case .contested: Text(fr: "répondre à la contestation", en: "answer the contestation")
    case .decided: Text(fr: "attribuer un appareil, à son tour", en: "keep a device for it, in its turn")
    case .allocated:
      if case .appointed = likely {
        Text(fr: "venir au rendez-vous", en: "come to the appointment")
      } else {
        Text(fr: "fixer un rendez-vous", en: "make an appointment")
      }
    case .handedOver: Text(fr: "rien : le prêt est en cours ou fini", en: "nothing: the loan runs or is over")
    case .refused: Text(fr: "rien, sauf contestation", en: "nothing, unless it is contested")
    case .withdrawn, .reoriented, .annulled: Text(fr: "rien", en: "nothing")
    }
  }
}

extension Request.Stage {
  /// Whether something is still to come of a request at this stage.
  public var isOpen: Bool {
    switch self {
    case .draft, .submitted, .incomplete, .decided, .allocated, .contested: true
    case .handedOver, .refused, .withdrawn, .reoriented, .annulled: false
    }
  }
}

/// An appointment on the agenda, with whom to welcome.
public struct AppointmentLine: Sendable {
  public let request: Request
  public let appointment: Appointment
  /// The name of the place; nothing when it is at the household's home.
  public let place: String?
  public let household: Household
  /// The device kept.
  public let device: AssetCode?
}

extension Chain {
  /// The hand-over appointments of some days, earliest first.
  ///
  /// - Parameters:
  ///   - place: only those at a place, by name or number.
  ///   - structure: only those of requests this structure sent.
  public func appointments(
    from first: Day, through last: Day, at place: String? = nil, by person: Actor, seenBy structure: StructureID? = nil
  ) throws -> [AppointmentLine] {
    try database.consult(AccessOperation.seeAgenda, by: person.id, at: clock.now) { reader in
      let place = try place.map { try DirectoryStore.place($0, in: reader).id }
      return try RequestDetailStore.appointments(from: first, through: last, at: place, in: reader).compactMap {
        id, made in
        let request = try RequestStore.existing(id, in: reader)
        guard structure == nil || request.wish.prescriber == structure else { return nil }
        reader.sees(.household(request.wish.household))
        return AppointmentLine(
          request: request, appointment: made,
          place: try made.place.flatMap { try DirectoryStore.place($0, in: reader)?.name },
          household: try HouseholdStore.existing(request.wish.household, in: reader),
          device: try request.state.device.flatMap { try DeviceStore.device($0, in: reader)?.code })
      }
    }
  }

  /// The devices kept through a day before this one, whose household has neither signed nor an appointment to come.
  public func expiredReservations(on day: Day) throws -> [(request: RequestID, device: AssetCode?, until: Day)] {
    try database.read { reader in
      try RequestDetailStore.expired(on: day, in: reader).map { id, until in
        let device = try RequestStore.existing(id, in: reader).state.device
        return (id, try device.flatMap { try DeviceStore.device($0, in: reader)?.code }, until)
      }
    }
  }
}

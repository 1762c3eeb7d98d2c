public import Eligibility
public import Kernel
public import Loans
import Storage
public import WebClient

/// The right of an instance to ask API Particulier, as the environment gives it; nothing is asked without.
public struct ParticulierAccess: Sendable {
  let service: WebService
  let recipient: Siret
  private let token: String
  private let limits: WebQuestion.Limits

  /// The variables that give the right; the token is in no file, no database and no answer.
  public static let tokenVariable = "REBOND_PARTICULIER_TOKEN"
  public static let recipientVariable = "REBOND_PARTICULIER_SIRET"
  public static let addressVariable = "REBOND_PARTICULIER_URL"
  /// The service itself, where no other address is given.
  public static let usualAddress = "https://particulier.api.gouv.fr"

  /// Takes the right from the environment.
  ///
  /// - Throws: ``ParticulierFailure/off`` when there is no token, `KernelFailure` when the recipient's SIRET is none, ``WebFailure``
  ///   when the address is not safe.
  public init(environment: [String: String], limits: WebQuestion.Limits = WebQuestion.Limits()) throws {
    let token = environment[Self.tokenVariable] ?? ""
    guard !token.isEmpty, token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      let siret = environment[Self.recipientVariable]
    else { throw ParticulierFailure.off }
    recipient = try Siret(siret)
    service = try WebService(environment[Self.addressVariable] ?? Self.usualAddress)
    self.token = token
    self.limits = limits
  }

  /// Asks once.
  func ask(_ question: ParticulierQuestion) throws -> WebAnswer {
    let headers = ["Authorization: Bearer \(token)", "Accept: application/json"]
    return try WebQuestion(to: service, question.path, headers: headers, limits: limits).ask()
  }
}

/// Why nothing is learnt from API Particulier, when that is no lack of knowledge.
public enum ParticulierFailure: Failure, Equatable {
  /// The environment gives no right to ask.
  case off
  /// No programme in force takes its answers.
  case notAsked
  /// The token is missing, wrong or over.
  case token
  /// The service refuses the question.
  case question(code: String)
  /// The service is busy or failing, and says when to ask again.
  case later(seconds: Int)

  public var exitCode: ExitCode {
    switch self {
    case .off, .token: .configuration
    case .notAsked: .refused
    case .question: .badData
    case .later: .busy
    }
  }

  public var text: Text {
    switch self {
    case .off:
      Text(
        fr: "API Particulier n'est pas branchée ici, et c'est l'usage. Un organisme habilité donne son jeton par "
          + "\(ParticulierAccess.tokenVariable) et son SIRET par \(ParticulierAccess.recipientVariable). Sinon, demandez "
          + "l'attestation au foyer.",
        en: "API Particulier is not connected here, as is usual. A body that has the right gives its token by "
          + "\(ParticulierAccess.tokenVariable) and its SIRET by \(ParticulierAccess.recipientVariable). Else, ask the "
          + "household for its statement.")
    case .notAsked:
      Text(
        fr: "Aucun programme en vigueur n'accepte le QF d'API Particulier : rien n'est demandé.",
        en: "No programme in force takes the QF of API Particulier: nothing is asked.")
    case .token:
      Text(
        fr: "API Particulier refuse le jeton : il manque, il est faux ou il a expiré. Renouvelez-le auprès du service.",
        en: "API Particulier refuses the token: it is missing, wrong or over. Renew it with the service.")
    case .question(let code):
      Text(
        fr: "API Particulier refuse la question (\(code)) : vérifiez le nom, les prénoms, la naissance et le mois.",
        en: "API Particulier refuses the question (\(code)): check the name, the first names, the birth and the month.")
    case .later(let seconds):
      Text(
        fr:
          "API Particulier est occupée ou en panne. Réessayez dans \(seconds) secondes, ou demandez l'attestation au foyer.",
        en:
          "API Particulier is busy or failing. Try again in \(seconds) seconds, or ask the household for its statement."
      )
    }
  }
}

/// What was learnt of a household's quotient.
public enum QuotientLearnt: Sendable, Equatable {
  /// Facts were recorded.
  case recorded([HouseholdFact])
  /// Nothing is known, which refuses nothing: the household is asked for its statement.
  case unknown(ParticulierAnswer.Ignorance)
}

extension Chain {
  /// Asks API Particulier for a household's quotient and records it, with who calculated it, for which month and when.
  ///
  /// The identity serves the question and is kept nowhere. A question that comes too often is asked again when the service says, as
  /// long as that is soon.
  /// - Parameters:
  ///   - wait: waits so many seconds.
  ///   - ask: asks once; the service itself unless said.
  /// - Throws: ``LoansFailure/noHousehold(_:)``, ``ParticulierFailure``, ``WebFailure``.
  public func askQuotient(
    of household: HouseholdID, _ identity: ParticulierQuestion.Identity, month: Month? = nil,
    by access: ParticulierAccess,
    wait: (Int) -> Void, ask: ((ParticulierQuestion) throws -> WebAnswer)? = nil, as act: Act
  ) throws -> QuotientLearnt {
    let keys = try database.read { reader in
      _ = try HouseholdStore.existing(household, in: reader)
      return try quotientKeys(in: reader)
    }
    guard !keys.isEmpty else { throw ParticulierFailure.notAsked }
    let question = ParticulierQuestion(recipient: access.recipient, identity: identity, month: month)
    switch try patiently(on: act.day, wait: wait, { try (ask ?? access.ask)(question) }) {
    case .quotient(let fact): return .recorded(try record(fact, as: keys, of: household, act))
    case .unknown(let ignorance): return .unknown(ignorance)
    case .later(let seconds): throw ParticulierFailure.later(seconds: seconds)
    case .refused(.token): throw ParticulierFailure.token
    case .refused(.question(let code)): throw ParticulierFailure.question(code: code)
    }
  }

  /// Asks up to three times, and waits no more than half a minute in all: somebody stands at the desk.
  private func patiently(
    on day: Day, wait: (Int) -> Void, _ ask: () throws -> WebAnswer
  ) throws -> ParticulierAnswer {
    var (left, tries) = (30, 3)
    while true {
      let answer = try ask()
      let read = ParticulierAnswer(
        status: answer.status, body: answer.body, retryAfter: answer.retryAfter.map { String($0) }, on: day)
      tries -= 1
      guard case .later(let seconds) = read, tries > 0, seconds <= left else { return read }
      wait(seconds)
      left -= seconds
    }
  }

  /// The names by which programmes in force ask for a quotient that the service may prove.
  private func quotientKeys(in reader: Reader) throws -> [String] {
    let programmes = try ProgrammeStore.inForce(on: clock.today, in: reader).map { try Programme($0) }
    let facts = programmes.flatMap(\.facts).filter {
      $0.sort == .number(.eurosPerMonth, kind: "qf_caf_msa") && $0.evidence.contains(ParticulierAnswer.evidence)
    }
    return Set(facts.map(\.name)).sorted()
  }

  private func record(
    _ fact: Fact, as keys: [String], of household: HouseholdID, _ act: Act
  ) throws -> [HouseholdFact] {
    guard case .number(let number) = fact.value else { return [] }
    let origin = HouseholdFact.Origin(
      provider: fact.origin?.provider, month: fact.origin?.month?.description,
      calculated: fact.origin?.calculated?.description)
    return try database.write(Action.recordFact, act) { change in
      change.concerns(.household(household))
      return try keys.map { key in
        let known = try HouseholdFact(
          key: key, value: .number(number), kind: fact.kind,
          evidence: .init(kind: fact.evidence.kind, day: act.day, checkedBy: nil), origin: origin)
        try HouseholdFactStore.save(known, of: household, in: change)
        change.note(key, .dataName(fact.evidence.kind))
        return known
      }
    }
  }
}

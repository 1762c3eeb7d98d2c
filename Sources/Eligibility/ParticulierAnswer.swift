public import Kernel

/// What an answer of API Particulier means for a household's quotient.
///
/// That nobody was found is no "not eligible": the household may be unknown to this fund, under another name, or too new.
public enum ParticulierAnswer: Sendable, Equatable {
  /// The quotient, as a fact with who calculated it, for which month and when.
  case quotient(Fact)
  /// Nothing is known; the household is asked for its statement.
  case unknown(Ignorance)
  /// The service is busy or failing: the same question may be asked again after so many seconds.
  case later(seconds: Int)
  /// The question or the right to ask it is wrong: asking again changes nothing.
  case refused(Refusal)

  /// Why nothing is known.
  public enum Ignorance: Sendable, Hashable {
    /// Nobody of that identity was found by this fund, where the answer names it.
    case notFound(provider: String?)
    /// Somebody was found, without a value.
    case noValue
    /// The token does not give the value.
    case outOfScope
    /// The answer is none this program understands.
    case unreadable
  }

  /// Why a question is refused.
  public enum Refusal: Sendable, Hashable {
    /// The token is missing, wrong or over (00101, 00103, 00105).
    case token
    /// A parameter of the question is (00203, 00366); the service's own words name none of its values.
    case question(code: String)
  }

  /// The kind of evidence an answer is.
  public static let evidence = "api_particulier_qf"
  /// How long to wait where the service does not say.
  static let usualWait = 60
  /// Nobody waits longer, whatever a service says.
  static let longestWait = 3_600

  /// Reads an answer.
  ///
  /// - Parameters:
  ///   - status: the status of HTTP.
  ///   - retryAfter: the header of that name, in seconds.
  ///   - day: the day it was asked, which the evidence bears.
  public init(status: Int, body: [UInt8], retryAfter: String?, on day: Day) {
    let root = try? StrictJSON.read(body, file: "API Particulier")
    let error = ServiceError(root)
    let wait = min(retryAfter.flatMap { Int($0) }.map { max(1, $0) } ?? Self.usualWait, Self.longestWait)
    switch status {
    case 200: self = root.map { Self.quotient(in: $0, on: day) } ?? .unknown(.unreadable)
    case 401, 403: self = .refused(.token)
    case 404: self = .unknown(.notFound(provider: error.provider))
    case 400, 422: self = .refused(.question(code: error.code ?? String(status)))
    // The same question is being answered already, too many were asked, or the fund behind the service does not answer.
    case 409, 429, 500...599: self = .later(seconds: wait)
    default: self = .unknown(.unreadable)
    }
  }

  private static func quotient(in root: JSONNode, on day: Day) -> ParticulierAnswer {
    guard let quotient = root["data"]?["quotient_familial"] else { return .unknown(.outOfScope) }
    guard let value = quotient["valeur"] else { return .unknown(.outOfScope) }
    guard !value.isNull else { return .unknown(.noValue) }
    guard let number = try? value.integer(), number >= 0 else { return .unknown(.unreadable) }
    let origin = Fact.Origin(
      provider: try? quotient["fournisseur"]?.string(), month: quotient.month("annee", "mois"),
      calculated: quotient.month("annee_calcul", "mois_calcul"))
    guard [origin.month, origin.calculated].allSatisfy({ $0.map { $0 <= Month(of: day) } ?? true }) else {
      return .unknown(.unreadable)
    }
    return .quotient(
      Fact(
        .number(number), kind: "qf_caf_msa",
        evidence: Fact.Evidence(kind: evidence, day: day, checkedBy: nil), origin: origin))
  }
}

/// The first error of an answer, as far as it is one.
private struct ServiceError {
  let code: String?
  let provider: String?

  init(_ root: JSONNode?) {
    let first = try? root?["errors"]?.elements().first
    code = try? first?["code"]?.string()
    provider = try? first?["meta"]?["provider"]?.string()
  }
}

extension JSONNode {
  /// The member of that name, where this is an object that has it.
  fileprivate subscript(name: String) -> JSONNode? { try? members().first { $0.key == name }?.node }

  fileprivate func month(_ year: String, _ month: String) -> Month? {
    guard let year = try? self[year]?.integer(), let month = try? self[month]?.integer(),
      let first = Day(year: year, month: month, day: 1)
    else { return nil }
    return Month(of: first)
  }
}

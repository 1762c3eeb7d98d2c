public import Kernel

/// What API Particulier v3 is asked about a household's quotient, `GET /v3/dss/quotient_familial/identite`.
///
/// Public bodies only. The identity is used for the question and kept nowhere; whoever sends it adds the token, from the
/// environment, and logs neither.
public struct ParticulierQuestion: Sendable, Equatable {
  /// The body on whose behalf it is asked.
  public let recipient: Siret
  /// Who is asked about.
  public let identity: Identity
  /// The month the quotient is asked for; the present one unless said.
  public let month: Month?

  /// Who is asked about, as the civil register has it.
  public struct Identity: Sendable, Equatable {
    public let birthName: String
    public let firstNames: [String]
    public let sex: Sex
    public let birthPlace: BirthPlace
    public let usualName: String?
    public let birth: PartialDate

    /// Makes an identity.
    ///
    /// - Throws: ``EligibilityFailure/identityIncomplete`` when a name is empty.
    public init(
      birthName: String, firstNames: [String], sex: Sex, birthPlace: BirthPlace, usualName: String? = nil,
      birth: PartialDate
    ) throws(EligibilityFailure) {
      let names = [birthName] + firstNames
      guard !firstNames.isEmpty, names.allSatisfy({ $0.contains { !$0.isWhitespace } }) else {
        throw .identityIncomplete
      }
      (self.birthName, self.firstNames, self.sex) = (birthName, firstNames, sex)
      (self.birthPlace, self.usualName, self.birth) = (birthPlace, usualName, birth)
    }
  }

  /// The sex of the civil register.
  public enum Sex: String, Sendable, CaseIterable {
    case female = "F"
    case male = "M"
  }

  /// Where somebody was born.
  public enum BirthPlace: Sendable, Equatable {
    /// In France, the commune known by its code.
    case commune(InseeCommune)
    /// In France, the commune known by its name; the year of birth is then asked as well.
    case named(String, Departement)
    /// In another country, by its INSEE code, as `99350`.
    case country(code: String)
  }

  /// A date of birth of which the month or the day may be unknown: some people's papers say `2020-00-00`.
  public struct PartialDate: Sendable, Equatable {
    public let year: Int
    public let month: Int?
    public let day: Int?

    /// Reads `1990-05-12`, `1990-05-00` or `1990-00-00`.
    ///
    /// - Throws: `KernelFailure.invalid` when it is none of them.
    public init(_ input: String) throws(KernelFailure) {
      let parts = input.split(separator: "-", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { part in part.allSatisfy(\.isASCII) ? Int(part) : nil }
      guard parts.map(\.count) == [4, 2, 2], numbers.count == 3,
        (0...12).contains(numbers[1]), numbers[1] > 0 || numbers[2] == 0,
        Day(year: numbers[0], month: max(1, numbers[1]), day: max(1, numbers[2])) != nil
      else { throw .invalid(.day, input: input) }
      (year, month, day) = (numbers[0], numbers[1] > 0 ? numbers[1] : nil, numbers[2] > 0 ? numbers[2] : nil)
    }
  }

  /// Asks about somebody on behalf of a body.
  public init(recipient: Siret, identity: Identity, month: Month? = nil) {
    (self.recipient, self.identity, self.month) = (recipient, identity, month)
  }

  /// The path and the query, to be put after the address of the service.
  public var path: String {
    "/v3/dss/quotient_familial/identite?"
      + parameters.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
  }

  private var parameters: [(name: String, value: String)] {
    var list = [("recipient", recipient.description), ("nomNaissance", identity.birthName)]
    list += identity.firstNames.map { ("prenoms[]", $0) }
    list.append(("sexeEtatCivil", identity.sex.rawValue))
    if let name = identity.usualName { list.append(("nomUsage", name)) }
    switch identity.birthPlace {
    case .commune(let commune):
      list += [("codeCogInseePaysNaissance", "99100"), ("codeCogInseeCommuneNaissance", commune.description)]
    case .named(let commune, let departement):
      list += [
        ("codeCogInseePaysNaissance", "99100"), ("nomCommuneNaissance", commune),
        ("codeCogInseeDepartementNaissance", departement.description),
      ]
    case .country(let code): list.append(("codeCogInseePaysNaissance", code))
    }
    list.append(("anneeDateNaissance", String(identity.birth.year)))
    if let month = identity.birth.month { list.append(("moisDateNaissance", String(month))) }
    if let day = identity.birth.day { list.append(("jourDateNaissance", String(day))) }
    if let month {
      let (year, number, _) = month.first.parts
      list += [("annee", String(year)), ("mois", String(number))]
    }
    return list
  }
}

extension String {
  /// The text with everything but unreserved characters written as `%C3%89` (RFC 3986).
  fileprivate var percentEncoded: String {
    utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-._~".utf8.contains(byte)
      guard !isPlain else { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.utf8.count == 1 ? "0" : "") + digits
    }.joined()
  }
}

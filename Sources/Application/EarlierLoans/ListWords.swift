import Kernel
import Loans

/// The words that people write in lists of loans, and what they mean.
enum ListWords {
  /// Whether a cell says that there is none.
  static func isNothing(_ written: String) -> Bool {
    ["", "0", "000", "non", "no", "aucun", "aucune", "neant", "gratuit", "sans", "none", "free"]
      .contains(written.lettersAndDigits)
  }

  /// A kind of contract that runs.
  ///
  /// - Throws: ``EarlierLoanFailure/ownershipPassed(_:)``, ``EarlierLoanFailure/unknownKind(_:)``.
  static func kind(_ written: String) throws(EarlierLoanFailure) -> ContractKind {
    let key = written.lettersAndDigits
    guard let (kind, _) = kinds.first(where: { $0.words.contains(key) }) else { throw .unknownKind(written) }
    guard let kind else { throw .ownershipPassed(written) }
    return kind
  }

  private static let kinds: [(kind: ContractKind?, words: Set<String>)] = [
    (
      .loan,
      [
        "pret", "pretgratuit", "pretausage", "pretausagegratuit", "commodat", "miseadisposition", "loan", "freeloan",
        "lent", "prete", "empruntgratuit", "emprunt",
      ]
    ),
    (.rental, ["location", "locationsolidaire", "loc", "loue", "rental", "rent", "rented"]),
    (nil, ["don", "vente", "cession", "gift", "sale", "vendu", "donne", "achat", "ventesolidaire"]),
  ]

  /// How often a rent is due.
  ///
  /// - Throws: ``EarlierLoanFailure/unknownPace(_:)``.
  static func pace(_ written: String) throws(EarlierLoanFailure) -> ContractTerms.Pace {
    switch written.lettersAndDigits {
    case "an", "ans", "annee", "annuel", "annuelle", "paran", "lan", "year", "yearly", "ayear": .year
    case "mois", "mensuel", "mensuelle", "parmois", "month", "monthly", "amonth": .month
    case "unique", "unefois", "once", "total", "forfait", "entout": .once
    default: throw .unknownPace(written)
    }
  }

  /// « 12 », « 12 mois », « 1 an »: so many months.
  ///
  /// - Throws: ``EarlierLoanFailure/months(_:)``.
  static func months(_ written: String) throws(EarlierLoanFailure) -> Int {
    let key = written.lettersAndDigits
    let digits = key.prefix { $0.isNumber }
    guard let number = Int(digits), (1...120).contains(number) else { throw .months(written) }
    switch key.dropFirst(digits.count) {
    case "", "mois", "m", "month", "months": return number
    case "an", "ans", "year", "years": return number * 12
    default: throw .months(written)
    }
  }

  /// How many people.
  ///
  /// - Throws: ``EarlierLoanFailure/count(_:)``.
  static func count(_ written: String) throws -> Int {
    guard let number = Int(written), (0...50).contains(number) else { throw EarlierLoanFailure.count(written) }
    return number
  }

  /// « 25 », « oui », « non »: what was paid before.
  static func paid(_ written: String) throws -> EarlierLoan.Paid {
    switch written.lettersAndDigits {
    case "oui", "x", "ok", "paye", "payee", "regle", "reglee", "solde", "ajour", "yes", "paid", "settled": .settled
    default: try .amount(isNothing(written) || written.lettersAndDigits == "impaye" ? .zero : Money(written))
    }
  }

  /// A telephone number from which a spreadsheet took the first zero, since it took the number for an amount.
  static func withLeadingZero(_ written: String) -> String {
    let digits = written.filter { !$0.isWhitespace && $0 != "." }
    return digits.count == 9 && digits.first != "0" && digits.allSatisfy(\.isNumber) ? "0" + digits : written
  }

  /// What goes with the device, one by one.
  static func accessories(_ written: String) -> [String] {
    guard !isNothing(written) else { return [] }
    var seen: Set<String> = []
    return written.replacing(" et ", with: ",").split(whereSeparator: { ",;+/\n".contains($0) })
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased() }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// Whether somebody signs alone, as a list says it: « oui » under « Mineur », or the word itself.
  ///
  /// - Throws: ``EarlierLoanFailure/unknownCapacity(_:)``.
  static func capacity(_ written: String) throws(EarlierLoanFailure) -> Signature.Capacity {
    switch written.lettersAndDigits {
    case "mineur", "mineure", "oui", "yes", "minor", "x": return .minor
    case "tutelle", "soustutelle", "guardianship": return .guardianship
    case "curatelle", "souscuratelle", "curatorship": return .curatorship
    case "majeur", "majeure", "seul", "seule", "adult", "alone": return .full
    default:
      guard isNothing(written) else { throw .unknownCapacity(written) }
      return .full
    }
  }

  /// The names of several people in one cell.
  static func names(_ written: String) -> [String] {
    guard !isNothing(written) else { return [] }
    return written.replacing(" et ", with: ",").replacing(" and ", with: ",").split { ",;+/&\n".contains($0) }
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
  }

  /// The name of a commune without the postcode or the département people write beside it.
  static func communeAlone(_ written: String) -> String? {
    let words = written.split { !($0.isLetter || "-'’".contains($0)) }.joined(separator: " ")
    let name = words.drop { !$0.isLetter }
    return name.isEmpty || name == written ? nil : String(name)
  }
}

public import Kernel
import Typesetting

/// The contract under which a device is lent, rented, sold or given, to sign on paper.
///
/// The wording is French, as the law it rests on. No value of the device is printed unless the parties say who bears its
/// accidental loss: a value alone would put it on the borrower (C. civ. 1883).
public struct ContractPaper: Sendable, Equatable {
  /// What kind of contract it is.
  public var kind: ContractKind
  /// The number of the contract.
  public var reference: String
  public var lender: Party
  /// Who signs for the lender.
  public var lenderSignatory: String?
  /// Who owns the device, where it is not the lender.
  public var owner: String?
  /// One, or several who answer jointly (1887).
  public var borrowers: [Party]
  /// The legal representative who signs for a minor, or the guardian; never the reason.
  public var representative: String?
  /// Who signs with the household's contact, where somebody assists.
  public var assistant: String?
  public var device: DeviceLines
  /// The devices that go under the same contract.
  public var others: [DeviceCondition] = []
  /// Visible defects at hand-over, so that they are not held against the borrower.
  public var defects: [String]
  public var accessories: [String]
  /// The first day of the use, or the day the device changes hands.
  public var starts: Day
  /// The last day of the use, renewals counted: printed after one, the paper is its agreement in writing. Nothing without a term,
  /// or where the device does not come back.
  public var term: Day?
  /// The rent or the price: « 25,00 € ».
  public var amount: String?
  /// How often a rent is due.
  public var pace: Pace?
  /// The instalments of a price, where there are several: « 30,00 € le 1er octobre 2026 ».
  public var instalments: [String]
  /// What is left in deposit.
  public var deposit: String?
  /// Where the device comes back; the lender's, unless said.
  public var returnPlace: String?
  public var helpline: String?
  /// Whom to ask about personal data; the lender, unless said.
  public var dataContact: String?
  public var valueClause: ValueClause?

  /// How often a rent is due.
  public enum Pace: String, Sendable, CaseIterable {
    case once, month, year

    fileprivate var words: String {
      switch self {
      case .once: "en une fois"
      case .month: "par mois"
      case .year: "par an"
      }
    }
  }

  /// An agreed value, and who bears an accidental loss (1883).
  public struct ValueClause: Sendable, Equatable {
    public var value: Money
    public var bearer: Bearer

    /// Who bears an accidental loss.
    public enum Bearer: String, Sendable, CaseIterable {
      case lender, borrower
    }

    /// Makes a clause.
    public init(value: Money, bearer: Bearer) {
      self.value = value
      self.bearer = bearer
    }
  }

  /// Makes a contract.
  ///
  /// - Throws: ``DocumentsFailure/noBorrower`` when nobody borrows.
  public init(
    _ kind: ContractKind = .loan, reference: String, lender: Party, lenderSignatory: String? = nil,
    owner: String? = nil, borrowers: [Party], representative: String? = nil, assistant: String? = nil,
    device: DeviceLines, defects: [String] = [], accessories: [String] = [], starts: Day, term: Day?,
    amount: String? = nil, pace: Pace? = nil, instalments: [String] = [], deposit: String? = nil,
    returnPlace: String? = nil,
    helpline: String? = nil, dataContact: String? = nil, valueClause: ValueClause? = nil
  ) throws(DocumentsFailure) {
    guard !borrowers.isEmpty else { throw .noBorrower }
    self.kind = kind
    self.reference = reference
    self.lender = lender
    self.lenderSignatory = lenderSignatory
    self.owner = owner
    self.borrowers = borrowers
    self.representative = representative
    self.assistant = assistant
    self.device = device
    self.defects = defects
    self.accessories = accessories
    self.starts = starts
    self.term = term
    self.amount = amount
    self.pace = pace
    self.instalments = instalments
    self.deposit = deposit
    self.returnPlace = returnPlace
    self.helpline = helpline
    self.dataContact = dataContact
    self.valueClause = valueClause
  }

  /// The contract as a PDF, with its summaries in plain words behind it; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(clauses: ClauseSet, summaries: [SummaryClauses] = [], created: Instant) throws -> [UInt8] {
    let papers = [paper(clauses: clauses)] + summaries.map(summary)
    return try Paper.pdf(
      of: papers, titled: "\(clauses.title) – Contrat n° \(reference)", language: .fr, created: created)
  }

  func paper(clauses: ClauseSet) -> Paper {
    let articles = clauses.articles(where: holds, value)
    let version = clauses.version.map { [Paper.Block.note("Clauses : \(clauses.id), version \($0).")] } ?? []
    return Paper(
      letterhead: lender.letterhead, reference: ["Contrat n° \(reference)"], title: clauses.title,
      subtitle: clauses.subtitle,
      blocks: [parties, .heading(kind.words.thing), .fields(deviceFields)] + others.flatMap(blocks) + articles + version
        + [
          .note("Fait en deux exemplaires, un pour chaque partie."), .signatures(signatures),
        ])
  }

  private var parties: Paper.Block {
    let lines = lenderSignatory.map { lender.details + ["Représenté par \($0)"] } ?? lender.details
    let words = kind.words
    let borrowing = borrowers.count > 1 ? words.borrowers : words.borrower
    let names = borrowers.map(\.name).joined(separator: " et ")
    return .panels([
      Paper.Panel(caption: words.lender, name: lender.name, lines: lines),
      Paper.Panel(
        caption: borrowing, name: names,
        lines: borrowers.flatMap(\.details) + (representative.map { ["Représenté par \($0)"] } ?? [])
          + (assistant.map { ["Avec l'assistance de \($0)"] } ?? [])),
    ])
  }

  private func blocks(of other: DeviceCondition) -> [Paper.Block] {
    let defects = other.condition.isEmpty ? "aucun constaté" : other.condition.joined(separator: ", ")
    return [
      .heading("Et, sous le même contrat"),
      .fields(other.device.fields(.fr) + [Paper.Field("Défauts connus", defects)]),
    ]
  }

  private var deviceFields: [Paper.Field] {
    device.fields(.fr) + [
      Paper.Field("Accessoires remis", accessories.isEmpty ? "aucun" : accessories.joined(separator: ", ")),
      Paper.Field("Défauts connus", defects.isEmpty ? "aucun constaté" : defects.joined(separator: ", ")),
    ] + agreedFields.map { Paper.Field($0.name, $0.value) }
  }

  private var agreedFields: [(name: String, value: String)] {
    let words = kind.words
    let days: [(String, String?)] =
      words.ends == nil
      ? [(words.starts, starts.text.fr)]
      : [(words.starts, starts.text.fr), (words.ends ?? "", term?.text.fr ?? "quand une des parties le souhaite")]
    let money: [(String, String?)] = [
      (words.amount, amountInWords), ("Échéances", instalments.isEmpty ? nil : instalments.joined(separator: " ; ")),
      ("Dépôt de garantie", deposit),
    ]
    return (days + money).compactMap { name, value in value.map { (name, $0) } }
  }

  /// What is paid, and how often: « 25,00 € par an ».
  private var amountInWords: String? {
    amount.map { amount in [amount, pace?.words].compactMap(\.self).joined(separator: " ") }
  }

  private var signatures: [Paper.Signature] {
    let (words, hint) = (kind.words, "Date et signature, précédées de « lu et approuvé »")
    let lending = Paper.Signature(
      role: "Pour \(words.lender.prefix(1).lowercased() + words.lender.dropFirst())",
      name: lenderSignatory ?? lender.name, hint: hint)
    if let representative {
      let role = "Pour \(words.borrower.prefix(1).lowercased() + words.borrower.dropFirst())"
      return [lending, Paper.Signature(role: role, name: representative, hint: hint)]
        + borrowers.dropFirst().map { Paper.Signature(role: words.borrower, name: $0.name, hint: hint) }
    }
    return [lending] + borrowers.map { Paper.Signature(role: words.borrower, name: $0.name, hint: hint) }
      + (assistant.map { [Paper.Signature(role: "Avec l'assistance de", name: $0, hint: hint)] } ?? [])
  }

  private func holds(_ condition: ClauseSet.Condition) -> Bool {
    switch condition {
    case .jointBorrowers: borrowers.count > 1
    case .lenderBearsLoss: valueClause?.bearer == .lender
    case .borrowerBearsLoss: valueClause?.bearer == .borrower
    case .helpline: helpline != nil
    case .withTerm: term != nil
    case .withoutTerm: term == nil
    case .deposit: deposit != nil
    case .noDeposit: deposit == nil
    case .instalments: !instalments.isEmpty
    }
  }

  private func value(of placeholder: ClauseSet.Placeholder) -> String {
    switch placeholder {
    case .lender: lender.name
    case .owner: owner ?? lender.name
    case .period:
      term.flatMap { Period(from: starts, through: $0)?.text.fr } ?? "à partir du \(starts.text.fr)"
    case .amount: amountInWords ?? ""
    case .instalments: instalments.joined(separator: " ; ")
    case .deposit: deposit ?? ""
    case .value: valueClause?.value.text.fr ?? ""
    case .returnPlace: returnPlace ?? lender.name
    case .dataContact: dataContact ?? lender.name
    case .helpline: helpline ?? ""
    }
  }
}

extension DeviceLines {
  /// The device as fields of a paper; what is not known is said so.
  func fields(_ language: Language) -> [Paper.Field] {
    let words = PaperWords(language)
    return [
      Paper.Field(words(.assetCode), code.description),
      Paper.Field(words(.category), category),
      Paper.Field(words(.manufacturer), words.held(manufacturer)),
      Paper.Field(words(.model), words.held(model)),
      Paper.Field(words(.serial), words.held(serial)),
    ]
  }
}

/// What a kind of contract calls its sides and its thing.
private struct ContractWords {
  let lender, borrower, borrowers, thing, starts: String
  /// The name of the last day; nothing where the device does not come back.
  let ends: String?
  let amount: String
}

extension ContractKind {
  fileprivate var words: ContractWords {
    switch self {
    case .loan, .freeAccess:
      ContractWords(
        lender: "Le prêteur", borrower: "L'emprunteur", borrowers: "Les emprunteurs", thing: "L'appareil prêté",
        starts: "Début du prêt", ends: "Fin du prêt", amount: "Participation")
    case .rental:
      ContractWords(
        lender: "Le loueur", borrower: "Le locataire", borrowers: "Les locataires", thing: "L'appareil loué",
        starts: "Début de la location", ends: "Fin de la location", amount: "Loyer")
    case .sale:
      ContractWords(
        lender: "Le vendeur", borrower: "L'acheteur", borrowers: "Les acheteurs", thing: "L'appareil vendu",
        starts: "Vendu le", ends: nil, amount: "Prix")
    case .gift:
      ContractWords(
        lender: "Le donateur", borrower: "Le bénéficiaire", borrowers: "Les bénéficiaires", thing: "L'appareil donné",
        starts: "Donné le", ends: nil, amount: "Prix")
    }
  }
}

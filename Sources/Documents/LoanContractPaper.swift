public import Kernel
import Typesetting

/// The contract of a loan for use (*prêt à usage*, C. civ. 1875–1891), which is free by law (1876), to sign on paper.
///
/// The wording is French, as the law it rests on. No value of the device is printed unless the parties say who bears its
/// accidental loss: a value alone would put it on the borrower (1883).
public struct LoanContractPaper: Sendable, Equatable {
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
  public var device: DeviceLines
  /// Visible defects at hand-over, so that they are not held against the borrower.
  public var defects: [String]
  public var accessories: [String]
  /// The first and the last day of the loan.
  public var period: Period
  /// Where the device comes back; the lender's, unless said.
  public var returnPlace: String?
  public var helpline: String?
  /// Whom to ask about personal data; the lender, unless said.
  public var dataContact: String?
  public var valueClause: ValueClause?

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
    reference: String, lender: Party, lenderSignatory: String? = nil, owner: String? = nil,
    borrowers: [Party],
    representative: String? = nil, device: DeviceLines, defects: [String] = [], accessories: [String] = [],
    period: Period, returnPlace: String? = nil, helpline: String? = nil, dataContact: String? = nil,
    valueClause: ValueClause? = nil
  ) throws(DocumentsFailure) {
    guard !borrowers.isEmpty else { throw .noBorrower }
    self.reference = reference
    self.lender = lender
    self.lenderSignatory = lenderSignatory
    self.owner = owner
    self.borrowers = borrowers
    self.representative = representative
    self.device = device
    self.defects = defects
    self.accessories = accessories
    self.period = period
    self.returnPlace = returnPlace
    self.helpline = helpline
    self.dataContact = dataContact
    self.valueClause = valueClause
  }

  /// The contract as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(clauses: ClauseSet, created: Instant) throws -> [UInt8] {
    try paper(clauses: clauses).pdf(language: .fr, created: created)
  }

  func paper(clauses: ClauseSet) -> Paper {
    let articles = clauses.articles(where: holds, value)
    return Paper(
      letterhead: lender.lines, reference: ["Contrat n° \(reference)"], title: clauses.title,
      subtitle: clauses.subtitle,
      blocks: [parties, .heading("L'appareil prêté"), .fields(deviceFields)] + articles + [
        .note("Fait en deux exemplaires, un pour chaque partie."), .signatures(signatures),
      ])
  }

  private var parties: Paper.Block {
    let lines = lenderSignatory.map { lender.details + ["Représenté par \($0)"] } ?? lender.details
    let borrowing = borrowers.count > 1 ? "Les emprunteurs" : "L'emprunteur"
    let names = borrowers.map(\.name).joined(separator: " et ")
    return .panels([
      Paper.Panel(caption: "Le prêteur", name: lender.name, lines: lines),
      Paper.Panel(
        caption: borrowing, name: names,
        lines: borrowers.flatMap(\.details) + (representative.map { ["Représenté par \($0)"] } ?? [])),
    ])
  }

  private var deviceFields: [Paper.Field] {
    device.fields(.fr) + [
      Paper.Field("Accessoires remis", accessories.isEmpty ? "aucun" : accessories.joined(separator: ", ")),
      Paper.Field("Défauts connus", defects.isEmpty ? "aucun constaté" : defects.joined(separator: ", ")),
      Paper.Field("Début du prêt", period.first.text.fr),
      Paper.Field("Fin du prêt", period.last.text.fr),
    ]
  }

  private var signatures: [Paper.Signature] {
    let hint = "Date et signature, précédées de « lu et approuvé »"
    let lending = Paper.Signature(role: "Pour le prêteur", name: lenderSignatory ?? lender.name, hint: hint)
    if let representative {
      return [lending, Paper.Signature(role: "Pour l'emprunteur", name: representative, hint: hint)]
    }
    return [lending] + borrowers.map { Paper.Signature(role: "L'emprunteur", name: $0.name, hint: hint) }
  }

  private func holds(_ condition: ClauseSet.Condition) -> Bool {
    switch condition {
    case .jointBorrowers: borrowers.count > 1
    case .lenderBearsLoss: valueClause?.bearer == .lender
    case .borrowerBearsLoss: valueClause?.bearer == .borrower
    case .helpline: helpline != nil
    }
  }

  private func value(of placeholder: ClauseSet.Placeholder) -> String {
    switch placeholder {
    case .lender: lender.name
    case .owner: owner ?? lender.name
    case .period: period.text.fr
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

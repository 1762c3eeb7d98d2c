public import Kernel
import Typesetting

/// What both sides sign when a device changes hands: a receipt of the hand-over, or of the return.
public struct HandOverPaper: Sendable, Equatable {
  /// Which way the device went.
  public var direction: Direction
  /// The number of the contract.
  public var reference: String
  public var lender: Party
  /// Who handed it over or took it back for the lender.
  public var agent: String?
  public var household: Party
  /// What the side that has the device is called: « Le foyer », « La structure ».
  public var borrower = "Le foyer"
  /// Who borrows jointly with the household's contact (1887).
  public var joint: [String] = []
  /// The legal representative who signs for a minor, or the guardian; never the reason.
  public var representative: String?
  /// Who signs with the household's contact, where somebody assists.
  public var assistant: String?
  /// The third person who came with a mandate of the household.
  public var collector: String?
  public var device: DeviceLines
  /// The devices that change hands with it under the same contract.
  public var others: [DeviceCondition] = []
  /// At a return, the codes of those that stay with the household.
  public var staying: [AssetCode] = []
  public var accessories: [String]
  /// What did not come back.
  public var missing: [String]
  /// Visible defects at the hand-over, or the condition at the return.
  public var condition: [String]
  /// What became of the family's files; nothing at a hand-over.
  public var files: String?
  public var day: Day
  /// Where; at home when no place is named.
  public var place: String?
  /// Whether the household signed; one that did not come back to sign is noted.
  public var isSigned: Bool

  /// Which way a device goes.
  public enum Direction: Sendable, Equatable {
    /// To the household, to use it.
    case lent
    /// To the household, as its own.
    case given
    /// Back to the lender.
    case returned
  }

  /// Makes a receipt.
  public init(
    _ direction: Direction, reference: String, lender: Party, agent: String?, household: Party, collector: String?,
    device: DeviceLines, accessories: [String], missing: [String] = [], condition: [String], files: String? = nil,
    day: Day, place: String?, isSigned: Bool = true
  ) {
    (self.direction, self.reference, self.lender, self.agent) = (direction, reference, lender, agent)
    (self.household, self.collector, self.device) = (household, collector, device)
    (self.accessories, self.missing, self.condition, self.files) = (accessories, missing, condition, files)
    (self.day, self.place, self.isSigned) = (day, place, isSigned)
  }

  /// The receipt as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(created: Instant) throws -> [UInt8] { try paper.pdf(language: .fr, created: created) }

  var paper: Paper {
    Paper(
      letterhead: lender.letterhead, reference: ["Contrat n° \(reference)", day.text.fr], title: title,
      subtitle: "Le \(day.text.fr), \(place ?? "à domicile")",
      blocks: [
        .panels([
          Paper.Panel(
            caption: "L'organisme", name: lender.name, lines: agent.map { ["Représenté par \($0)"] } ?? []),
          Paper.Panel(
            caption: borrower, name: ([household.name] + joint).joined(separator: " et "),
            lines: household.details + standingBy),
        ]),
        .heading(others.isEmpty ? "L'appareil" : "Les appareils"), .fields(device.fields(.fr) + fields),
      ] + others.flatMap(blocks) + transfer + [
        .note("Fait en deux exemplaires, un pour chaque partie."), .signatures(signatures),
      ])
  }

  private var title: String {
    switch direction {
    case .lent: "Reçu de remise"
    case .given: "Reçu de remise et transfert de propriété"
    case .returned: "Reçu de retour"
    }
  }

  private var fields: [Paper.Field] {
    let isBack = direction == .returned
    return [
      Paper.Field(
        isBack ? "Accessoires prêtés" : "Accessoires remis",
        accessories.isEmpty ? "aucun" : accessories.joined(separator: ", ")),
      isBack ? Paper.Field("Manquants", missing.isEmpty ? "aucun" : missing.joined(separator: ", ")) : nil,
      Paper.Field(
        isBack ? "État au retour" : "Défauts connus",
        condition.isEmpty ? "aucun constaté" : condition.joined(separator: ", ")),
      files.map { Paper.Field("Fichiers du foyer", $0) },
    ].compactMap(\.self)
  }

  private func blocks(of other: DeviceCondition) -> [Paper.Block] {
    let isBack = direction == .returned
    let condition = Paper.Field(
      isBack ? "État au retour" : "Défauts connus",
      other.condition.isEmpty ? "aucun constaté" : other.condition.joined(separator: ", "))
    let day = other.day.map { Paper.Field(isBack ? "Revenu le" : "Remis le", $0.text.fr) }
    return [
      .heading("Et, sous le même contrat"), .fields(other.device.fields(.fr) + [condition] + [day].compactMap(\.self)),
    ]
  }

  private var transfer: [Paper.Block] {
    switch direction {
    case .lent: []
    case .given:
      [
        .paragraph(
          (others.isEmpty
            ? "À compter de ce jour, l'appareil et ses accessoires appartiennent"
            : "À compter de ce jour, les appareils et leurs accessoires appartiennent")
            + " au foyer, sous le contrat n° \(reference)."
        )
      ]
    case .returned:
      [
        .paragraph(
          others.isEmpty
            ? "L'usure normale n'est pas due. Les disques de l'appareil vont être effacés."
            : "L'usure normale n'est pas due. Les disques des appareils vont être effacés.")
      ]
        + (staying.isEmpty
          ? []
          : [
            .paragraph(
              "Restent \(borrower == "Le foyer" ? "au foyer" : "sur place"), sous le même contrat : \(staying.map(\.description).joined(separator: ", "))."
            )
          ]) + (isSigned ? [] : [.paragraph("\(borrower) n'était pas là pour signer ce reçu.")])
    }
  }

  private var signatures: [Paper.Signature] {
    let hint = "Date et signature"
    let agent = Paper.Signature(role: "Pour l'organisme", name: agent ?? lender.name, hint: hint)
    guard isSigned else { return [agent] }
    return [agent] + signatories.map { Paper.Signature(role: $0.role, name: $0.name, hint: hint) }
  }

  /// Who signs for the side that has the device: whoever has its mandate alone, else as its contract was signed.
  private var signatories: [(role: String, name: String)] {
    if let collector { return [(role: "\(borrower), par mandat", name: collector)] }
    var signing = [(role: borrower, name: household.name)]
    if let representative { signing = [(role: "\(borrower), représenté par", name: representative)] }
    signing += joint.map { (role: borrower, name: $0) }
    if let assistant { signing.append((role: "Avec l'assistance de", name: assistant)) }
    return signing
  }

  /// Who acts for the side that has the device, or with it.
  private var standingBy: [String] {
    let lines: [String?] = [
      representative.map { "Représenté par \($0)" }, assistant.map { "Avec l'assistance de \($0)" },
      collector.map { "Mandataire : \($0)" },
    ]
    return lines.compactMap(\.self)
  }
}

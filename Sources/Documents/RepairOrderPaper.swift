public import Kernel
import Typesetting

/// The contract under which a workshop repairs somebody's own thing, to sign on paper; and the receipt of its return.
///
/// It is numbered as what came in, the order of repair: no household lends or borrows anything. The wording is French, as the
/// law it rests on: a contract of work (C. civ. 1787 and 1789) with a deposit (1915 and 1927).
public struct RepairOrderPaper: Sendable, Equatable {
  /// The number of what came in.
  public var reference: String
  public var workshop: Party
  /// Who signs for the workshop.
  public var agent: String?
  public var owner: Party
  public var device: DeviceLines
  /// The serial numbers of its disks, as the owner named them.
  public var disks: [String]
  /// The day it came in.
  public var taken: Day
  /// What is to be done; nothing while nobody has said.
  public var work: String?
  /// What it costs; nothing while nobody has said.
  public var price: Money?
  /// The day the owner accepted; nothing while they have not.
  public var accepted: Day?
  /// What was found and what came of it, repair by repair.
  public var done: [String]
  /// The day it went back; nothing on the paper that is signed when it comes in.
  public var returned: Day?

  /// Makes a paper.
  public init(
    reference: String, workshop: Party, agent: String?, owner: Party, device: DeviceLines, disks: [String] = [],
    taken: Day, work: String? = nil, price: Money? = nil, accepted: Day? = nil, done: [String] = [],
    returned: Day? = nil
  ) {
    (self.reference, self.workshop, self.agent, self.owner) = (reference, workshop, agent, owner)
    (self.device, self.disks, self.taken) = (device, disks, taken)
    (self.work, self.price, self.accepted) = (work, price, accepted)
    (self.done, self.returned) = (done, returned)
  }

  /// The paper as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(clauses: RepairClauses, created: Instant) throws -> [UInt8] {
    try paper(clauses: clauses).pdf(language: .fr, created: created)
  }

  func paper(clauses: RepairClauses) -> Paper {
    returned.map { receipt(on: $0) } ?? order(clauses)
  }

  private func order(_ clauses: RepairClauses) -> Paper {
    let version = clauses.version.map { [Paper.Block.note("Clauses : \(clauses.id), version \($0).")] } ?? []
    return Paper(
      letterhead: workshop.letterhead, reference: [number, taken.text.fr], title: clauses.title,
      subtitle: clauses.subtitle,
      blocks: [warning, parties, .heading("L'appareil confié"), .fields(thing), .heading("Le devis"), .fields(quote)]
        + clauses.articles(where: holds, value) + version + [
          .note("Fait en deux exemplaires, un pour chaque partie."), .signatures(signatures),
        ])
  }

  private func receipt(on day: Day) -> Paper {
    let repairs = done.isEmpty ? ["aucune réparation"] : done
    let owed = accepted == nil ? .zero : price ?? .zero
    return Paper(
      letterhead: workshop.letterhead, reference: [number, day.text.fr], title: "Reçu de restitution",
      subtitle: "Rendu le \(day.text.fr)",
      blocks: [
        parties, .heading("L'appareil rendu"), .fields(thing), .heading("Ce qui a été fait"), .bullets(repairs),
        .fields([Paper.Field("Prix", owed == .zero ? "rien n'est dû" : owed.text.fr)]),
        .paragraph(
          "L'appareil est rendu à la personne qui l'a confié, avec ses données : l'atelier n'en a effacé ni copié aucune."
        ),
        .paragraph(
          "La personne vérifie l'appareil en le reprenant, et peut signaler plus tard ce qu'elle n'a pas pu voir."),
        .note("Fait en deux exemplaires, un pour chaque partie."), .signatures(signatures),
      ])
  }

  private var number: String { "Prise en charge n° \(reference)" }

  private var warning: Paper.Block {
    .banner("NE PAS EFFACER", detail: "Cet appareil est à la personne, avec ses données. Il lui est rendu.")
  }

  private var parties: Paper.Block {
    .panels([
      Paper.Panel(caption: "L'atelier", name: workshop.name, lines: agent.map { ["Représenté par \($0)"] } ?? []),
      Paper.Panel(caption: "La personne", name: owner.name, lines: owner.details),
    ])
  }

  private var thing: [Paper.Field] {
    let known = [("Code", device.code.description), ("Sorte", device.category), ("Modèle", device.model ?? "")]
    return known.map { Paper.Field($0.0, $0.1) } + [
      Paper.Field("Disques", disks.isEmpty ? "non relevés" : disks.joined(separator: ", "), isCode: !disks.isEmpty),
      Paper.Field("Confié le", taken.text.fr),
    ]
  }

  private var quote: [Paper.Field] {
    let blank = "………………………………………"
    return [
      Paper.Field("À faire", work ?? blank),
      Paper.Field("Prix, pièces comprises", price.map { $0 == .zero ? "gratuit" : $0.text.fr } ?? blank),
      Paper.Field("Accepté le", accepted?.text.fr ?? blank),
    ]
  }

  private var signatures: [Paper.Signature] {
    let isBack = returned != nil
    return [
      Paper.Signature(role: "Pour l'atelier", name: agent ?? workshop.name, hint: "Date et signature"),
      Paper.Signature(
        role: "La personne", name: owner.name,
        hint: isBack ? "Date et signature" : "« Lu et approuvé », date et signature"),
    ]
  }

  private func holds(_ condition: RepairClauses.Condition) -> Bool {
    switch condition {
    case .free: price == .zero
    case .priced: price.map { $0 > .zero } ?? false
    case .unquoted: price == nil
    case .helpline: !workshop.contacts.isEmpty
    }
  }

  private func value(of placeholder: RepairClauses.Placeholder) -> String {
    switch placeholder {
    case .workshop: workshop.name
    case .price: price?.text.fr ?? ""
    case .work: work ?? ""
    case .dataContact: workshop.name
    case .helpline: workshop.contacts.joined(separator: " – ")
    }
  }
}

/// The clauses under which a workshop repairs people's own things.
public typealias RepairClauses = Wording<RepairVocabulary>

/// What those clauses may speak of.
public enum RepairVocabulary: ClauseVocabulary {
  public enum Condition: String, Sendable, CaseIterable {
    case free, priced, unquoted, helpline
  }

  public enum Placeholder: String, Sendable, CaseIterable {
    case workshop, price, work, dataContact, helpline
  }

  public static func conditions(for placeholder: Placeholder) -> [Condition] {
    switch placeholder {
    case .workshop, .dataContact: []
    case .price: [.priced]
    case .work: [.priced, .free]
    case .helpline: [.helpline]
    }
  }
}

extension RepairClauses {
  /// The wording shipped with Rebond.
  ///
  /// - Throws: ``JSONFailure`` when the shipped file is wrong, which the tests keep from happening.
  public static func shipped() throws(JSONFailure) -> RepairClauses {
    try RepairClauses(PackageResources.reparation_json, file: "reparation.json")
  }
}

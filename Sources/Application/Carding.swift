import Directory
import Inventory
public import Kernel
import LabelPrinting
import Refurbishment
import Scanning
import Storage

/// Which command cards to print.
public enum CardSet: String, Sendable, CaseIterable {
  /// One for each person who has a badge.
  case badges
  /// Those of the work itself: outcomes, grades, the gate.
  case work
  /// A grid for each route, with the symbols of each check.
  case checks
  /// Two for each location: putting things there, and taking stock of it.
  case places
  /// One for each structure to send to, and one for each shipment on its way.
  case shipments
  /// One for each part in stock, to be put with it.
  case parts
  case all
}

extension Chain {
  /// Prints command cards.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Returns: how many symbols there are.
  /// - Throws: `LabelPrintingFailure.nothingToPrint` when nobody has a badge and only badges are wanted.
  public func printCards(
    _ set: CardSet, language: Language, as act: Act, keep: ([UInt8]) throws -> Void
  ) throws -> Int {
    try database.write(Action.printCards, act) { change in
      let wanted: [CommandCards.Part] =
        switch set {
        case .badges: try badgeCards(language, in: change)
        case .work: try workCards(language)
        case .checks: try checkGrids(language)
        case .places: try placeCards(language, in: change)
        case .shipments: try structureCards(language, in: change)
        case .parts: try partCards(language, in: change)
        case .all:
          try badgeCards(language, in: change) + workCards(language) + placeCards(language, in: change)
            + structureCards(language, in: change) + partCards(language, in: change) + checkGrids(language)
        }
      let cards = CommandCards(parts: wanted)
      guard cards.count > 0 else { throw LabelPrintingFailure.nothingToPrint }
      change.concerns(.instance)
      change.note("cards", .number(cards.count))
      change.note("set", .word(set))
      try keep(cards.pdf(language: language, created: act.recorded))
      return cards.count
    }
  }

  private func badgeCards(_ language: Language, in reader: Reader) throws -> [CommandCards.Part] {
    let faces = try BadgeStore.badges(in: reader).map { person, badge in
      CommandCards.Face(
        payload: Card.badge(badge.number).payload, sign: "☺", word: person.name, detail: person.role.text[language])
    }
    return faces.isEmpty ? [] : [.cards(faces)]
  }

  private func placeCards(_ language: Language, in reader: Reader) throws -> [CommandCards.Part] {
    let all = try LocationStore.all(in: reader)
    let faces = all.map { location in
      CommandCards.Face(
        payload: Card.place(location.id).payload, sign: "⌂", word: location.name,
        detail: LocationStore.path(of: location.id, among: all))
    }
    let counted = all.map { location in
      CommandCards.Face(
        payload: Card.stockTake(location.id).payload, sign: "Σ",
        word: Text(fr: "INVENTAIRE", en: "STOCK-TAKE")[language],
        detail: LocationStore.path(of: location.id, among: all))
    }
    return faces.isEmpty ? [] : [.cards(faces), .cards(counted)]
  }

  private func structureCards(_ language: Language, in reader: Reader) throws -> [CommandCards.Part] {
    let faces = try DirectoryStore.structures(in: reader).map { structure in
      CommandCards.Face(
        payload: Card.send(structure.id).payload, sign: "➚", word: Text(fr: "EXPÉDIER", en: "SEND")[language],
        detail: structure.name)
    }
    let arriving = try ShipmentStore.all(in: reader).filter { $0.devices.contains { !$0.arrived } }.map { shipment in
      CommandCards.Face(
        payload: Card.arrive(shipment.id).payload, sign: "➘", word: Text(fr: "ARRIVÉ", en: "ARRIVED")[language],
        detail: Text(fr: "bon n° \(shipment.id)", en: "note no. \(shipment.id)")[language])
    }
    return (faces.isEmpty ? [] : [.cards(faces)]) + (arriving.isEmpty ? [] : [.cards(arriving)])
  }

  private func partCards(_ language: Language, in reader: Reader) throws -> [CommandCards.Part] {
    let faces = try PartStore.all(alsoUsed: false, in: reader).map { part in
      CommandCards.Face(
        payload: Card.part(part.id).payload, sign: "⚙", word: part.kind.text.shouted[language],
        detail: Text(fr: "pièce n° \(part.id), \(part.name)", en: "part no. \(part.id), \(part.name)")[language])
    }
    return faces.isEmpty ? [] : [.cards(faces)]
  }

  private func workCards(_ language: Language) throws -> [CommandCards.Part] {
    let scale = try GradeScale.shipped()
    let plain: [Card] =
      [.ok, .undo, .show, .start] + Triage.allCases.map(Card.triage) + [.next, .label, .validate, .release]
      + Card.KitItem.allCases.map(Card.kit) + Card.FreeReason.allCases.map(Card.free) + [
        .writeOff, .closeStockTake, .bringIn, .handBack,
      ] + Card.Fault.allCases.map(Card.repair)
      + Card.RepairEnd.allCases.flatMap { end in Card.TimeSpent.allCases.map { Card.repaired(end, $0) } }
      + Card.PartKind.allCases.map(Card.takePart)
    let outcomes: [Card] = [.outcome(.passed, nil), .outcome(.notFitted, nil)]
    let defects = [Card.Outcome.failed, .declared].flatMap { outcome in
      [Card.outcome(outcome, nil)] + Card.Reason.allCases.map { Card.outcome(outcome, $0) }
    }
    var faces = (plain + outcomes + defects).map { $0.face(language) }
    for (axis, gradeAxis) in zip(Card.Axis.allCases, [GradeAxis.cosmetic, .functional, .battery]) {
      for grade in scale.grades[gradeAxis] ?? [] {
        guard let name = CardName(grade.id) else { continue }
        faces.append(
          CommandCards.Face(
            payload: Card.grade(axis, name).payload, sign: grade.id, word: axis.text[language].uppercased(),
            detail: grade.title[language]))
      }
    }
    faces.append(Card.grade(.battery, nil).face(language))
    return [.cards(faces)]
  }

  private func checkGrids(_ language: Language) throws -> [CommandCards.Part] {
    try ShippedRoutes.all().map { route in
      .grid(
        title: route.title[language],
        route.checks.compactMap { check in
          guard let name = CardName(check.id) else { return nil }
          let cards =
            [Card.ended(name, .passed)] + (check.mayBeNotFitted ? [.ended(name, .notFitted)] : []) + [.check(name)]
          return CommandCards.Row(check.title[language], cards.map { $0.face(language) })
        })
    }
      + ShippedRoutes.all().map { route in
        .grid(
          title: Text(fr: "\(route.title.fr) : défauts", en: "\(route.title.en): defects")[language],
          route.checks.compactMap { check in
            guard let name = CardName(check.id) else { return nil }
            let cards = [Card.ended(name, .failed)] + (check.mayBeDeclared ? [.ended(name, .declared)] : [])
            return CommandCards.Row(check.title[language], cards.map { $0.face(language) })
          })
      }
  }
}

extension Card {
  /// What the card says to people.
  fileprivate func face(_ language: Language) -> CommandCards.Face {
    let (sign, word, detail) = words
    return CommandCards.Face(payload: payload, sign: sign, word: word[language], detail: detail[language])
  }

  private var words: (sign: String, word: Text, detail: Text) {
    let none = Text(same: "")
    switch self {
    case .badge: return ("☺", none, none)
    case .ok:
      return (
        "OK", Text(fr: "C'EST LU", en: "READ"),
        Text(fr: "après une erreur ; poser l'appareil", en: "after an error; put down")
      )
    case .undo: return ("↶", Text(fr: "ANNULER", en: "UNDO"), Text(fr: "mon dernier geste", en: "my last act"))
    case .show:
      return (
        "ℹ", Text(fr: "VOIR", en: "LOOK"),
        Text(fr: "où en est l'appareil, qui l'a eu", en: "where the device stands, who had it")
      )
    case .start:
      return (
        "▶", Text(fr: "ATELIER", en: "WORKSHOP"),
        Text(fr: "l'appareil entre en atelier", en: "the device comes into the workshop")
      )
    case .next: return ("➜", Text(fr: "SUIVANT", en: "NEXT"), Text(fr: "le contrôle d'après", en: "the next check"))
    case .triage(let choice):
      return (
        choice.sign, choice.text.shouted,
        Text(fr: "tri : l'appareil entre en atelier", en: "sorting: into the workshop")
      )
    case .place: return ("⌂", none, none)
    case .stockTake: return ("Σ", none, none)
    case .send: return ("➚", none, none)
    case .arrive: return ("➘", none, none)
    case .bringIn:
      return (
        "⚕", Text(fr: "EN RÉPARATION", en: "IN FOR REPAIR"),
        Text(fr: "prêté : NE PAS EFFACER", en: "lent: DO NOT ERASE")
      )
    case .handBack:
      return (
        "↩", Text(fr: "RENDRE", en: "HAND BACK"), Text(fr: "réparé, à qui il est", en: "repaired, to whose it is")
      )
    case .repair(let fault):
      return ("⚒", fault.text.shouted, Text(fr: "à réparer : la réparation commence", en: "to be repaired: it begins"))
    case .repaired(let end, let time):
      return (end == .repaired ? "✔" : "✘", end.text.shouted, Text(fr: "en ", en: "in ") + time.text)
    case .part: return ("⚙", none, none)
    case .takePart(let kind):
      return (
        "⚙", kind.text.shouted,
        Text(fr: "prise sur un appareil : le scanner ensuite", en: "out of a device: scan it next")
      )
    case .closeStockTake:
      return (
        "Σ", Text(fr: "FINIR", en: "FINISH"),
        Text(fr: "l'inventaire, et corriger ; code secret", en: "the stock-take, and correct; PIN")
      )
    case .kit(let item): return ("+", item.text.shouted, Text(fr: "va avec l'appareil", en: "goes with the device"))
    case .free(let reason):
      return ("⊘", Text(fr: "LIBÉRER", en: "FREE"), reason.text + Text(fr: " ; code secret", en: "; PIN"))
    case .writeOff:
      return ("✂", Text(fr: "DÉMONTER", en: "TAKE APART"), Text(fr: "pour pièces ; code secret", en: "for parts; PIN"))
    case .label: return ("▤", Text(fr: "ÉTIQUETTE", en: "LABEL"), Text(fr: "à imprimer", en: "to print"))
    case .validate:
      return ("☑", Text(fr: "VALIDER", en: "VALIDATE"), Text(fr: "l'effacement ; code secret", en: "the erasure; PIN"))
    case .release: return ("★", Text(fr: "PRÊT", en: "READY"), Text(fr: "à partir", en: "to leave"))
    case .check: return ("?", Text(fr: "AUTRE RÉSULTAT", en: "OTHER OUTCOME"), none)
    case .ended(_, let outcome): return (outcome.sign, outcome.shout, none)
    case .outcome(let outcome, nil): return (outcome.sign, outcome.shout, none)
    case .outcome(let outcome, let reason?):
      return (outcome.sign, reason.text.shouted, outcome.shout)
    case .grade(let axis, let name):
      return (
        name?.text.uppercased() ?? "∅", name == nil ? Text(fr: "SANS BATTERIE", en: "NO BATTERY") : axis.text.shouted,
        none
      )
    }
  }
}

extension Triage {
  fileprivate var sign: String {
    switch self {
    case .good: "☺"
    case .repair: "⚒"
    case .parts: "✂"
    case .waste: "♺"
    }
  }
}

extension Card.Outcome {
  fileprivate var sign: String {
    switch self {
    case .passed: "✔"
    case .failed: "✘"
    case .notFitted: "∅"
    case .declared: "⚠"
    }
  }

  fileprivate var shout: Text {
    switch self {
    case .passed: Text(fr: "RÉUSSI", en: "PASSED")
    case .failed: Text(fr: "ÉCHOUÉ", en: "FAILED")
    case .notFitted: Text(fr: "PAS ÉQUIPÉ", en: "NOT FITTED")
    case .declared: Text(fr: "DÉFAUT DÉCLARÉ", en: "DECLARED")
    }
  }
}

extension Text {
  fileprivate var shouted: Text { Text(fr: fr.uppercased(), en: en.uppercased()) }
}

public import Kernel

/// What a session says by itself: short words, for people who read little.
extension Text {
  static let badgeFirst = Text(fr: "Scannez d'abord votre badge.", en: "Scan your badge first.")
  static let tooLong = Text(
    fr: "Code trop long : ce n'est pas une étiquette de la filière. Scannez-en une seule à la fois.",
    en: "Too long: no label of the chain. Scan one at a time.")
  static let pinExpected = Text(
    fr: "Il fallait taper le code secret. Scannez OK, puis recommencez.",
    en: "A PIN was to be typed. Scan OK, then begin again.")
  static let deviceFirst = Text(fr: "Scannez d'abord l'appareil.", en: "Scan the device first.")
  static let stockTakeFirst = Text(
    fr: "Quel inventaire ? Scannez d'abord sa carte INVENTAIRE.",
    en: "Which stock-take? Scan its STOCK-TAKE card first.")
  static let typePIN = Text(fr: "Tapez votre code secret, puis Entrée.", en: "Type your PIN, then Enter.")
  static let cleared = Text(
    fr: "Mains vides. Scannez un appareil ou une carte.", en: "Empty hands. Scan a device or a card.")
  static let unlocked = Text(fr: "C'est lu. On continue.", en: "Read. Go on.")
  static let nothingToUndo = Text(fr: "Rien à annuler.", en: "Nothing to undo.")
  static let noCheckLeft = Text(fr: "Plus aucun contrôle à faire.", en: "No check left to do.")

  static func locked(by refusal: Text) -> Text {
    Text(fr: "PAS ENREGISTRÉ. Scannez la carte OK. ", en: "NOT RECORDED. Scan the OK card. ") + refusal
  }

  static func welcome(_ person: Actor) -> Text { Text(fr: "Bonjour \(person.name).", en: "Hello \(person.name).") }
  static func already(_ person: Actor) -> Text {
    Text(fr: "C'est déjà vous, \(person.name).", en: "It is you already, \(person.name).")
  }
  static func inHand(_ code: AssetCode) -> Text {
    Text(fr: "\(code) est déjà en main.", en: "\(code) is in hand already.")
  }
  static func already(_ deed: Text, on code: AssetCode) -> Text {
    Text(fr: "Déjà fait : \(code), \(deed.fr).", en: "Done already: \(code), \(deed.en).")
  }
  static func undone(_ deed: Text, on code: AssetCode) -> Text {
    Text(fr: "Annulé : \(code), \(deed.fr).", en: "Undone: \(code), \(deed.en).")
  }
  static func look(at check: Text) -> Text {
    Text(fr: "\(check.fr) ? Scannez le résultat.", en: "\(check.en)? Scan the outcome.")
  }
  static func incomplete(_ missing: Text) -> Text { Text(fr: "Pas encore : ", en: "Not yet: ") + missing }
}

extension ScanState {
  /// A check as people call it.
  public func title(of check: CardName) -> Text { titles[check] ?? Text(same: check.text) }

  /// A deed in a few words.
  public func name(of deed: Deed) -> Text {
    switch deed {
    case .start: Text(fr: "mise en atelier", en: "into the workshop")
    case .end(let check, let outcome, let reason):
      title(of: check) + Text(fr: " : ", en: ": ") + outcome.text
        + (reason.map { Text(same: ", ") + $0.text } ?? Text(same: ""))
    case .grade(let cosmetic, let functional, let battery):
      Text(
        fr: "classe \(cosmetic.shown) / \(functional.shown) / \(battery?.shown ?? "sans batterie")",
        en: "grade \(cosmetic.shown) / \(functional.shown) / \(battery?.shown ?? "no battery")")
    case .validate: Text(fr: "effacement validé", en: "erasure validated")
    case .release: Text(fr: "prêt à partir", en: "ready to leave")
    case .label: Text(fr: "étiquette à imprimer", en: "label to print")
    case .sort(let choice): Text(fr: "tri : \(choice.text.fr)", en: "sorted: \(choice.text.en)")
    case .move(let location):
      Text(
        fr: "rangé : \(places[location] ?? "lieu n° \(location)")",
        en: "put in: \(places[location] ?? "place no. \(location)")")
    case .kit(let item): Text(fr: "avec : ", en: "with: ") + item.text
    case .free(let reason): Text(fr: "réservation levée : ", en: "freed: ") + reason.text
    case .writeOff: Text(fr: "démonté pour pièces", en: "taken apart")
    case .see(let location):
      Text(
        fr: "inventaire : \(places[location] ?? "lieu n° \(location)")",
        en: "stock-take: \(places[location] ?? "place no. \(location)")")
    case .send(let structure):
      Text(
        fr: "expédié à \(structures[structure] ?? "structure n° \(structure)")",
        en: "sent to \(structures[structure] ?? "structure no. \(structure)")")
    case .arrive(let shipment): Text(fr: "arrivé, bon n° \(shipment)", en: "arrived, note no. \(shipment)")
    case .bringIn: Text(fr: "pris en réparation", en: "in for repair")
    case .handBack: Text(fr: "rendu réparé", en: "handed back")
    case .openRepair(let fault): Text(fr: "à réparer : ", en: "to be repaired: ") + fault.text
    case .closeRepair(let end, let time): end.text + Text(same: ", ") + time.text
    case .usePart(let part): Text(fr: "pièce n° \(part) montée", en: "part no. \(part) fitted")
    case .fitPart(let kind, let giver):
      Text(fr: "montée : \(kind.text.fr), prise sur \(giver)", en: "fitted: \(kind.text.en), out of \(giver)")
    case .givePart(let kind): Text(fr: "pièce gardée : ", en: "part kept: ") + kind.text
    case .show: Text(fr: "regarder", en: "look")
    }
  }

  /// What is still to be scanned of a plan.
  func missing(of plan: Plan) -> Text {
    switch plan {
    case .nothing: .cleared
    case .check(let check): .look(at: title(of: check))
    case .outcome(let outcome, _):
      outcome.text + Text(fr: " : quel contrôle ? Scannez sa carte.", en: ": which check? Scan its card.")
    case .grades(let said):
      Text(fr: "Il manque la classe : ", en: "Missing grade: ")
        + Card.Axis.allCases.filter { said[$0] == nil }.map(\.text).joined(separator: ", ")
    case .part(let kind):
      kind.text
        + Text(fr: " : prise sur quel appareil ? Scannez-le.", en: ": taken out of which device? Scan it.")
    case .deed(let deed):
      Text(fr: "En série : ", en: "One after the other: ") + name(of: deed)
        + Text(fr: ". Scannez les appareils.", en: ". Scan the devices.")
    }
  }

  /// Who acts and on or with what, for the top of a screen.
  public var context: Text {
    let focus =
      switch focus {
      case .nothing: Text(fr: "mains vides", en: "empty hands")
      case .device(let held):
        Text(same: "\(held.code)")
      case .series(let series):
        if case .deed(let deed) = series.plan {
          Text(fr: "en série : ", en: "series: ") + name(of: deed)
            + Text(same: series.devices.isEmpty ? "" : " (\(series.devices.count))")
        } else {
          missing(of: series.plan)
        }
      }
    return Text(same: (person?.name ?? "?") + " — ") + focus
  }

  /// Where what is in hand is kept, or what is scanned is put or counted, for the top of a screen; nothing when it is in no
  /// recorded place.
  public var place: String? {
    switch focus {
    case .nothing: nil
    case .device(let held): held.place.map(name)
    case .series(let series): series.plan.place.map(name)
    }
  }

  /// What is being done to the device in hand, for the top of a screen: what waits for a card, or what was done last.
  public var step: Text? {
    guard case .device(let held) = focus else { return nil }
    switch held.plan {
    case .nothing: return nil
    case .check(let check): return title(of: check) + Text(fr: " ?", en: "?")
    case .outcome, .grades, .part: return missing(of: held.plan)
    // What was refused is no step: it was not done.
    case .deed(let deed): return held.deeds.contains(deed) ? name(of: deed) : nil
    }
  }

  private func name(of place: LocationID) -> String { places[place] ?? "n° \(place)" }
}

extension CardName {
  /// As people write a grade.
  fileprivate var shown: String { text.uppercased() }
}

extension Card.Outcome {
  /// The outcome in words.
  public var text: Text {
    switch self {
    case .passed: Text(fr: "réussi", en: "passed")
    case .failed: Text(fr: "échoué", en: "failed")
    case .notFitted: Text(fr: "non équipé", en: "not fitted")
    case .declared: Text(fr: "défaut déclaré", en: "declared defect")
    }
  }
}

extension Card.KitItem {
  /// The thing in words.
  public var text: Text {
    switch self {
    case .charger: Text(fr: "chargeur", en: "charger")
    case .mouse: Text(fr: "souris", en: "mouse")
    case .keyboard: Text(fr: "clavier", en: "keyboard")
    case .screen: Text(fr: "écran", en: "screen")
    case .bag: Text(fr: "sacoche", en: "bag")
    case .sim: Text(fr: "carte SIM", en: "SIM card")
    case .cable: Text(fr: "câble", en: "cable")
    case .headset: Text(fr: "casque", en: "headset")
    }
  }
}

extension Card.FreeReason {
  /// The reason in words, as the journal keeps it.
  public var text: Text {
    switch self {
    case .brokenDown: Text(fr: "en panne", en: "broken down")
    case .urgent: Text(fr: "urgence", en: "urgent need")
    case .notCome: Text(fr: "personne non venue", en: "nobody came")
    case .mistake: Text(fr: "réservé par erreur", en: "kept by mistake")
    }
  }
}

extension Card.Axis {
  /// The axis in words.
  public var text: Text {
    switch self {
    case .cosmetic: Text(fr: "aspect", en: "looks")
    case .functional: Text(fr: "fonctionnement", en: "working")
    case .battery: Text(fr: "batterie", en: "battery")
    }
  }
}

extension Card.Reason {
  /// The reason in words, as the condition report prints it.
  public var text: Text {
    switch self {
    case .broken: Text(fr: "cassé", en: "broken")
    case .missing: Text(fr: "absent", en: "missing")
    case .dead: Text(fr: "ne s'allume pas", en: "dead")
    case .unstable: Text(fr: "marche mal", en: "unstable")
    case .worn: Text(fr: "usé", en: "worn")
    case .noisy: Text(fr: "bruyant", en: "noisy")
    case .locked: Text(fr: "verrouillé", en: "locked")
    case .other: Text(fr: "autre défaut", en: "another defect")
    }
  }
}

extension Card.Fault {
  /// What is wrong, in words, as the repair keeps it.
  public var text: Text {
    switch self {
    case .doesNotStart: Text(fr: "ne démarre pas", en: "does not start")
    case .screen: Text(fr: "écran", en: "screen")
    case .keyboard: Text(fr: "clavier", en: "keyboard")
    case .battery: Text(fr: "batterie", en: "battery")
    case .charging: Text(fr: "ne se charge pas", en: "does not charge")
    case .disk: Text(fr: "disque", en: "disk")
    case .memory: Text(fr: "mémoire", en: "memory")
    case .heat: Text(fr: "chauffe, ventilateur", en: "heat, fan")
    case .ports: Text(fr: "prises", en: "ports")
    case .network: Text(fr: "réseau, Wi-Fi", en: "network, Wi-Fi")
    case .casing: Text(fr: "coque, charnières", en: "casing, hinges")
    case .system: Text(fr: "système, verrou", en: "system, lock")
    case .other: Text(fr: "autre panne", en: "another fault")
    }
  }
}

extension Card.PartKind {
  /// The part in words.
  public var text: Text {
    switch self {
    case .memory: Text(fr: "mémoire", en: "memory")
    case .battery: Text(fr: "batterie", en: "battery")
    case .charger: Text(fr: "chargeur", en: "charger")
    case .screen: Text(fr: "écran", en: "screen")
    case .keyboard: Text(fr: "clavier", en: "keyboard")
    case .fan: Text(fr: "ventilateur", en: "fan")
    case .board: Text(fr: "carte", en: "board")
    case .casing: Text(fr: "coque", en: "casing")
    case .cable: Text(fr: "câble", en: "cable")
    case .other: Text(fr: "autre pièce", en: "another part")
    }
  }
}

extension Card.RepairEnd {
  /// What came of it, in words.
  public var text: Text {
    switch self {
    case .repaired: Text(fr: "réparé", en: "repaired")
    case .givenUp: Text(fr: "réparation abandonnée", en: "repair given up")
    }
  }
}

extension Card.TimeSpent {
  /// How long, in words.
  public var text: Text {
    switch self {
    case .fiveMinutes, .quarter, .half: Text(same: "\(minutes) min")
    case .hour, .twoHours, .fourHours: Text(same: "\(minutes / 60) h")
    case .day: Text(fr: "une journée", en: "a day")
    }
  }
}

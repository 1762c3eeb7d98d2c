public import Kernel

/// What a correction refuses.
public enum CorrectionFailure: Failure, Equatable {
  /// The journal has no such entry.
  case noSuchEntry(EntryID)
  /// Acts of that kind cannot be corrected.
  case neverCorrected(EntryID, String)
  /// Acts of that kind cannot be taken back.
  case neverAnnulled(EntryID, Action)
  /// The act was annulled already.
  case annulledAlready(EntryID)
  /// The act recorded no such fact; those it recorded can be corrected, if any.
  case noSuchFact(EntryID, input: String, known: [String])
  /// The act is one of those of a list, which is taken back as a whole.
  case ofList(EntryID, list: EntryID)
  /// A correction says why.
  case reasonMissing
  /// Later acts rest on the act.
  case restedOn(EntryID, by: [EntryID])
  /// With that day, the act would come after another that follows it, or before one it follows.
  case outOfOrder(EntryID, day: Day, other: EntryID, otherDay: Day)
  /// A device left the gate on a verdict that rests on the act.
  case verdictRestsOnIt(AssetCode, release: EntryID)
  /// A device left for good with media that were clean by that act.
  case departureRestsOnIt(AssetCode, departure: EntryID)

  public var exitCode: ExitCode {
    switch self {
    case .noSuchEntry, .noSuchFact: .noInput
    case .reasonMissing: .badData
    default: .refused
    }
  }

  public var text: Text {
    switch self {
    case .noSuchEntry(let entry):
      Text(
        fr:
          "Le journal n'a pas d'entrée \(entry). Chaque commande donne le sien, et `rebond journal` les liste.",
        en: "The journal has no entry \(entry). Each command gives its own, and `rebond journal` lists them.")
    case .neverCorrected(let entry, let action):
      Text(
        fr:
          "L'entrée \(entry) (\(action)) ne se corrige pas : elle n'a rien changé d'autre, ou c'est déjà une correction. "
          + "Corrigez l'acte lui-même.",
        en: "Entry \(entry) (\(action)) is not to be corrected: it changed nothing else, or is a correction itself. "
          + "Correct the act itself.")
    case .neverAnnulled(let entry, let action):
      Text(
        fr:
          "L'entrée \(entry) (\(action.rawValue)) ne s'annule pas : qui a agi reste connu. Son jour peut être corrigé.",
        en:
          "Entry \(entry) (\(action.rawValue)) cannot be annulled: whoever acted stays known. Its day can be corrected."
      )
    case .ofList(let entry, let list):
      Text(
        fr: "L'entrée \(entry) fait partie de la liste de l'entrée \(list) : un prêt d'avant ne s'annule pas seul. "
          + "Annulez la liste, puis reprenez-la corrigée : `rebond correct \(list) --annul --reason …`",
        en: "Entry \(entry) is part of the list of entry \(list): a loan from before is not annulled alone. Annul the "
          + "list, then take it in again, set right: `rebond correct \(list) --annul --reason …`")
    case .annulledAlready(let entry):
      Text(
        fr: "L'entrée \(entry) est déjà annulée ; rien n'est à faire.",
        en: "Entry \(entry) is annulled already; there is nothing to do.")
    case .noSuchFact(let entry, let input, let known):
      known.isEmpty
        ? Text(
          fr: "L'entrée \(entry) n'a pas de fait « \(input) » à corriger. Annulez l'acte et refaites-le : "
            + "`rebond correct \(entry) --annul --reason …`",
          en: "Entry \(entry) has no fact “\(input)” to correct. Annul the act and do it again: "
            + "`rebond correct \(entry) --annul --reason …`")
        : Text(
          fr: "L'entrée \(entry) n'a pas de fait « \(input) ». Elle a : \(known.joined(separator: ", ")).",
          en: "Entry \(entry) has no fact “\(input)”. It has: \(known.joined(separator: ", ")).")
    case .reasonMissing:
      Text(fr: "Une correction dit pourquoi : --reason \"…\"", en: "A correction says why: --reason \"…\"")
    case .restedOn(let entry, let later):
      Text(
        fr: "L'entrée \(entry) ne peut pas être annulée : d'autres actes reposent sur elle "
          + "(\(later.count == 1 ? "entrée" : "entrées") \(list(later))). Annulez d'abord ceux-là, du plus récent au plus ancien.",
        en: "Entry \(entry) cannot be annulled: other acts rest on it "
          + "(\(later.count == 1 ? "entry" : "entries") \(list(later))). "
          + "Annul those first, the latest one first.")
    case .outOfOrder(let entry, let day, let other, let otherDay):
      Text(
        fr: "L'entrée \(entry) ne peut pas être du \(day.text.fr) : l'entrée \(other), du \(otherDay.text.fr), "
          + "serait dans le désordre. Vérifiez les deux jours.",
        en: "Entry \(entry) cannot be of \(day.text.en): entry \(other), of \(otherDay.text.en), "
          + "would be out of order. Check both days.")
    case .verdictRestsOnIt(let code, let release):
      Text(
        fr: "L'appareil \(code) a été déclaré prêt sur la foi de cet acte. Annulez d'abord sa sortie d'atelier : "
          + "`rebond correct \(release) --annul --reason …`",
        en: "The device \(code) was released on the faith of this act. Annul its release first: "
          + "`rebond correct \(release) --annul --reason …`")
    case .departureRestsOnIt(let code, let departure):
      Text(
        fr: "L'appareil \(code) est parti avec ses supports sur la foi de cet acte. Annulez d'abord son départ : "
          + "`rebond correct \(departure) --annul --reason …`",
        en: "The device \(code) left with its media on the faith of this act. Annul its departure first: "
          + "`rebond correct \(departure) --annul --reason …`")
    }
  }

  private func list(_ entries: [EntryID]) -> String { entries.map(\.description).joined(separator: ", ") }
}

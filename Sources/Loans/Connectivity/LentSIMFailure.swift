public import Kernel

/// What the rules about SIM cards lent refuse.
public enum LentSIMFailure: Failure, Equatable {
  case noLentSIM(LentSIMID)
  /// Somebody has the card.
  case lentAlready(LentSIMID)
  /// The card's line was stopped: it serves nobody any more.
  case lineStopped(LentSIMID)
  case ended(LentSIMID, LentSIM.Outcome)
  /// The contract is another household's, or does not run.
  case notUnderContract(ContractID, HouseholdID)
  case endsBeforeItStarts(Day)

  public var exitCode: ExitCode {
    switch self {
    case .noLentSIM: .noInput
    case .lentAlready, .lineStopped, .ended, .notUnderContract: .refused
    case .endsBeforeItStarts: .badData
    }
  }

  public var text: Text {
    switch self {
    case .noLentSIM(let id):
      Text(
        fr: "Il n'y a pas de prêt de carte SIM \(id.reference). Voyez-les avec `rebond sim list`.",
        en: "There is no loan of a SIM card \(id.reference). See them with `rebond sim list`.")
    case .lentAlready(let id):
      Text(
        fr: "Cette carte SIM est déjà prêtée (\(id.reference)). Si elle est revenue : "
          + "`rebond sim end \(id.reference) --outcome returned`.",
        en: "This SIM card is lent already (\(id.reference)). If it came back: "
          + "`rebond sim end \(id.reference) --outcome returned`.")
    case .lineStopped(let id):
      Text(
        fr:
          "La ligne de cette carte SIM a été arrêtée (\(id.reference)) : elle ne sert plus. Prêtez-en une autre ; pour une "
          + "erreur, voyez `rebond correct NUMÉRO --annul --reason …`.",
        en:
          "The line of this SIM card was stopped (\(id.reference)): it serves no more. Lend another; for a mistake, see "
          + "`rebond correct NUMBER --annul --reason …`.")
    case .ended(let id, let outcome):
      Text(
        fr: "Le prêt de carte SIM \(id.reference) est déjà fini : \(outcome.text.fr). Pour une erreur, voyez "
          + "`rebond correct NUMÉRO --annul --reason …`.",
        en: "The loan of a SIM card \(id.reference) has ended already: \(outcome.text.en). For a mistake, see "
          + "`rebond correct NUMBER --annul --reason …`.")
    case .notUnderContract(let id, let household):
      Text(
        fr: "Le contrat \(id.reference) n'est pas un contrat en cours du foyer \(household.reference). Voyez "
          + "`rebond household show \(household.reference)`, ou prêtez la carte seule, sans --contract.",
        en: "Contract \(id.reference) is no running contract of household \(household.reference). See "
          + "`rebond household show \(household.reference)`, or lend the card by itself, without --contract.")
    case .endsBeforeItStarts(let day):
      Text(
        fr: "Un prêt ne finit pas avant de commencer : --until \(day) est passé le jour où la carte est prêtée.",
        en: "A loan does not end before it starts: --until \(day) is past on the day the card is lent.")
    }
  }
}

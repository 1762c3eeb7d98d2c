import Application
import Arguments
import Kernel
import Loans

/// The parameters of several commands about households, requests and contracts.
enum LendingParameters {
  static let household = Argument<HouseholdID>(.reference("F-…"), Text(fr: "le foyer", en: "the household"))
  static let request = Argument<RequestID>(.reference("D-…"), Text(fr: "la demande", en: "the request"))
  static let contract = Argument<ContractID>(.reference("C-…"), Text(fr: "le contrat", en: "the contract"))

  /// Lets a text with a word that may tell of health pass.
  static let checked = Option<Bool>(
    flag: "checked",
    Text(fr: "le texte est relu : rien sur la santé", en: "the text was read again: nothing about health"))

  /// What was done with a request or a contract, with the entries that `rebond correct` takes.
  static let historyColumns: [Answer.Column] = [
    .init("entry", fr: "entrée", en: "entry"), .init("day", fr: "jour", en: "day"),
    .init("action", fr: "acte", en: "act"), .init("actor", fr: "par", en: "by"),
  ]

  static func historyRow(_ past: PastAct) -> [Answer.Value] {
    let action = Action(rawValue: past.action)
    return [
      .id(past.entry), .day(past.day), action.map { .word($0, $0.text) } ?? .name(past.action), .name(past.actor),
    ]
  }
}

extension Reader {
  /// The number of a household, a request or a contract, as papers show it: `F-000123`, or `123`.
  static func reference<Entity: Numbered & SendableMetatype>(_ example: String) -> Reader where Value == ID<Entity> {
    Reader(Text(same: example)) { try ID(reference: $0) }
  }
}

extension Answer.Value {
  /// A number as papers show it.
  static func reference<Entity: Numbered>(_ id: ID<Entity>) -> Answer.Value { .name(id.reference) }
  static func code(orNone code: AssetCode?) -> Answer.Value { code.map { .code($0) } ?? .none }
}

import Application
import Arguments
import Kernel

/// `rebond correct`
struct Correct: Command {
  static let entry = Argument<EntryID>(
    .number(), Text(fr: "le numéro de l'entrée du journal", en: "the entry's number"))
  static let day = Option<Day?>("day", .day, Text(fr: "le bon jour", en: "the right day"))
  static let set = Option<String?>(
    "set", .text.named(fr: "FAIT=VALEUR", en: "FACT=VALUE"), Text(fr: "le bon fait", en: "the right fact"))
  static let annul = Option<Bool>(flag: "annul", Text(fr: "annuler l'acte", en: "annul the act"))
  static let reason = Option<String>("reason", .text, Text(fr: "pourquoi", en: "why"))

  static let specification = CommandSpecification(
    "correct",
    Text(
      fr: "Corrige un acte : son jour (--day), un fait (--set), ou qu'il ait eu lieu (--annul).",
      en: "Sets an act right: its day (--day), a fact (--set), or that it happened at all (--annul)."),
    discussion: Text(
      fr:
        "Rien n'est effacé : la correction est un acte du journal. Un acte sur lequel d'autres reposent ne s'annule pas.",
      en: "Nothing is erased: the correction is an act of the journal. An act that others rest on is not annulled."),
    parameters: [entry, day, set, annul, reason])

  let entry: EntryID
  let correction: WantedCorrection
  let reason: String

  init(_ values: ParsedValues) throws {
    entry = try values[Self.entry]
    reason = try values[Self.reason]
    let fact = try values[Self.set].map { written in
      let parts = written.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { throw FactNotWritten(input: written) }
      return WantedCorrection.fact(parts[0], value: parts[1])
    }
    let wanted = try [
      values[Self.day].map(WantedCorrection.day), fact, values[Self.annul] ? .annulment : nil,
    ].compactMap(\.self)
    guard wanted.count == 1 else { throw SessionFailure.oneOf(["--day", "--set", "--annul"]) }
    correction = wanted[0]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.correct(entry, correction, because: reason, as: act)
      var answer = Answer()
      switch correction {
      case .day(let day):
        answer.say(
          fr: "L'entrée \(entry) est maintenant du \(day.text.fr).", en: "Entry \(entry) is now of \(day.text.en).")
      case .fact(let key, _):
        answer.say(
          fr: "Le fait « \(key) » de l'entrée \(entry) est corrigé.",
          en: "The fact “\(key)” of entry \(entry) is set right.")
      case .annulment: answer.say(fr: "L'entrée \(entry) est annulée.", en: "Entry \(entry) is annulled.")
      }
      return answer
    }
  }
}

/// `rebond check`
struct Check: Command {
  static let head = Option<JournalHead?>(
    "head", Reader(Text(fr: "TÊTE", en: "HEAD")) { try JournalHead($0) },
    Text(fr: "une tête de journal imprimée plus tôt", en: "a head of the journal printed earlier"))

  static let specification = CommandSpecification(
    "check",
    Text(
      fr: "Vérifie toute la base : journal, verdicts, documents, structure.",
      en: "Checks the whole database: journal, verdicts, documents, structure."),
    parameters: [head])

  let head: JournalHead?

  init(_ values: ParsedValues) throws {
    head = try values[Self.head]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let check = try chain.check(against: head)
      var answer = Answer()
      answer.fact("head", fr: "Tête du journal", en: "Head of the journal", .name(check.head.description))
      answer.fact("verdicts", fr: "Verdicts recalculés", en: "Verdicts computed again", .number(check.verdicts))
      answer.fact("documents", fr: "Documents vérifiés", en: "Documents verified", .number(check.documents))
      answer.fact("faults", fr: "Anomalies", en: "Faults", .texts(check.faults))
      if check.faults.isEmpty {
        answer.say(fr: "Tout est en ordre.", en: "All is well.")
      } else {
        answer.exitCode = .badData
        answer.say(
          fr: "Gardez ce fichier tel qu'il est, et comparez-le à la dernière sauvegarde.",
          en: "Keep this file as it is, and compare it with the last backup.")
      }
      return answer
    }
  }
}

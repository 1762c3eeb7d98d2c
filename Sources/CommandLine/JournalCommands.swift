import Application
import Arguments
import Kernel
import Loans

/// `rebond journal`
struct JournalShow: Command {
  static let topic = Argument<JournalTopic?>(
    .journalTopic,
    Text(
      fr: "un appareil (CODE), un foyer, une demande ou un contrat",
      en: "a device (CODE), a household, a request or a contract"))
  static let last = Option<Int>(
    "last", .integer(1...10_000), otherwise: "20",
    Text(fr: "sans sujet : combien d'entrées, les dernières", en: "without a subject: how many entries, the last ones"))

  static let specification = CommandSpecification(
    "journal",
    Text(
      fr: "Montre les entrées du journal, dont « rebond correct » prend les numéros.",
      en: "Shows the journal's entries, whose numbers “rebond correct” takes."),
    parameters: [topic, last])

  let topic: JournalTopic?
  let last: Int

  init(_ values: ParsedValues) throws {
    topic = try values[Self.topic]
    last = try values[Self.last]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let lines = try topic.map { try chain.journal(about: $0) } ?? chain.journal(last: last)
      var answer = Answer()
      answer.table(
        "journal", none: Text(fr: "Aucune entrée.", en: "No entry."),
        [
          .init("entry", fr: "entrée", en: "entry"), .init("day", fr: "jour", en: "day"),
          .init("recorded", fr: "enregistrée le (UTC)", en: "recorded on (UTC)"), .init("actor", fr: "par", en: "by"),
          .init("action", fr: "acte", en: "act"), .init("annulled", fr: "annulée", en: "annulled"),
          .init("subject", fr: "sujet", en: "subject"), .init("facts", fr: "faits", en: "facts"),
        ],
        rows: lines.map { line in
          [
            .id(line.entry), .day(line.day), .name(line.recorded.description), .name(line.actor),
            .word(line.action, line.action.text), .flag(line.annulled), .name(line.subject),
            .excerpt(line.facts.map { "\($0.key)=\($0.value)" }),
          ]
        })
      return answer
    }
  }
}

extension Reader<JournalTopic> {
  /// A device's code, or the number of a household, a request or a contract as papers show it.
  static let journalTopic = Reader(Text(fr: "SUJET", en: "SUBJECT")) { written in
    switch written.prefix(2).uppercased() {
    case "F-": .household(try ID(reference: written))
    case "D-": .request(try ID(reference: written))
    case "C-": .contract(try ID(reference: written))
    default: .device(try AssetCode(scanned: written))
    }
  }
}

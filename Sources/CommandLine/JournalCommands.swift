import Application
import Arguments
import Kernel
import Loans

/// `rebond journal`
struct JournalShow: Command {
  static let topic = Argument<JournalTopic?>(
    .journalTopic,
    Text(
      fr: "un appareil (CODE), un foyer (F-…), une demande (D-…), un contrat (C-…) ou un donateur (G-…)",
      en: "a device (CODE), a household (F-…), a request (D-…), a contract (C-…) or a donor (G-…)"))
  static let donor = Option<String?>("donor", .text, Text(fr: "un donateur, par son nom", en: "a donor, by name"))
  static let donation = Option<DonationID?>(
    "donation", .number(), Text(fr: "un don, par son numéro", en: "a donation, by its number"))
  static let list = Option<EntryID?>(
    "list", .number(), Text(fr: "une liste prise, par l'entrée de son import", en: "a list, by its import's entry"))
  static let last = Option<Int>(
    "last", .integer(1...10_000), otherwise: "20",
    Text(fr: "sans sujet : combien d'entrées, les dernières", en: "without a subject: how many entries, the last ones"))

  static let specification = CommandSpecification(
    "journal",
    Text(
      fr: "Montre les entrées du journal, dont « rebond correct » prend les numéros.",
      en: "Shows the journal's entries, whose numbers “rebond correct” takes."),
    parameters: [topic, donor, donation, list, last])

  let topic: JournalTopic?
  let last: Int

  init(_ values: ParsedValues) throws {
    let topics = try [
      values[Self.topic], values[Self.donor].map(JournalTopic.donor), values[Self.donation].map(JournalTopic.donation),
      values[Self.list].map(JournalTopic.list),
    ].compactMap(\.self)
    guard topics.count <= 1 else { throw SessionFailure.oneOf(["--donor", "--donation", "--list"]) }
    topic = topics.first
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
  /// A device's code, or the number of a household, a request, a contract or a donor as papers show it.
  static let journalTopic = Reader(Text(fr: "SUJET", en: "SUBJECT")) { written in
    switch written.prefix(2).uppercased() {
    case "F-": .household(try ID(reference: written))
    case "D-": .request(try ID(reference: written))
    case "C-": .contract(try ID(reference: written))
    case "G-": .donor(written)
    default: .device(try AssetCode(scanned: written))
    }
  }
}

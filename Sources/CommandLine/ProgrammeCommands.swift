import Application
import Arguments
import Eligibility
import Kernel

/// A programme's file, as it is named on the command line: the user's own, or one that comes with Rebond.
struct ProgrammeFile {
  static let argument = Argument<String>(
    .path,
    Text(
      fr: "un fichier de règles, ou le nom d'un programme livré : \(shippedNames)",
      en: "a file of rules, or the name of a shipped programme: \(shippedNames)"))

  private static let shippedNames = ShippedProgrammes.all.map { name(of: $0.fileName) }.joined(separator: ", ")

  let name: String
  let bytes: [UInt8]

  /// Reads a file, or takes the shipped programme of that name.
  init(_ source: String) throws(SessionFailure) {
    if let shipped = ShippedProgrammes.all.first(where: { Self.name(of: $0.fileName) == source }) {
      (name, bytes) = (shipped.fileName, shipped.bytes)
    } else {
      (name, bytes) = (source, try Files.read(source))
    }
  }

  private static func name(of fileName: String) -> String { String(fileName.prefix { $0 != "." }) }
}

/// `rebond programme adopt`
struct ProgrammeAdopt: Command {
  static let specification = CommandSpecification(
    "adopt",
    Text(
      fr: "Met en vigueur un fichier de règles, après l'avoir vérifié.",
      en: "Puts a file of rules in force, once it is checked."),
    parameters: [ProgrammeFile.argument])

  let source: String

  init(_ values: ParsedValues) throws {
    source = try values[ProgrammeFile.argument]
  }

  func run(in session: Session) throws {
    let file = try ProgrammeFile(source)
    try session.perform { chain, act in
      let programme = try chain.adopt(programme: file.bytes, file: file.name, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le programme « \(programme.title.fr) » (\(programme.id) \(programme.version)) sert à partir du "
          + "\(act.day.text.fr).",
        en: "The programme “\(programme.title.en)” (\(programme.id) \(programme.version)) serves from "
          + "\(act.day.text.en).")
      answer.add(programme)
      answer.next(
        fr: "Pour décider d'une demande :", en: "To decide a request:",
        ["rebond eligibility decide D-… --programme \(programme.id)"])
      return answer
    }
  }
}

/// `rebond programme list`
struct ProgrammeList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les programmes en vigueur.", en: "Shows the programmes in force."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "programmes", none: Text(fr: "Aucun programme en vigueur.", en: "No programme in force."),
        [
          .init("programme", fr: "programme", en: "programme"), .init("version", fr: "version", en: "version"),
          .init("title", fr: "intitulé", en: "title"), .init("from", fr: "du", en: "from"),
          .init("to", fr: "au", en: "to"),
        ],
        rows: try chain.programmes(on: chain.clock.today).map {
          [
            .name($0.id), .name($0.version), .text($0.title), .day($0.validFrom), .day(orNone: $0.validTo),
          ]
        })
      return answer
    }
  }
}

extension Answer {
  /// Adds what a programme asks for, and its hash.
  mutating func add(_ programme: Programme) {
    fact("programme", fr: "Programme", en: "Programme", .name(programme.id))
    fact("version", fr: "Version", en: "Version", .name(programme.version))
    fact("rulesHash", fr: "Empreinte", en: "Hash", .name(programme.digest.description))
    table(
      "facts", none: Text(fr: "Aucun fait.", en: "No fact."),
      [
        .init("fact", fr: "fait", en: "fact"), .init("label", fr: "intitulé", en: "label"),
        .init("evidence", fr: "justificatifs", en: "evidence"),
      ],
      rows: programme.facts.map { [.name($0.name), .text($0.label), .names($0.evidence)] })
  }
}

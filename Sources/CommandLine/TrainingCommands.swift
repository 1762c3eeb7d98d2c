import Application
import Arguments
import Kernel
import Loans

/// What several commands about training take.
enum TrainingParameters {
  static let paths = Option<String?>(
    "paths", .path, Text(fr: "des parcours à soi", en: "training paths of one's own"))
  static let programme = Option<String?>(
    "programme", .text.named(fr: "PROGRAMME", en: "PROGRAMME"),
    Text(fr: "le parcours de ce programme (celui du contrat sinon)", en: "this programme's path (else the contract's)"))

  /// The paths named, else those shipped.
  static func read(_ path: String?) throws -> TrainingPaths {
    try path.map { try TrainingPaths(Files.read($0), file: $0) } ?? TrainingPaths.shipped()
  }
}

/// `rebond training modules`
struct TrainingModules: Command {
  static let specification = CommandSpecification(
    "modules", Text(fr: "Montre les modules de formation.", en: "Shows the training modules."),
    parameters: [TrainingParameters.paths])

  let paths: String?

  init(_ values: ParsedValues) throws { paths = try values[TrainingParameters.paths] }

  func run(in session: Session) throws {
    let paths = try TrainingParameters.read(paths)
    var answer = Answer()
    answer.table(
      "modules", none: Text(fr: "Aucun module.", en: "No module."),
      [.init("module", fr: "module", en: "module"), .init("title", fr: "intitulé", en: "title")],
      rows: paths.modules.map { [.name($0.id), .text($0.title)] })
    try session.answer(answer)
  }
}

/// `rebond training record`
struct TrainingRecord: Command {
  static let households = Argument<[HouseholdID]>(
    .reference("F-…"), atLeast: 0, Text(fr: "les foyers venus", en: "the households that came"))
  static let module = Option<String>(
    "module", .text.named(fr: "MODULE", en: "MODULE"), Text(fr: "ce qui a été appris", en: "what was learnt"))
  static let absent = Option<[HouseholdID]>(
    "absent", .reference("F-…"), Text(fr: "un foyer attendu et pas venu", en: "a household expected that did not come"))
  static let place = Option<String?>(
    "place", .text.named(fr: "LIEU", en: "PLACE"), Text(fr: "où", en: "where"))

  static let specification = CommandSpecification(
    "record",
    Text(fr: "Enregistre une séance de formation : qui est venu.", en: "Records a training session: who came."),
    parameters: [households, module, absent, place, TrainingParameters.paths])

  let present: [HouseholdID]
  let absent: [HouseholdID]
  let module: String
  let place: String?
  let paths: String?

  init(_ values: ParsedValues) throws {
    present = try values[Self.households]
    absent = try values[Self.absent]
    module = try values[Self.module]
    place = try values[Self.place]
    paths = try values[TrainingParameters.paths]
  }

  func run(in session: Session) throws {
    let paths = try TrainingParameters.read(paths)
    try session.perform { chain, act in
      try chain.recordTraining(of: module, present: present, absent: absent, at: place, by: paths, as: act)
      let title = try paths.module(module).title
      var answer = Answer()
      answer.say(
        fr: "Séance « \(title.fr) » du \(act.day.text.fr) : présents \(present.count), absents \(absent.count).",
        en: "Session “\(title.en)” of \(act.day.text.en): present \(present.count), absent \(absent.count).")
      answer.fact("module", fr: "Module", en: "Module", .name(module))
      answer.next(
        fr: "Où en est un parcours :", en: "Where a path stands:",
        present.prefix(1).map { "rebond training show \($0.reference)" })
      return answer
    }
  }
}

/// `rebond training pix`
struct TrainingPix: Command {
  static let moment = Option<Training.PixMoment>(
    "moment", .choice, Text(fr: "au début ou à la fin", en: "at entry or exit"))
  static let level = Option<Int>(
    "level", .integer(0...8), Text(fr: "le niveau, de 0 à 8", en: "the level, from 0 to 8"))

  static let specification = CommandSpecification(
    "pix", Text(fr: "Enregistre un niveau Pix.", en: "Records a Pix level."),
    parameters: [LendingParameters.household, moment, level])

  let household: HouseholdID
  let moment: Training.PixMoment
  let level: Int

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    moment = try values[Self.moment]
    level = try values[Self.level]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.recordPix(level, moment, of: household, as: act)
      var answer = Answer()
      answer.say(
        fr: "Niveau Pix du foyer \(household.reference) : \(level) (\(moment.text.fr)).",
        en: "Pix level of household \(household.reference): \(level) (\(moment.text.en)).")
      answer.fact("household", fr: "Foyer", en: "Household", .reference(household))
      return answer
    }
  }
}

/// `rebond training show`
struct TrainingShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre où en est le parcours d'un foyer.", en: "Shows where a household's path stands."),
    parameters: [LendingParameters.household, TrainingParameters.programme, TrainingParameters.paths])

  let household: HouseholdID
  let programme: String?
  let paths: String?

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    programme = try values[TrainingParameters.programme]
    paths = try values[TrainingParameters.paths]
  }

  func run(in session: Session) throws {
    let paths = try TrainingParameters.read(paths)
    try session.consult { chain, person in
      let sheet = try chain.training(
        of: household, for: programme, by: paths, on: session.day(in: chain), reader: person)
      var answer = Answer()
      answer.fact("household", fr: "Foyer", en: "Household", .reference(household))
      answer.fact("programme", fr: "Programme", en: "Programme", .name(orNone: sheet.programme))
      answer.table(
        "sessions", none: Text(fr: "Aucune séance.", en: "No session."),
        [
          .init("entry", fr: "entrée", en: "entry"), .init("day", fr: "jour", en: "day"),
          .init("module", fr: "module", en: "module"), .init("present", fr: "présent", en: "present"),
        ],
        rows: sheet.training.sessions.map { [.id($0.entry), .day($0.day), .name($0.module), .flag($0.wasThere)] })
      for moment in Training.PixMoment.allCases {
        guard let level = sheet.training.pix[moment] else { continue }
        answer.fact(
          "pix-\(moment.rawValue)", fr: "Pix, \(moment.text.fr)", en: "Pix, \(moment.text.en)", .number(level))
      }
      answer.fact("missing", fr: "Il manque", en: "Missing", .names(sheet.lack.modules))
      answer.fact("complete", fr: "Terminé", en: "Complete", .flag(sheet.lack.isNothing))
      if sheet.lack.isNothing {
        let paper = Text(fr: "attestation.pdf", en: "certificate.pdf")[session.language]
        answer.next(
          fr: "Pour imprimer l'attestation :", en: "To print the certificate:",
          ["rebond training attest \(household.reference) --output \(paper)"])
      }
      return answer
    }
  }
}

/// `rebond training attest`
struct TrainingAttest: Command {
  static let specification = CommandSpecification(
    "attest",
    Text(
      fr: "Imprime l'attestation de réussite d'un parcours terminé, en PDF.",
      en: "Prints the certificate of a completed path, as a PDF."),
    parameters: [
      LendingParameters.household, TrainingParameters.programme, TrainingParameters.paths, OutputOptions.output,
      OutputOptions.replace,
    ])

  let household: HouseholdID
  let programme: String?
  let paths: String?
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    programme = try values[TrainingParameters.programme]
    paths = try values[TrainingParameters.paths]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    let paths = try TrainingParameters.read(paths)
    try session.perform { chain, act in
      try output.write { keep in
        try chain.attestTraining(
          of: household, for: programme, by: paths, language: session.language, as: act, keep: keep)
      }
      var answer = Answer()
      answer.say(
        fr: "L'attestation du foyer \(household.reference) est dans « \(output.path) ».",
        en: "The certificate of household \(household.reference) is in “\(output.path)”.")
      answer.fact("household", fr: "Foyer", en: "Household", .reference(household))
      return answer
    }
  }
}

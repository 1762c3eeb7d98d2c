import Application
import Arguments
import Kernel

/// What every command is given: who asks, in which language, on which database.
public struct Session {
  let language: Language
  let now: @Sendable () -> Kernel.Instant
  private let dataPath: String?
  private let actorName: String?
  /// The day given with `--on`.
  let day: Day?
  /// Whether colours are welcome, https://no-color.org.
  let wantsColour: Bool
  /// Whether answers are for a program.
  let wantsJSON: Bool
  /// The variables of the process, which hold what may be in no file and on no command line.
  let environment: [String: String]
  /// The folder of the user's own label templates, when the environment names one.
  let labelFolder: String?
  /// Takes what the command answers.
  let answer: (Answer) throws -> Void

  init(
    global values: ParsedValues, language: Language, environment: [String: String],
    now: @escaping @Sendable () -> Kernel.Instant, answer: @escaping (Answer) throws -> Void
  ) throws {
    // Chosen already; read all the same, since a language Rebond does not speak is refused.
    _ = try values[GlobalOptions.language]
    self.language = language
    self.environment = environment
    self.now = now
    self.answer = answer
    dataPath = try values[GlobalOptions.data] ?? environment["REBOND_DATA"]
    actorName = try values[GlobalOptions.actor] ?? environment["REBOND_USER"]
    labelFolder = environment["REBOND_LABELS"].flatMap { $0.isEmpty ? nil : $0 }
    day = try values[GlobalOptions.day]
    wantsJSON = try values[GlobalOptions.json]
    let colour = environment["NO_COLOR"] ?? ""
    wantsColour = colour.isEmpty
  }

  /// The path of the database.
  ///
  /// - Throws: ``SessionFailure/noData`` when neither `--data` nor `REBOND_DATA` names it.
  func path() throws -> String {
    guard let dataPath, !dataPath.isEmpty else { throw SessionFailure.noData }
    return dataPath
  }

  /// Whether a database is named at all.
  var hasData: Bool { !(dataPath ?? "").isEmpty }

  /// The chain of the database named.
  func chain() throws -> Chain { try Chain.open(path(), now: now) }

  /// The act of whoever asks, on the day given with `--on`.
  ///
  /// - Throws: ``SessionFailure/noActor`` when nobody is named.
  func act(in chain: Chain) throws -> Act {
    guard let actorName, !actorName.isEmpty else { throw SessionFailure.noActor }
    return try chain.act(by: actorName, on: day)
  }

  /// Who reads a file about people, which is written down.
  ///
  /// - Throws: ``SessionFailure/noActor`` when nobody is named.
  func reader(in chain: Chain) throws -> Actor {
    guard let actorName, !actorName.isEmpty else { throw SessionFailure.noActor }
    return try chain.actor(named: actorName)
  }

  /// Whether whoever asks may see what households have proven; nobody named is somebody at the desk's own machine.
  func seesValues(in chain: Chain) throws -> Bool {
    guard let actorName, !actorName.isEmpty else { return true }
    return try chain.seesValues(actorName)
  }

  /// The structure whose requests alone whoever asks may see; nothing when they may see all.
  func onlyStructure(in chain: Chain) throws -> StructureID? {
    guard let actorName, !actorName.isEmpty else { return nil }
    return try chain.onlyStructure(of: actorName)
  }

  /// The day given with `--on`, today unless said.
  func day(in chain: Chain) throws -> Day { day ?? chain.clock.today }

  /// The desk of scans of the database named; whoever `--as` names acts until a badge says another.
  func scanDesk() throws -> ScanDesk {
    try ScanDesk(chain(), person: actorName.flatMap { $0.isEmpty ? nil : $0 }, on: day)
  }

  /// Opens the chain, does one act in it, and answers.
  func perform(_ body: (Chain, Act) throws -> Answer) throws {
    try performAll { chain, act, entries in
      let said = try body(chain, act)
      entries = chain.lastEntries
      return said
    }
  }

  /// Opens the chain, does several acts in it, and answers with the entries they left in the journal.
  func performAll(_ body: (Chain, Act, inout [EntryID]) throws -> Answer) throws {
    let chain = try chain()
    var entries: [EntryID] = []
    var said = try body(chain, act(in: chain), &entries)
    if !entries.isEmpty {
      let label =
        entries.count == 1
        ? Text(fr: "Entrée du journal", en: "Entry of the journal")
        : Text(fr: "Entrées du journal", en: "Entries of the journal")
      said.conclude("entries", fr: label.fr, en: label.en, .numbers(entries.map { Int($0.rawValue) }))
    }
    if !said.blocks.isEmpty { try answer(said) }
  }

  /// Opens the chain, looks into it, and answers.
  func look(_ body: (Chain) throws -> Answer) throws {
    try answer(body(chain()))
  }
}

extension Session {
  /// Opens the chain, reads files about people in it, under the name of whoever asks, and answers.
  func consult(_ body: (Chain, Actor) throws -> Answer) throws {
    let chain = try chain()
    try answer(body(chain, reader(in: chain)))
  }
}

/// The options every command takes.
enum GlobalOptions {
  static let language = Option<Language?>(
    "lang", .choice, Text(fr: "langue des réponses", en: "language of the answers"))
  static let data = Option<String?>(
    "data", .path, Text(fr: "la base (sinon REBOND_DATA)", en: "the database (else REBOND_DATA)"))
  static let actor = Option<String?>(
    "as", .text.named(fr: "NOM", en: "NAME"),
    Text(fr: "qui agit (sinon REBOND_USER)", en: "who acts (else REBOND_USER)"))
  static let day = Option<Day?>(
    "on", .day, Text(fr: "le jour où c'est arrivé (aujourd'hui sinon)", en: "the day it happened (else today)"))
  static let json = Option<Bool>(
    flag: "json", Text(fr: "répondre en JSON, pour un programme", en: "answer in JSON, for a program"))

  static let all: [any Parameter] = [language, data, actor, day, json]
}

/// What is missing around a command.
enum SessionFailure: Failure, Equatable {
  case noData
  case noActor
  /// Exactly one of some options is to be given.
  case oneOf([String])
  /// Options that mean something together only.
  case together([String])
  /// A file named on the command line cannot be read.
  case cannotRead(path: String, SystemError)
  /// A file cannot be written.
  case cannotWrite(path: String, SystemError)
  /// A database, or something that is no plain file, is never replaced.
  case neverReplaced(path: String)
  /// Another program is watching the folder.
  case watchedAlready(path: String)
  /// A file is already there, and is not replaced without being asked.
  case alreadyThere(path: String)
  /// A file's name says another format than the one that would be written in it.
  case otherFormat(path: String, extensions: [String])
  /// What answers cannot be written where they should go.
  case output(SystemError)

  var exitCode: ExitCode {
    switch self {
    case .noData, .noActor, .oneOf, .together, .otherFormat: .usage
    case .cannotRead: .noInput
    case .cannotWrite, .alreadyThere, .neverReplaced: .cannotCreate
    case .watchedAlready: .busy
    case .output: .inputOutput
    }
  }

  var text: Text {
    switch self {
    case .noData:
      Text(
        fr: "Quelle base ? Donnez --data FICHIER, ou la variable REBOND_DATA.",
        en: "Which database? Give --data FILE, or the variable REBOND_DATA.")
    case .noActor:
      Text(
        fr: "Qui agit ? Donnez --as NOM, ou la variable REBOND_USER : le nom d'une personne inscrite.",
        en: "Who acts? Give --as NAME, or the variable REBOND_USER: the name of a registered person.")
    case .oneOf(let options):
      Text(
        fr: "Donnez une de ces options, et une seule : \(options.joined(separator: ", ")).",
        en: "Give one of these options, and only one: \(options.joined(separator: ", ")).")
    case .together(let options):
      Text(
        fr: "Ces options vont ensemble : \(options.joined(separator: ", ")). Donnez-les toutes, ou aucune.",
        en: "These options go together: \(options.joined(separator: ", ")). Give all of them, or none.")
    case .cannotRead(let path, let error):
      Text(
        fr: "Impossible de lire « \(path) » : \(error.text.fr). Vérifiez le chemin et les droits.",
        en: "“\(path)” cannot be read: \(error.text.en). Check the path and the rights.")
    case .cannotWrite(let path, let error):
      Text(
        fr: "Impossible d'écrire « \(path) » : \(error.text.fr). Vérifiez le dossier, les droits et la place.",
        en: "“\(path)” cannot be written: \(error.text.en). Check the folder, the rights and the room left.")
    case .neverReplaced(let path):
      Text(
        fr: "« \(path) » est une base de données ou n'est pas un simple fichier : il n'est jamais remplacé. "
          + "Donnez un autre nom.",
        en: "“\(path)” is a database, or not a plain file: it is never replaced. Give another name.")
    case .watchedAlready(let path):
      Text(
        fr: "Le dossier est déjà surveillé par un autre `rebond evidence watch \(path.inShell)`. Arrêtez-le d'abord.",
        en: "Another `rebond evidence watch \(path.inShell)` is watching that folder already. Stop it first.")
    case .alreadyThere(let path):
      Text(
        fr: "« \(path) » existe déjà et n'est pas touché. Donnez un autre nom, ou --replace pour le remplacer.",
        en: "“\(path)” exists already and is left as it is. Give another name, or --replace to replace it.")
    case .otherFormat(let path, let extensions):
      Text(
        fr: "« \(path) » annonce un autre format que ce qui y serait écrit. Donnez un nom en "
          + "\(extensions.map { ".\($0)" }.joined(separator: ", ")).",
        en: "“\(path)” announces another format than what would be written in it. Give a name in "
          + "\(extensions.map { ".\($0)" }.joined(separator: ", ")).")
    case .output(let error):
      Text(
        fr: "La réponse n'a pas pu être écrite (\(error.text.fr)) ; ce qui a été enregistré l'est bien.",
        en: "The answer could not be written (\(error.text.en)); what was recorded is recorded.")
    }
  }
}

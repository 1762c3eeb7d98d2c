import Arguments
import Foundation
import Kernel
import TestSupport
import Testing

@testable import CommandLine

/// A desk with a database of its own, where one types commands; it is noon of 31 December 2026.
struct Desk {
  let folder: URL
  var path: String { folder.appending(path: "filiere.db").path }
  static let person = "Camille Exemple"

  /// What a command answered.
  struct Said {
    let text: String
    let json: String
    let exitCode: ExitCode
    /// What was refused, when it was.
    let failure: (any Failure)?
  }

  /// Types one command.
  func type(_ words: String..., in language: Language = .en, as person: String? = person) -> Said {
    type(words, in: language, as: person)
  }

  func type(_ words: [String], in language: Language = .en, as person: String? = person) -> Said {
    var environment = ["REBOND_DATA": path]
    environment["REBOND_USER"] = person
    var said = Said(text: "", json: "{}", exitCode: .done, failure: nil)
    do {
      switch try Rebond.tree.request(words) {
      case .help(let text): said = Said(text: text[language], json: "{}", exitCode: .done, failure: nil)
      case .run(let command, let global):
        let session = try Session(
          global: global, language: language, environment: environment, now: { Clock.noon(of: "2026-12-31").now },
          answer: { answer in
            said = Said(
              text: answer.text(in: language), json: answer.json(in: language), exitCode: answer.exitCode, failure: nil)
          })
        try command.run(in: session)
      }
    } catch let failure as any Failure {
      said = Said(
        text: failure.text[language], json: failure.json(in: language), exitCode: failure.exitCode, failure: failure)
    } catch {
      said = Said(text: "\(error)", json: "{}", exitCode: .ourFault, failure: nil)
    }
    return said
  }

  /// A desk whose instance has a donor and three announced laptops, the first two received under known codes.
  static func with(_ body: (Desk) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let desk = Desk(folder: folder)
      for line in [
        ["init", "--name", "Filière d'exemple", "--departement", "47", "--person", Desk.person],
        ["person", "add", "Dominique Exemple", "--role", "workshop", "--on", "2026-09-01"],
        ["structure", "add", "Filière", "--kind", "association", "--on", "2026-09-01"],
        ["structure", "status", "Filière", "general-interest", "--since", "2020-01-01", "--on", "2026-09-01"],
        ["structure", "add", "Mairie d'Exemple", "--kind", "commune", "--on", "2026-09-01"],
        ["donor", "add", "Mairie d'Exemple", "--on", "2026-09-01"],
        ["donation", "add", "--donor", "Mairie d'Exemple", "--line", "laptop=3", "--on", "2026-09-07"],
        [
          "donation", "receive", "1", "laptop=2", "--code", "000-000-000", "--code", "ABC-DEF-GHZ", "--on",
          "2026-09-08",
        ],
      ] {
        let said = desk.type(line)
        #expect(said.exitCode == .done, "\(line): \(said.text)")
      }
      try body(desk)
    }
  }

  /// A file of the demonstration's evidence.
  static func evidence(_ name: String) -> String {
    OutsideProgram.packageRoot.appending(path: "scripts/evidence/\(name)").path
  }

  /// Writes a file in the desk's folder.
  func write(_ name: String, _ content: String) throws -> String {
    let file = folder.appending(path: name)
    try Data(content.utf8).write(to: file)
    return file.path
  }
}

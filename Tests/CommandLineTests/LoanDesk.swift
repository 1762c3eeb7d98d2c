import Arguments
import Foundation
import Kernel
import TestSupport

@testable import CommandLine

/// A desk with one database, at which commands are typed and answered.
struct LoanDesk {
  let path: String
  static let person = "Camille Exemple"
  /// The day it is at the desk.
  static let today: Day = "2027-06-30"

  static let now: @Sendable () -> Kernel.Instant = { Clock.noon(of: today).now }

  /// Sits down in a folder and founds an instance in it.
  init(in folder: URL) throws {
    path = folder.appending(path: "instance.rebond").path
    try type("init", "--name", "Exemple", "--departement", "47", "--person", LoanDesk.person)
  }

  /// Types one command line.
  ///
  /// - Returns: what it answers; nothing when it only told its help.
  @discardableResult
  func type(_ words: String..., in language: Language = .fr) throws -> Answer? {
    try type(line: words, in: language)
  }

  /// Types one command line, word by word.
  @discardableResult
  func type(line words: [String], in language: Language = .fr) throws -> Answer? {
    let line = words + ["--data", path, "--as", LoanDesk.person]
    guard case .run(let command, global: let global) = try Rebond.tree.request(line) else { return nil }
    var answered: Answer?
    let session = try Session(
      global: global, language: language, environment: [:], now: LoanDesk.now, answer: { answered = $0 })
    try command.run(in: session)
    return answered
  }
}

import Foundation
import TestSupport
import Testing

/// The tour of README.md, typed as it is written by somebody who has nothing yet.
@Suite struct `The tour of the README` {
  /// The commands of the tour, in their order, without the line that sets the environment.
  static let lines: [String] = {
    let file = OutsideProgram.packageRoot.appending(path: "README.md")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let tour = text.components(separatedBy: "\n## ").first { $0.hasPrefix("A tour") } ?? ""
    return tour.components(separatedBy: "\n").filter { $0.hasPrefix("    rebond ") }.map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }()

  @Test func `goes as it says`() throws {
    #expect(Self.lines.count > 12)
    let stage = try Stage()
    try stage.type("mkdir scripts && ln -s ../evidence scripts/evidence")
    for line in Self.lines where !line.contains("check --head") {
      let answer = try stage.type(line)
      #expect(answer.status == (line.contains("# refused") ? 1 : 0), "\(line): \(answer.errors)\(answer.output)")
    }
  }

  @Test func `tells programs of a refusal where they read answers`() throws {
    let stage = try Stage(at: .received)
    let answer = try stage.type("rebond device release TEST0001B --on 2026-09-08 --json")
    #expect(answer.status == 1)
    let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    #expect(object?["exitCode"] as? Int == 1)
    #expect(answer.errors.hasPrefix("erreur : "))
  }
}

import Foundation
import TestSupport
import Testing

/// What is typed and what is answered, kept as a text beside the tests and compared whole.
///
/// A line that starts with `$ ` is typed, with the lines after it that start with `> `; one that starts with `# ` is a
/// remark. Whatever stands below is the answer, with the exit code in brackets where it is not 0.
struct Transcript {
  /// One remark, or lines typed together, as they are written.
  let steps: [String]
  private let lines: [Substring]

  /// Reads the transcript `Transcripts/NAME.txt`.
  init(named name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Transcripts/\(name).txt")
    try self.init(String(contentsOf: file, encoding: .utf8))
  }

  init(_ text: String) throws {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    steps = lines.reduce(into: []) { steps, line in
      if line.hasPrefix("$ ") || line.hasPrefix("# ") {
        steps.append(String(line))
      } else if line.hasPrefix("> "), let last = steps.popLast() {
        steps.append("\(last)\n\(line)")
      }
    }
  }

  /// Types every line on a stage, and gives the transcript of what was really answered.
  func played(on stage: Stage, language: String) throws -> Transcript {
    let text = try steps.map { step in
      guard step.hasPrefix("$") else { return step + "\n" }
      let typed = step.split(separator: "\n", omittingEmptySubsequences: false).map { $0.dropFirst(2) }
      let answer = try stage.type(typed.joined(separator: "\n"), language: language)
      let code = answer.status == 0 ? "" : "[\(answer.status)]\n"
      return "\(step)\n\(Self.masked(answer.output + answer.errors))\(code)\n"
    }
    return try Transcript(text.joined())
  }

  /// What may differ: a hash, since it covers the instants at which acts were recorded, and whether a quarter is over.
  private static func masked(_ answer: String) -> String {
    answer.replacing(/[0-9a-f]{64}/, with: "HASH")
      .replacing(/(Chiffres provisoires|Provisional figures)[^\n]*\n/, with: "")
  }

  /// The first line that differs from another transcript, with what was typed above it; nothing when none does.
  func difference(from other: Transcript) -> String? {
    for index in 0..<max(lines.count, other.lines.count) {
      let (mine, theirs) = (lines.dropFirst(index).first, other.lines.dropFirst(index).first)
      guard mine != theirs else { continue }
      let typed = lines.prefix(index + 1).last { $0.hasPrefix("$ ") } ?? ""
      return "line \(index + 1), under \(typed)\nkept:   \(mine ?? "the end")\nplayed: \(theirs ?? "the end")"
    }
    return nil
  }

  /// Writes it to a file, for whoever has to see all of it.
  func write(to file: URL) throws {
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
  }
}

import Arguments
import Foundation
import Kernel
import TestSupport
import Testing

@testable import CommandLine

/// Messages write a command between backquotes; answers propose commands as texts that begin with the program's name. Each is
/// taken out of the sources, its gaps are filled with samples, and it is parsed.
@Suite struct `Every command that a message names` {
  struct Named: CustomStringConvertible {
    let file: String
    let command: String
    var description: String { "\(file): \(command)" }
  }

  static let all: [Named] = sources.flatMap { file, lines in
    let text = lines.joined(separator: "\n")
    return text.matches(of: #/`(rebond [^`]*)`/#).map { Named(file: file, command: String($0.1)) }
      + text.matches(of: #/"(rebond [a-z](?:[^"\\]|\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*)"/#).map {
        Named(file: file, command: String($0.1))
      }
  }

  private static let sources: [(file: String, lines: [Substring])] = {
    let root = OutsideProgram.packageRoot.appending(path: "Sources")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    return (files ?? []).filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }.map { file in
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      let lines = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
      return (file.lastPathComponent, lines)
    }
  }()

  @Test func `is found in the sources`() {
    #expect(Self.all.count > 150)
  }

  @Test(arguments: all)
  func `is understood as it is written`(named: Named) throws {
    let words = Self.filled(named.command)
    do {
      guard case .run = try Rebond.tree.request(Array(words.dropFirst())) else {
        Issue.record("\(words.joined(separator: " ")) only asks for help")
        return
      }
    } catch let failure as any Failure {
      Issue.record("\(words.joined(separator: " ")): \(failure.text.en)")
    }
  }

  @Test func `stands between backquotes, where programs find it`() {
    for (file, lines) in Self.sources {
      for line in lines where !line.contains(#/"rebond /#) {
        let rest = line.replacing(#/`[^`]*`/#, with: "")
        #expect(!rest.contains(#/[^"A-Za-z]rebond [a-z-]+ [a-z-]+/#), "\(file): \(line)")
      }
    }
  }

  // MARK: Filling in

  /// The words of a command, with samples where the message leaves a gap or puts a value in.
  private static func filled(_ command: String) -> [String] {
    var plain = command
    for (part, sample) in values(after: command) {
      plain = plain.replacing(part, with: sample)
    }
    var words = plain.split(separator: " ").map(String.init)
    for index in words.indices {
      let option = index > 0 ? words[index - 1] : ""
      words[index] = gap(words[index], after: option, in: Array(words.prefix(3)))
    }
    return words
  }

  /// The interpolated parts of a command, each with a sample of what it becomes.
  private static func values(after command: String) -> [(part: String, sample: String)] {
    let parts = command.matches(of: #/\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/#).map { String($0.0) }
    let noun = command.split(separator: " ")[1]
    let references = [
      "contract": "C-000001", "handover": "C-000001", "return": "C-000001", "household": "F-000001",
      "payment": command.hasPrefix("rebond payment receipt") ? "P-000001" : "C-000001", "incident": "I-000001",
      "gathering": "R-000001", "sim": "S-000001",
      "privacy": "F-000001", "training": "F-000001", "reminder": "F-000001",
    ]
    let takesRequest = command.hasPrefix("rebond contract sign")
    let reference =
      command.contains("--household") ? "F-000001" : takesRequest ? "D-000001" : references[String(noun)] ?? "D-000001"
    let samples: [(String, String)] = [
      ("inShell", "exemple"), ("(paper)", "papier.pdf"), ("(labels)", "papier.pdf"), ("devices.map", "000-000-000"),
      ("other.reference", "D-000001"), ("reference", reference), ("(request)", "D-000001"),
      ("(household)", "F-000001"), ("category.rawValue", "laptop"), ("item.rawValue", "charger"), ("quantity", "1"),
      ("check.id", "keyboard"),
      ("fact.name", "qf"), ("document", "attestation"), ("programme.id", "pret"), ("code", "000-000-000"),
      ("($0)", command.contains("--part-of") ? "yes" : "000-000-000"),
    ]
    return parts.map { part in (part, samples.first { part.contains($0.0) }?.1 ?? "7") }
  }

  /// What a user would write in a gap.
  private static func gap(_ word: String, after option: String, in command: [String]) -> String {
    let placeholders = [
      "FICHIER": "fichier.json", "FILE": "file.json", "NUMÉRO": "7", "NUMBER": "7", "JOUR": "2026-09-15",
      "DAY": "2026-09-15", "CODE": "000-000-000", "D-…": "D-000001", "F-…": "F-000001", "C-…": "C-000001",
      "I-…": "I-000001",
    ]
    if option == "--output" { return "papier.pdf" }
    if let sample = placeholders[word] { return sample }
    guard word == "…" else { return word.replacing("=…", with: "=1") }
    let choices = [
      "--money": "500", "--budget": "500", "--by": "cash",
      "--departement": "47", "--dated": "2026-09-15", "--role": "workshop", "--commune": "47001", "--adults": "1",
      "--device": "laptop",
      "--category": "laptop", "--to": "tcp:192.0.2.7", "--channel": "counter", "--condition": "good",
      "--next-contact": "2026-09-15", "--day": "2026-09-15", "--year": "2026",
      "--head": "3:\(String(repeating: "0", count: 64))",
      "--kind": command.contains("place") ? "hand-over" : "commune",
    ]
    return choices[option] ?? "exemple"
  }
}

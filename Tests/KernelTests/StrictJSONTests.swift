import Foundation
import Kernel
import Testing

@Suite struct `Reading a file of rules strictly` {
  @Test func `every kind of value keeps its type and its place`() throws {
    let json =
      #"{"b": [1, -9223372036854775808, 9223372036854775807], "a": {"x": 1.0, "y": true, "z": null}, "é": "\u00e9\n"}"#
    let node = try read(json)
    #expect(
      node.value
        == .object([
          .init("b", .array([.integer(1), .integer(.min), .integer(.max)])),
          .init("a", .object([.init("x", .real(1)), .init("y", .bool(true)), .init("z", .null)])),
          .init("é", .string("é\n")),
        ]))
    let paths = try node.object { fields throws(JSONFailure) in
      _ = try fields.required("é").string()
      let x = try fields.required("a").object { inner throws(JSONFailure) in
        #expect(inner.optional("z") == nil)
        #expect(try inner.required("y").bool())
        return try inner.required("x").path
      }
      return try fields.required("b").elements().map(\.path) + [x]
    }
    #expect(paths == ["b[0]", "b[1]", "b[2]", "a.x"])
  }

  @Test(arguments: ["1", "\"a\"", "null", " [ ] ", "{}"])
  func `a document may be any value`(json: String) throws {
    #expect(try read(json).path == "")
  }

  /// The place is where the reader stopped: at the end of the word it could not take.
  @Test(arguments: [
    ("", 1, "end of file"), ("  \n", 2, "end of file"), ("{\"a\": 1,\n \"a\": 2}", 2, "duplicate"),
    ("{\"a\": 1,\n \"\\u0061\": 2}", 2, "duplicate"), ("[{\"x\": {\"k\": 1, \"k\": 1}}]", 1, "duplicate"),
    ("{\"a\":", 1, "end of file"), ("{\"a\": 1", 1, "end of file"), ("[1, 2", 1, "end of file"),
    ("[1,\n\n2,]", 3, "']'"),
    ("\"abc", 1, "end of input"), ("{'a': 1}", 1, "expected"), ("{a: 1}", 1, "'a'"), ("[1] x", 1, "end of file"),
    ("// c\n1", 1, "'/'"),
    ("[1e999]", 1, "overflow"), ("[9223372036854775808]", 1, "too big"), ("[-9223372036854775809]", 1, "too big"),
    ("[01]", 1, "'0'"), ("[NaN]", 1, "'NaN'"), ("[\"\\u0000\"]", 1, "u0000"), ("[\"\\ud800\"]", 1, "Unicode"),
    ("[\"a\nb\"]", 1, "newline"),
  ])
  func `what is no JSON, cut short or said twice is refused with its line`(json: String, line: Int, reason: String)
    throws
  {
    let failure = try #require(throws: JSONFailure.self) { try read(json) }
    guard case .line(line, let column) = failure.place, case .syntax(let words) = failure.problem else {
      Issue.record("\(failure)")
      return
    }
    #expect(column >= 0)
    #expect(words.localizedStandardContains(reason), "\(words)")
    #expect(failure.file == "rules.json")
    #expect(failure.exitCode == .badData)
  }

  @Test(arguments: [
    ("{\"a\": 1,\n \"a\": 2}", "cette clé est donnée deux fois, près de « \"a\" »"),
    ("[1, 2", "il manque « , » ou « ] », à la fin du fichier"),
    ("{\"a\" 1}", "il manque « : » après la clé, près de « 1 »"),
    ("{a: 1}", "il faut une clé entre guillemets, ou « } », près de « a »"),
    ("\"abc", "le fichier s'arrête trop tôt, près de « \"abc »"),
    ("[9223372036854775808]", "ce nombre est trop grand, près de « 9223372036854775808 »"),
    ("[tru]", "ce mot ne veut rien dire ici, près de « tru »"),
  ])
  func `the reason is told in French too`(json: String, words: String) throws {
    let failure = try #require(throws: JSONFailure.self) { try read(json) }
    #expect(failure.text.fr.contains("pas du JSON valide (\(words))"), "\(failure.text.fr)")
  }

  /// Whatever is cut out of a file or put into it, the French reason holds no English word.
  @Test func `no reason is left in English`() throws {
    let file = "{\"a\": [1, 2.5, true, null, \"é\\n\"], \"b\": {\"c\": -1}}"
    for cut in file.indices {
      for piece in ["", "}", "]", ",", ":", "\"", "\n", "x", "\u{1}", "\\u0000", "\\q", "\"a\": 1,"] {
        let damaged = String(file[..<cut]) + piece + String(file[file.index(after: cut)...])
        do throws(JSONFailure) { _ = try read(damaged) } catch {
          guard case .syntax(let reason) = error.problem, let what = reason.split(separator: " near ").first else {
            continue
          }
          #expect(!error.text.fr.contains(what), "\(error.text.fr)")
        }
      }
    }
  }

  @Test func `the mark some editors put before UTF-8 is skipped`() throws {
    #expect(try read("\u{FEFF}{}").value == .object([]))
    let failure = try #require(throws: JSONFailure.self) { try read("\u{FEFF}{}x") }
    #expect(failure.place == .line(1, column: 3))
  }

  @Test func `a place is counted in characters`() throws {
    let failure = try #require(throws: JSONFailure.self) { try read("{\"é\": 1,\n \"é\": 2}") }
    #expect(failure.place == .line(2, column: 4))
  }

  @Test(arguments: [[0xFF], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x5B, 0x00, 0x5D]] as [[UInt8]])
  func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
    #expect(throws: JSONFailure.self) { try StrictJSON.read(bytes, file: "rules.json") }
  }

  @Test(arguments: ["[", "{\"a\":"])
  func `nesting without end is refused`(opening: String) throws {
    let failure = try #require(throws: JSONFailure.self) { try read(String(repeating: opening, count: 100_000)) }
    #expect(failure.problem == .syntax("maximum parsing depth reached near '\(opening.prefix(1))'"))
  }

  @Test func `deep nesting is read, compared and written`() throws {
    let depth = 2_000
    let json = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let node = try read(json)
    #expect(try node == read(json))
    #expect(node.value.text == json)
  }

  @Test func `a large file takes no longer than its size`() throws {
    let json = "[" + (0..<200_000).map { "{\"k\($0)\":\($0)}" }.joined(separator: ",") + "]"
    #expect(try read(json).elements().count == 200_000)
  }

  private func read(_ json: String) throws(JSONFailure) -> JSONNode {
    try StrictJSON.read(Array(json.utf8), file: "rules.json")
  }
}

@Suite struct `Asking a file of rules for its values` {
  private enum Level: String, CaseIterable { case low, high }

  @Test(
    arguments: [
      ("3.0", .integer), ("3e0", .integer), ("\"3\"", .integer), ("true", .integer), ("null", .integer),
      ("[]", .integer),
    ] as [(String, JSONFailure.Expected)])
  func `a whole number is written as one`(json: String, expected: JSONFailure.Expected) throws {
    let node = try read(json)
    #expect(throws: node.failure(.wrongType(expected: expected))) { try node.integer() }
  }

  @Test func `each reader refuses the other types`() throws {
    let (one, text, list) = (try read("1"), try read("\"a\""), try read("[]"))
    #expect(try one.integer() == 1)
    #expect(try one.number() == 1)
    #expect(try read("1.5").number() == 1.5)
    #expect(throws: text.failure(.wrongType(expected: .number))) { try text.number() }
    #expect(throws: one.failure(.wrongType(expected: .string))) { try one.string() }
    #expect(throws: one.failure(.wrongType(expected: .bool))) { try one.bool() }
    #expect(throws: one.failure(.wrongType(expected: .array))) { try one.elements() }
    #expect(throws: list.failure(.wrongType(expected: .object))) { try list.members() }
    #expect(throws: text.failure(.wrongType(expected: .oneOf(["low", "high"])))) { try text.choice(Level.self) }
    #expect(try read("\"high\"").choice(Level.self) == .high)
    #expect(try read("\"2026-09-15\"").day() == Day(year: 2026, month: 9, day: 15))
    #expect(throws: text.failure(.rule(KernelFailure.invalid(.day, input: "a").text))) { try text.day() }
  }

  @Test func `a missing key is refused where it is missing`() throws {
    let node = try read(#"{"a": [{"fr": "oui"}]}"#)
    #expect(throws: JSONFailure(file: "rules.json", place: .path("a[0]"), problem: .missingKey("en"))) {
      try node.object { fields throws(JSONFailure) in
        try fields.required("a").array { element throws(JSONFailure) in try element.text() }
      }
    }
  }

  @Test(arguments: ["b", "b.c", "", "fr ", "é"])
  func `a key nobody asked for is refused with its place`(key: String) throws {
    let node = try read("{\"x\": {\"a\": 1, \"\(key)\": 2}}")
    let failure = JSONFailure(file: "rules.json", place: .path("x.\(key)"), problem: .unknownKey(key))
    #expect(throws: failure) {
      try node.object { fields throws(JSONFailure) in
        try fields.required("x").object { inner throws(JSONFailure) in try inner.required("a").integer() }
      }
    }
  }

  @Test func `null is a missing value, and a known key`() throws {
    let node = try read(#"{"a": null}"#)
    #expect(try node.object { fields throws(JSONFailure) in fields.optional("a") == nil })
  }

  @Test func `a refusal names file, place and reason in both languages`() {
    let failure = JSONFailure(file: "qf.json", place: .path("decide.all[2]"), problem: .unknownKey("iz"))
    #expect(
      failure.text
        == Text(
          fr: "Le fichier « qf.json » est refusé, à « decide.all[2] » : « iz » est inconnu ici.",
          en: "The file “qf.json” is refused, at “decide.all[2]”: “iz” is unknown here."))
    let rule = JSONFailure(
      file: "qf.json", place: .path(""), problem: .rule(Text(fr: "Trop long.", en: "Too long.")))
    #expect(rule.text.fr == "Le fichier « qf.json » est refusé, à la racine : Trop long.")
  }

  private func read(_ json: String) throws(JSONFailure) -> JSONNode {
    try StrictJSON.read(Array(json.utf8), file: "rules.json")
  }
}

@Suite struct `Writing JSON` {
  @Test(arguments: [
    #"{"a":[],"b":{},"c":[1,-2,0.5,1e+100],"d":null,"e":true,"f":"é\"\\\n\u0001 🙂\u007f"}"#, "[[[[]]]]", "\"\"",
    "{\"\":0}",
  ])
  func `what was read is written with the same meaning`(json: String) throws {
    let value = try StrictJSON.read(Array(json.utf8), file: "a").value
    #expect(try StrictJSON.read(Array(value.text.utf8), file: "a").value == value)
    #expect(try StrictJSON.read(Array(value.indentedText.utf8), file: "a").value == value)
    #expect(!value.text.contains("\n"))
  }

  @Test func `levels are indented for people`() {
    let value = JSONValue.object([.init("a", .array([.integer(1), .string("x")])), .init("b", .object([]))])
    #expect(value.text == #"{"a":[1,"x"],"b":{}}"#)
    #expect(
      value.indentedText == """
        {
          "a": [
            1,
            "x"
          ],
          "b": {}
        }
        """)
  }
}

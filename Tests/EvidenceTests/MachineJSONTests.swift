import Kernel
import Testing

@testable import Evidence

@Suite struct `Reading the JSON of machines` {
  private func read(_ text: String) throws(JSONFault) -> JSONValue { try MachineJSON.read(Array(text.utf8)) }

  @Test(
    arguments: [
      ("null", .null), (" true ", .bool(true)), ("-12", .integer(-12)), ("1.5e3", .real(1500)),
      ("9223372036854775807", .integer(.max)), ("18446744073709551615", .real(18_446_744_073_709_551_616)),
      (#""""#, .string("")), (#""é\u00e9\ud83d\ude00\n\/\"""#, .string("éé😀\n/\"")),
      (#""\ud83d""#, .string("\u{FFFD}")),
      ("[]", .array([])), ("[1, [2]]", .array([.integer(1), .array([.integer(2)])])), ("{}", .object([])),
    ] as [(String, JSONValue)])
  func `takes every value JSON knows`(text: String, value: JSONValue) throws {
    #expect(try read(text) == value)
  }

  @Test func `takes the last value of a key given twice`() throws {
    #expect(try read(#"{"a": 1, "b": 2, "a": 3}"#)["a"]?.whole == 3)
  }

  @Test func `replaces bytes that are no UTF-8`() throws {
    #expect(try MachineJSON.read([0x22, 0x41, 0xFF, 0x22]) == .string("A\u{FFFD}"))
  }

  @Test(
    arguments: [
      (#"{"a": 1 "b": 2}"#, .missingComma, 8), (#"{"a": {} {}}"#, .missingComma, 9),
      ("[1 2]", .missingComma, 3),
      (#"{"a": tru, "b": 1}"#, .missingValue, 6), (#"{"a": }"#, .missingValue, 6), ("[1,]", .missingValue, 3),
      (#"{"a": NaN}"#, .missingValue, 6), ("[1.2.3]", .missingValue, 1), (#"{"a" 1}"#, .missingColon, 5),
      (#"{a: 1}"#, .missingValue, 1), (#"{"a": 1,}"#, .missingKey, 8), (#"{1: 2}"#, .missingKey, 1),
      ("[\"a\u{1}\"]", .controlCharacter, 3), (#"["\q"]"#, .badEscape, 2), (#"["\u12G4"]"#, .badEscape, 2),
      ("{} {}", .trailing, 3), ("[true false]", .missingComma, 6),
    ] as [(String, JSONProblem, Int)])
  func `refuses what JSON forbids, with its place`(text: String, problem: JSONProblem, position: Int) {
    #expect(throws: JSONFault(problem: problem, position: position)) { try read(text) }
  }

  @Test(arguments: [
    "{", "[", "[1", "[1,", #"{"a"#, #"{"a""#, #"{"a":"#, #"{"a": 1"#, #"["\"#, "[tr", "[1.", #"["\u12"#,
  ])
  func `sees that the end is missing`(text: String) {
    #expect { try read(text) } throws: { ($0 as? JSONFault)?.problem == nil && $0 is JSONFault }
  }

  @Test func `bounds the nesting`() throws {
    let limit = MachineJSON.depthLimit
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try read(nested(limit))
    #expect(throws: JSONFault(problem: .tooDeep(limit: limit), position: limit)) {
      try read(nested(limit + 1))
    }
    #expect(throws: JSONFault(problem: .tooDeep(limit: limit), position: limit)) {
      try read(nested(1_000_000))
    }
  }

  @Test(
    arguments: [
      (.string("500107862016"), 500_107_862_016), (.string(" 7 "), 7), (.real(3), 3), (.real(3.5), nil),
      (.string("7k"), nil),
      (.real(1e300), nil), (.null, nil), (.bool(true), nil),
    ] as [(JSONValue, Int?)])
  func `takes a whole number in any of its forms`(value: JSONValue, whole: Int?) {
    #expect(value.whole == whole)
  }
}

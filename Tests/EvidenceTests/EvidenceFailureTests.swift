import Kernel
import Testing

@testable import Evidence

@Suite struct `A file that is no evidence` {
  private func refusal(_ text: String) -> EvidenceFailure? {
    do throws(EvidenceFailure) {
      _ = try EvidenceReport(reading: Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test(
    arguments: [
      ("", .empty), (" \r\n\t", .empty), ("\u{FEFF}", .empty), ("hello", .unrecognised),
      (
        "smartctl 7.3\n=== START OF READ SMART DATA SECTION ===\nSMART Health Status: OK\n",
        .nothingReported(.smartctl)
      ),
      ("pc\n  *-core\n", .printedForPeople(command: "lshw -json")),
      ("{}", .unrecognised),
      ("[]", .unrecognised),
      (#"{"id": "pc", "class": "system""#, .cut(.lshw, at: TextPlace(line: 1, column: 31))),
      (
        "{\n  \"id\": \"pc\", \"class\": \"system\"\n  \"é\": 1}",
        .malformed(.lshw, .missingComma, at: TextPlace(line: 3, column: 3))
      ),
      (#"{"smartctl": {"version": [7, 3]"#, .cut(.smartctl, at: TextPlace(line: 1, column: 32))),
      (
        #"{"smartctl": {}, "é": 1 2}"#,
        .malformed(.smartctl, .missingComma, at: TextPlace(line: 1, column: 25))
      ),
    ] as [(String, EvidenceFailure)])
  func `is refused with its reason and place`(text: String, failure: EvidenceFailure) {
    #expect(refusal(text) == failure)
  }

  @Test func `is refused when larger than any real one`() {
    let limit = EvidenceReport.sizeLimit
    #expect(throws: EvidenceFailure.tooLarge(bytes: limit + 1, limit: limit)) {
      try EvidenceReport(reading: [UInt8](repeating: 0x20, count: limit + 1))
    }
  }

  @Test func `is refused when nested deeper than any machine`() {
    let text = #"{"id": "pc", "class": "system", "children": "# + String(repeating: "[", count: 300)
    let place = TextPlace(line: 1, column: text.utf8.count - 300 + MachineJSON.depthLimit)
    #expect(refusal(text) == .malformed(.lshw, .tooDeep(limit: MachineJSON.depthLimit), at: place))
  }

  private static let all: [EvidenceFailure] =
    [
      .empty, .tooLarge(bytes: 17, limit: 16), .packed("PDF"), .packed("zip"), .printedForPeople(command: "lshw -json"),
      .unrecognised, .severalDisks(count: 3),
    ]
    + EvidenceFormat.allCases.flatMap { format -> [EvidenceFailure] in
      let place = TextPlace(line: 14, column: 12)
      return [
        .nothingReported(format), .cut(format, at: place), .malformed(format, .missingComma, at: place),
      ]
    }

  @Test(arguments: all)
  func `is bad data, and told in each language`(failure: EvidenceFailure) {
    #expect(failure.exitCode == .badData)
    for language in Language.allCases {
      #expect(failure.text[language].hasSuffix("."))
      #expect(!failure.text[language].contains("  "))
    }
    #expect(failure.text.fr != failure.text.en)
  }

  @Test func `tells where the comma is missing and what to do`() {
    let failure = EvidenceFailure.malformed(.lshw, .missingComma, at: TextPlace(line: 14, column: 12))
    #expect(
      failure.text.fr
        == "Le fichier vient de lshw, mais ce n'est pas du JSON valide ligne 14, colonne 12 : il manque une virgule entre "
        + "deux valeurs. Rien n'en est lu. Relancez « sudo lshw -json » sans choisir de classe, avec une version récente, "
        + "et importez le nouveau fichier.")
    #expect(
      failure.text.en
        == "The file comes from lshw, but it is not valid JSON at line 14, column 12: a comma is missing between two "
        + "values. Nothing of it is read. Run “sudo lshw -json” again without choosing a class, with a recent version, "
        + "and import the new file.")
  }
}

@Suite struct `Any bytes at all` {
  /// Steele's SplitMix64, so that a failure can be seen again.
  private struct FixedSeed: RandomNumberGenerator {
    var state: UInt64 = 20_260_302

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// Reads the bytes and takes the names out of them; only a crash or a hang can fail here.
  private func tryAll(_ bytes: [UInt8]) {
    for sheet in (try? EvidenceReport(reading: bytes).sheets) ?? [] {
      let _: String = sheet.json(file: "", in: .fr).text
    }
    _ = Redaction.removingNames(from: bytes)
  }

  @Test(.onRealFiles, .timeLimit(.minutes(5)), arguments: Fixtures.all)
  func `are read or refused: files cut and damaged`(fixture: Fixture) throws {
    var generator = FixedSeed()
    let bytes = try fixture.bytes()
    guard !bytes.isEmpty else { return }
    for _ in 0..<min(10, 1 + 15_000 / bytes.count) {
      tryAll(Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator))))
      var damaged = bytes
      for _ in 0..<8 {
        damaged[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      tryAll(damaged)
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `are read or refused: noise that begins like evidence`() {
    var generator = FixedSeed()
    let signs = Array(#"{}[]",:\ 0123456789.-+eEtrufalsn|!*[2026/03/02 10:00:00] notice: Found @/home/"#.utf8)
    let openings = [
      "", "{\"id\": \"pc\", \"class\": \"system\", ", "{\"smartctl\": ", "[2026/03/02 10:00:00]  notice: ",
    ]
    for opening in openings {
      for _ in 0..<200 {
        tryAll(Array(opening.utf8) + (0..<120).map { _ in signs.randomElement(using: &generator) ?? 0 })
      }
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `are read or refused: what no machine writes`() {
    let deep = String(repeating: "{\"id\":\"a\",\"class\":\"disk\",\"children\":[", count: 50_000)
    for text in [
      deep, String(repeating: "[", count: 200_000), String(repeating: "\"", count: 100_001),
      "{\"smartctl\":{},\"user_capacity\":{\"bytes\":1e999},\"rotation_rate\":1e99}",
      "{\"id\":1,\"class\":\"system\",\"children\":{\"class\":5},\"serial\":[1],\"configuration\":7}",
      "{\"id\":\"a\",\"class\":\"system\",\"children\":[{\"class\":\"memory\",\"id\":\"memory\","
        + "\"description\":\"System Memory\",\"size\":9223372036854775807},{\"class\":\"memory\",\"id\":\"memory:1\","
        + "\"description\":\"System Memory\",\"size\":9223372036854775807}]}",
      "[2026/03/02 10:00:00]  notice: Found /\n!  Device | Status |  |  \n a | Erased | /s | 99999999999999999999:00:00 | /\n--",
      "[9999/99/99 99:99:99]  notice: Found /dev/sda\n",
    ] { tryAll(Array(text.utf8)) }
  }
}

import Kernel
import Testing

@Suite struct `Reading the numbers of registers` {
  /// La Poste's number, and the one INSEE explains the check with.
  @Test(arguments: ["356000000", "356 000 000", "732829320", "\u{A0}732 829 320 "])
  func `a SIREN passes Luhn's check`(input: String) throws {
    #expect(try Siren(input).description == input.filter { !$0.isWhitespace })
  }

  @Test(arguments: [
    "", "732829321", "73282932", "7328293200", "73282932O", "732829230", "７３２８２９３２０", "7328293\u{301}20", "-73282932",
  ])
  func `what fails it is no SIREN`(input: String) {
    #expect(throws: KernelFailure.invalid(.siren, input: input)) { try Siren(input) }
  }

  /// 732829320 00074 is INSEE's own example of an establishment.
  @Test func `a SIRET tells its enterprise`() throws {
    #expect(try Siret("732 829 320 00074").description == "73282932000074")
    #expect(try Siret("73282932000074").enterprise == "732829320")
  }

  @Test(arguments: [
    // Made up by La Poste's own rule: Luhn fails, and the digits sum to 15, 25 and 50.
    "35600000000001", "35600000012341", "35600000099954",
    // The head office passes Luhn's check; its digits sum to 26.
    "35600000000048",
  ])
  func `La Poste's establishments pass one check or the other`(input: String) throws {
    #expect(try Siret(input).enterprise == "356000000")
  }

  @Test(arguments: [
    "", "35600000000002", "73282932000075", "7328293200007", "732829320000740", "73282932O00074", "356000000",
    // Its digits sum to a multiple of five, but is not La Poste's.
    "73282932000040",
    // Luhn holds for the fourteen digits and not for the first nine.
    "73282932100007",
  ])
  func `what fails its check is no SIRET`(input: String) {
    #expect(throws: KernelFailure.invalid(.siret, input: input)) { try Siret(input) }
  }

  @Test(arguments: ["0942434K", "0350760L", "0921921N", "0942434k", " 094 2434 K"])
  func `a UAI carries the letter of its number`(input: String) throws {
    #expect(try UAI(input).description == input.uppercased().filter { !$0.isWhitespace })
  }

  @Test func `each remainder modulo 23 has its own letter`() throws {
    for (remainder, letter) in "ABCDEFGHJKLMNPRSTUVWXYZ".enumerated() {
      let number = String(String(10_000_000 + 23 * 40_000 + remainder).dropFirst())
      for candidate in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
        let written = number + String(candidate)
        #expect((try? UAI(written)) != nil || candidate != letter, "\(written)")
        #expect((try? UAI(written)) == nil || candidate == letter, "\(written)")
      }
    }
  }

  @Test(arguments: ["", "0942434", "0942434L", "942434K", "00942434K", "0942434\u{212A}", "A942434K", "0942434K1"])
  func `another letter or shape is no UAI`(input: String) {
    #expect(throws: KernelFailure.invalid(.uai, input: input)) { try UAI(input) }
  }

  @Test(arguments: ["W2B2000016", "W9P1002760", "w691234567", " W69 1234567"])
  func `an RNA number is W and nine characters`(input: String) throws {
    #expect(try RNA(input).description == input.uppercased().filter { !$0.isWhitespace })
  }

  @Test(arguments: [
    "", "W", "X691234567", "W69123456", "W6912345678", "WA91234567", "W6é1234567", "W69123456A", "W6\u{212A}1234567",
  ])
  func `another shape is no RNA number`(input: String) {
    #expect(throws: KernelFailure.invalid(.rna, input: input)) { try RNA(input) }
  }

  @Test(arguments: ["26362", "01001", "2A004", "2b033", "97411", "98818", "75056", "69123"])
  func `an INSEE code begins with its département`(input: String) throws {
    #expect(try InseeCommune(input).description == input.uppercased())
  }

  @Test(arguments: [
    "", "2636", "263620", "20004", "2C004", "A6362", "2636A", "２6362", "2\u{301}6362", "26-62", "99999",
    "96001", "00123", "47000", "97400", "99100",
  ])
  func `another shape is no INSEE code`(input: String) {
    #expect(throws: KernelFailure.invalid(.inseeCommune, input: input)) { try InseeCommune(input) }
  }

  @Test func `there are a hundred and one départements`() {
    let two = (0...99).map { $0 < 10 ? "0\($0)" : "\($0)" } + ["2A", "2B", "2C"]
    let three = (0...999).map { String(String($0 + 1000).dropFirst()) }
    let known = (two + three).filter { (try? Departement($0)) != nil }
    #expect(known.count == 101)
    #expect(Set(["01", "19", "2A", "2B", "21", "95", "971", "972", "973", "974", "976"]).isSubset(of: known))
  }

  @Test(arguments: ["", "0", "00", "20", "96", "99", "975", "977", "1", "2C", "001"])
  func `another code is no département`(input: String) {
    #expect(throws: KernelFailure.invalid(.departement, input: input)) { try Departement(input) }
  }
}

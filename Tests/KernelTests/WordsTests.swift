import Kernel
import Testing

@Suite struct `Choosing a language` {
  @Test(
    arguments: [
      ([:], .fr), (["LANG": "en_GB.UTF-8"], .en), (["LANG": "C.UTF-8"], .fr), (["LANG": "de_DE"], .fr),
      (["LANG": ""], .fr),
      (["REBOND_LANG": "en", "LANG": "fr_FR"], .en), (["REBOND_LANG": "FR", "LANG": "en_US"], .fr),
      (["LC_ALL": "en_US", "LANG": "fr_FR"], .en), (["LC_MESSAGES": "en_US", "LANG": "fr_FR"], .en),
      (["LC_ALL": "fr_FR", "LC_MESSAGES": "en_US"], .fr), (["REBOND_LANG": "de", "LANG": "en_US"], .en),
    ] as [([String: String], Language)])
  func `the environment decides, else French`(environment: [String: String], language: Language) {
    #expect(Language.chosen(wish: nil, environment: environment) == language)
  }

  @Test func `a wish goes before the environment`() {
    #expect(Language.chosen(wish: .fr, environment: ["REBOND_LANG": "en"]) == .fr)
    #expect(Language.chosen(wish: .en, environment: [:]) == .en)
  }
}

@Suite struct `Saying it in both languages` {
  @Test func `a text has its wording in each language`() {
    let text = Text(fr: "oui", en: "yes")
    #expect(text[.fr] == "oui")
    #expect(text[.en] == "yes")
    #expect(text + Text(same: "!") == Text(fr: "oui!", en: "yes!"))
    #expect([text, text].joined(separator: ", ") == Text(fr: "oui, oui", en: "yes, yes"))
  }

  @Test(arguments: KernelFailure.Notation.allCases)
  func `each refused notation is quoted, named and shown`(notation: KernelFailure.Notation) {
    let failure = KernelFailure.invalid(notation, input: "x-y")
    #expect(failure.text.fr.hasPrefix("« x-y » n'est pas un"))
    #expect(failure.text.en.hasPrefix("“x-y” is not a"))
    #expect(failure.text.fr != failure.text.en)
    #expect(failure.exitCode == .badData)
  }

  @Test func `exit codes are those of sysexits`() {
    let codes: [ExitCode] = [
      .done, .refused, .usage, .badData, .noInput, .ourFault, .cannotCreate, .inputOutput, .busy, .configuration,
    ]
    #expect(codes.map(\.rawValue) == [0, 1, 64, 65, 66, 70, 73, 74, 75, 78])
  }
}

@Suite struct `Numbers and digests` {
  @Test func `numbers are ordered as they were given`() {
    #expect(DeviceID(rawValue: 2) < DeviceID(rawValue: 10))
    #expect(DeviceID(rawValue: 12).description == "12")
  }

  /// The vectors of FIPS 180-4.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `a digest is SHA-256`(input: String, digest: String) {
    #expect(Digest.sha256(input.utf8).description == digest)
  }

  @Test func `a digest has thirty-two bytes`() {
    #expect(Digest(bytes: [UInt8](repeating: 0xAB, count: 32))?.description == String(repeating: "ab", count: 32))
    #expect(Digest(bytes: [UInt8](repeating: 0, count: 31)) == nil)
    #expect(Digest(bytes: [UInt8](repeating: 0, count: 33)) == nil)
  }
}

@Suite struct `A maker and a model` {
  @Test(
    arguments: [
      ("Dell Inc.", "Latitude 5480", "Dell Inc. Latitude 5480"), ("HP", "HP EliteDesk 800 G2", "HP EliteDesk 800 G2"),
      ("LENOVO", "Lenovo", "Lenovo"), ("HP", "HPE ProLiant", "HP HPE ProLiant"), (nil, "E23", "E23"), ("HP", nil, "HP"),
      (nil, nil, nil),
    ] as [(String?, String?, String?)])
  func `make one line, in which the maker stands once`(maker: String?, model: String?, name: String?) {
    #expect(String.name(maker: maker, model: model) == name)
  }
}

import Arguments
import Kernel
import Testing

@Suite struct `Refusing a command line` {
  struct Case: CustomTestStringConvertible, Sendable {
    let line: String
    let command: String
    let problem: UsageFailure.Problem

    init(_ line: String, _ command: String, _ problem: UsageFailure.Problem) {
      self.line = line
      self.command = command
      self.problem = problem
    }

    var testDescription: String { line }
  }

  @Test(arguments: [
    Case("devise show X", "rebond", .unknownCommand("devise", meant: "device")),
    Case("devcie", "rebond", .unknownCommand("devcie", meant: "device")),
    Case("dev", "rebond", .unknownCommand("dev", meant: "device")),
    Case("spreadsheet", "rebond", .unknownCommand("spreadsheet", meant: nil)),
    Case("device relaese", "rebond device", .unknownCommand("relaese", meant: "release")),
    Case("device erase", "rebond device", .unknownCommand("erase", meant: nil)),
    Case("Device show", "rebond", .unknownCommand("Device", meant: "device")),
    Case("device", "rebond device", .missingVerb(of: ["show", "release", "list"])),
    Case("device --json", "rebond device", .missingVerb(of: ["show", "release", "list"])),
    Case("status --jsno", "rebond status", .unknownOption("--jsno", meant: "--json")),
    Case("status -json", "rebond status", .unknownOption("-json", meant: "--json")),
    Case("status --colour=red", "rebond status", .unknownOption("--colour", meant: nil)),
    Case("status --reason x", "rebond status", .unknownOption("--reason", meant: nil)),
    Case("status --hlep", "rebond status", .unknownOption("--hlep", meant: "--help")),
    Case("device release X -5", "rebond device release", .unknownOption("-5", meant: nil)),
    Case("device --reason x release X", "rebond device", .optionBeforeCommand("--reason")),
    Case("--reason x device release X", "rebond", .optionBeforeCommand("--reason")),
    Case("status --on", "rebond status", .missingValue(of: "--on", followedBy: nil)),
    Case("status --on --json", "rebond status", .missingValue(of: "--on", followedBy: "--json")),
    Case("status --on -3", "rebond status", .missingValue(of: "--on", followedBy: "-3")),
    Case("status --on -- x", "rebond status", .missingValue(of: "--on", followedBy: "--")),
    Case("status --json=yes", "rebond status", .unexpectedValue(of: "--json", "yes")),
    Case("status --json=", "rebond status", .unexpectedValue(of: "--json", "")),
    Case("status --json --json", "rebond status", .repeatedOption("--json")),
    Case("--lang fr status --lang en", "rebond status", .repeatedOption("--lang")),
    Case("device release X", "rebond device release", .missing([reason])),
    Case("device show", "rebond device show", .missing([code])),
    Case("label render --output x", "rebond label render", .missing([codes])),
    Case("device release", "rebond device release", .missing([code, reason])),
    Case("device show A B", "rebond device show", .extraArgument("B")),
    Case("device release A B C --reason x", "rebond device release", .extraArgument("C")),
    Case("status =", "rebond status", .extraArgument("=")),
    Case("status ---", "rebond status", .unknownOption("---", meant: nil)),
    Case("status --=x", "rebond status", .unknownOption("--", meant: nil)),
  ])
  func `each mistake is named`(_ mistake: Case) {
    let failure = UsageFailure(mistake.problem, in: mistake.command)
    #expect(throws: failure) { try Sample.command(mistake.line) }
    #expect(failure.exitCode == .usage)
  }

  private static let reason = UsageFailure.Missing(
    Text(fr: "--reason MOTIF", en: "--reason REASON"),
    Text(fr: "Pourquoi l'appareil sort", en: "Why the device leaves"))
  private static let codes = UsageFailure.Missing(
    Text(same: "CODE"), Text(fr: "Les codes à imprimer", en: "The codes to print"))
  private static let code = UsageFailure.Missing(
    Text(same: "CODE"), Text(fr: "Le code de l'étiquette", en: "The code on the label"))

  @Test func `abbreviations are not guessed`() {
    #expect(throws: UsageFailure(.unknownCommand("sho", meant: "show"), in: "rebond device")) {
      try Sample.command("device sho REB0ND475")
    }
    #expect(throws: UsageFailure(.unknownOption("--js", meant: "--json"), in: "rebond status")) {
      try Sample.command("status --js")
    }
  }

  @Test func `an empty word is no command`() {
    #expect(throws: UsageFailure(.unknownCommand("", meant: nil), in: "rebond")) { try Sample.command([""]) }
  }

  @Test func `a very long word is refused at once`() {
    let long = String(repeating: "x", count: 1_000_000)
    #expect(throws: UsageFailure(.tooLong(String(repeating: "x", count: 40)), in: "rebond")) {
      try Sample.command([long])
    }
  }
}

@Suite struct `Refusing a value` {
  struct Case: CustomTestStringConvertible, Sendable {
    let words: [String]
    let parameter: String
    let reason: any Failure

    init(_ words: [String], _ parameter: String, _ reason: any Failure) {
      self.words = words
      self.parameter = parameter
      self.reason = reason
    }

    var testDescription: String { words.joined(separator: " ") }
  }

  private static let release = ["device", "release", "REB0ND475", "--reason"]
  private static let render = ["label", "render", "REB0ND475", "--output", "x"]
  private static let grades = ["excellent", "veryGood", "good", "fair", "worn"]

  @Test(arguments: [
    Case(["device", "show", "REB0ND474"], "CODE", KernelFailure.wrongCheckCharacter(input: "REB0ND474")),
    Case(["device", "show", ""], "CODE", KernelFailure.invalid(.assetCode, input: "")),
    Case(release + ["x", "--price", "abc"], "--price", KernelFailure.invalid(.money, input: "abc")),
    Case(release + [""], "--reason", ValueProblem.empty),
    Case(["device", "release", "REB0ND475", "--reason="], "--reason", ValueProblem.empty),
    Case(release + [" \t"], "--reason", ValueProblem.empty),
    Case(release + ["x", "--medium", "S1", "--medium", ""], "--medium", ValueProblem.empty),
    Case(
      release + ["x", "--grade", "verygood"], "--grade",
      ValueProblem.notAChoice("verygood", grades, meant: "veryGood")),
    Case(release + ["x", "--grade", ""], "--grade", ValueProblem.notAChoice("", grades, meant: nil)),
    Case(render + ["--start-at", "0"], "--start-at", ValueProblem.notAnInteger("0", 1...65)),
    Case(render + ["--start-at", "66"], "--start-at", ValueProblem.notAnInteger("66", 1...65)),
    Case(render + ["--start-at", "1.0"], "--start-at", ValueProblem.notAnInteger("1.0", 1...65)),
    Case(
      render + ["--start-at", "99999999999999999999"], "--start-at",
      ValueProblem.notAnInteger("99999999999999999999", 1...65)),
    Case(
      ["device", "list", "--donation", "-1"].joinedOption, "--donation",
      ValueProblem.notAnInteger("-1", 1...Int.max)),
  ])
  func `the failure keeps its reason and names the parameter`(_ refused: Case) {
    let failure = ValueFailure(of: Text(same: refused.parameter), reason: refused.reason)
    #expect(throws: failure) { try Sample.command(refused.words) }
    #expect(failure.exitCode == refused.reason.exitCode)
  }

  @Test func `a global option is refused when it is read`() throws {
    let read = try #require(try Sample.command("status --on 2026-02-30"))
    let reason = KernelFailure.invalid(.day, input: "2026-02-30")
    #expect(throws: ValueFailure(of: Text(same: "--on"), reason: reason)) { try read.global[Sample.on] }
    #expect(reason.exitCode == .badData)
  }
}

extension [String] {
  /// The last two words as one, `--name=value`.
  fileprivate var joinedOption: [String] { dropLast(2) + [suffix(2).joined(separator: "=")] }
}

@Suite struct `Wording usage failures` {
  @Test(arguments: [
    (
      UsageFailure(.unknownCommand("devise", meant: "device"), in: "rebond"),
      "« rebond devise » n'est pas une commande. Vouliez-vous dire « rebond device » ? Voir « rebond --help ».",
      "“rebond devise” is not a command. Did you mean “rebond device”? See “rebond --help”."
    ),
    (
      UsageFailure(.missingValue(of: "--on", followedBy: "-3"), in: "rebond status"),
      "L'option --on attend une valeur, et « -3 » a l'air d'une option : si c'est bien la valeur, écrivez --on=-3. "
        + "Voir « rebond status --help ».",
      "The option --on needs a value, and “-3” looks like an option: if it is the value, write --on=-3. "
        + "See “rebond status --help”."
    ),
    (
      UsageFailure(.unknownOption("-5", meant: nil), in: "rebond status"),
      "« rebond status » n'a pas d'option -5. Si « -5 » n'est pas une option, écrivez d'abord -- seul. "
        + "Voir « rebond status --help ».",
      "“rebond status” has no option -5. If “-5” is not an option, write -- alone before it. "
        + "See “rebond status --help”."
    ),
    (
      UsageFailure(.notUTF8("Am\u{FFFD}lie"), in: "rebond"),
      "« Am\u{FFFD}lie » n'est pas un texte en UTF-8 : vérifiez le codage du terminal ou du script. "
        + "Voir « rebond --help ».",
      "“Am\u{FFFD}lie” is not text in UTF-8: check the encoding of the terminal or the script. See “rebond --help”."
    ),
    (
      UsageFailure(.tooLong("aaaa"), in: "rebond"),
      "« aaaa… » est trop long : 4096 octets au plus. Voir « rebond --help ».",
      "“aaaa…” is too long: 4096 bytes at most. See “rebond --help”."
    ),
    (
      UsageFailure(
        .missing([
          UsageFailure.Missing(Text(same: "CODE"), Text(fr: "l'appareil", en: "the device")),
          UsageFailure.Missing(Text(fr: "--reason MOTIF", en: "--reason REASON"), Text(fr: "pourquoi", en: "why")),
        ]), in: "rebond x"),
      "« rebond x » a besoin de CODE (l'appareil), --reason MOTIF (pourquoi). Voir « rebond x --help ».",
      "“rebond x” needs CODE (the device), --reason REASON (why). See “rebond x --help”."
    ),
  ])
  func `a message says what is wrong and where help is`(failure: UsageFailure, fr: String, en: String) {
    #expect(failure.text == Text(fr: fr, en: en))
  }

  @Test func `a refused value is told with its parameter`() {
    let failure = ValueFailure(
      of: Text(same: "--grade"), reason: ValueProblem.notAChoice("god", ["good", "fair"], meant: "good"))
    #expect(
      failure.text
        == Text(
          fr: "--grade : « god » n'est pas dans la liste : good, fair. Vouliez-vous dire « good » ?",
          en: "--grade: “god” is not one of: good, fair. Did you mean “good”?"))
  }
}

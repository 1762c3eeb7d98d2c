import Arguments
import Kernel
import Testing

@Suite struct `Reading a command line` {
  @Test(arguments: [
    "device show REB-0ND-475", "device show --json REB-0ND-475", "--json device show REB-0ND-475",
    "device --json show REB-0ND-475", "device show REB-0ND-475 --json", "device show --json -- REB-0ND-475",
    "-- device show REB-0ND-475", "device show http://example.org/reb0nd475",
  ])
  func `words and global options come in any order`(line: String) throws {
    let read = try #require(try Sample.command(line))
    #expect(try #require(read.command as? ShowDevice).code == AssetCode("REB0ND475"))
    #expect(try read.global[Sample.json] == line.contains("--json"))
    #expect(try read.global[Sample.on] == nil)
  }

  @Test func `a command that stands alone needs no noun`() throws {
    #expect(try Sample.command("status --lang en")?.command is Status)
  }

  @Test func `each option is read as its type`() throws {
    let line =
      "device release --medium S1 REB0ND475 --reason=a=b --medium=S2 --price 12,50 --force --grade veryGood --on 2026-09-15"
    let read = try #require(try Sample.command(line))
    let release = try #require(read.command as? ReleaseDevice)
    #expect(release.reason == "a=b")
    #expect(release.price == Money(cents: 1250))
    #expect(release.media == ["S1", "S2"])
    #expect(release.grade == .veryGood)
    #expect(release.force)
    #expect(release.note == nil)
    #expect(try read.global[Sample.on] == Day(year: 2026, month: 9, day: 15))
  }

  @Test func `what is left out is nothing, an empty list, or the usual value`() throws {
    let release = try #require(
      try Sample.command("device release REB0ND475 --reason x")?.command as? ReleaseDevice)
    #expect(release.price == nil)
    #expect(release.media == [])
    #expect(release.grade == nil)
    #expect(!release.force)
    let labels = try #require(
      try Sample.command("label render REB0ND475 --output -")?.command as? RenderLabels)
    #expect(labels.startAt == 1)
    #expect(labels.level == .quartile)
    #expect(labels.output == "-")
  }

  @Test func `the last argument takes all words that are left`() throws {
    let line = "label render REB0ND475 M9S346Q3V --output a.pdf 100-000-00D --start-at 4"
    let labels = try #require(try Sample.command(line)?.command as? RenderLabels)
    #expect(labels.codes.map(\.characters) == ["REB0ND475", "M9S346Q3V", "10000000D"])
    #expect(labels.startAt == 4)
  }

  @Test func `a value may begin with a dash after an equals sign, a word after two dashes`() throws {
    let words = ["device", "release", "--reason=--json", "--", "REB0ND475", "--force"]
    let read = try #require(try Sample.command(words))
    let release = try #require(read.command as? ReleaseDevice)
    #expect(release.reason == "--json")
    #expect(release.note == "--force")
    #expect(!release.force)
    #expect(try !read.global[Sample.json])
  }

  @Test func `a value may hold spaces and line ends`() throws {
    let words = ["device", "release", "REB0ND475", "--reason", "prêt à\nl'école", "et voilà"]
    let release = try #require(try Sample.command(words)?.command as? ReleaseDevice)
    #expect(release.reason == "prêt à\nl'école")
    #expect(release.note == "et voilà")
  }

  @Test func `a number of something recorded keeps what it is the number of`() throws {
    let list = try #require(try Sample.command("device list --donation 12")?.command as? ListDevices)
    #expect(list.donation == DonationID(rawValue: 12))
  }
}

@Suite struct `Glimpsing an option in any line` {
  @Test(
    arguments: [
      ("devise show --lang en", .en), ("--lang=fr --bogus", .fr), ("--lang", nil), ("--lang de", nil),
      ("--lang=", nil),
      ("device show -- --lang en", nil), ("device show --language en", nil), ("", nil),
    ] as [(String, Language?)])
  func `the language is found though the rest is wrong`(line: String, language: Language?) {
    #expect(
      Sample.tree.glimpse(Sample.language, in: line.split(separator: " ").map(String.init)).flatMap(\.self)
        == language)
  }
}

@Suite struct `Listing the commands` {
  @Test func `every command is listed as it is typed`() {
    #expect(
      Sample.tree.commands.map(\.path) == [
        "status", "device show", "device release", "device list", "label render",
      ])
  }
}

import Arguments
import Kernel
import Testing

/// Mistakes of whoever writes a command, caught as soon as a debug build meets them.
@Suite struct `Specifying a command wrongly` {
  @Test func `a parameter that is read must be listed`() async {
    await #expect(processExitsWith: .failure) { _ = try Self.tree(Unlisted.self).request(["unlisted"]) }
  }

  @Test func `a parameter that is listed must be read`() async {
    await #expect(processExitsWith: .failure) { _ = try Self.tree(Unread.self).request(["unread"]) }
  }

  @Test func `a name is taken once`() async {
    await #expect(processExitsWith: .failure) { _ = Self.tree(Twice.self) }
    await #expect(processExitsWith: .failure) { _ = Self.tree(Status.self, Status.self) }
  }

  @Test func `nothing follows an argument that takes all words`() async {
    await #expect(processExitsWith: .failure) { _ = Self.tree(ListFirst.self) }
  }

  private static func tree(_ commands: any Command<Void>.Type...) -> CommandTree<Void> {
    CommandTree("p", Text(same: "p"), entries: commands.map { .command($0) })
  }
}

private struct Unlisted: Command {
  static let flag = Option(flag: "flag", Text(same: "f"))
  static let specification = CommandSpecification("unlisted", Text(same: "u"))
  init(_ values: ParsedValues) throws { _ = try values[Self.flag] }
  func run(in context: Void) {}
}

private struct Unread: Command {
  static let flag = Option(flag: "flag", Text(same: "f"))
  static let specification = CommandSpecification("unread", Text(same: "u"), parameters: [flag])
  init(_ values: ParsedValues) {}
  func run(in context: Void) {}
}

private struct Twice: Command {
  static let flag = Option(flag: "flag", Text(same: "f"))
  static let specification = CommandSpecification("twice", Text(same: "t"), parameters: [flag, flag])
  init(_ values: ParsedValues) throws { _ = try values[Self.flag] }
  func run(in context: Void) {}
}

private struct ListFirst: Command {
  static let files = Argument<[String]>(.path, Text(same: "f"))
  static let code = Argument<AssetCode>(.assetCode, Text(same: "c"))
  static let specification = CommandSpecification("list-first", Text(same: "l"), parameters: [files, code])
  init(_ values: ParsedValues) throws {
    _ = try values[Self.files]
    _ = try values[Self.code]
  }
  func run(in context: Void) {}
}

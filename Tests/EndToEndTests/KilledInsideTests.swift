import Foundation
import TestSupport
import Testing

/// The program is killed by `strace` just before a system call that writes: nothing of this is known to the program.
@Suite(.enabled(if: Machine.strace && Machine.sqlite3, "strace cannot watch a program here, or no sqlite3 program"))
struct `Killed in the middle of` {
  /// A place to kill: before the nth use of a system call.
  struct Place: Hashable, CustomStringConvertible {
    let call: String
    let use: Int

    var description: String { "killed before \(call) \(use)" }
  }

  /// Every call by which the program could change a file.
  static let calls = [
    "write", "pwrite64", "fdatasync", "fsync", "?ftruncate", "?link", "linkat", "?rename", "?renameat", "renameat2",
    "?unlink", "unlinkat",
  ]

  @Test(arguments: Writing.all) func `a write, all of it is there or nothing`(writing: Writing) throws {
    let before = try state(of: Stage(at: writing.before), after: writing)
    let whole = try Stage(at: writing.before)
    #expect(try whole.type(writing.line).status == 0)
    let after = try state(of: whole, after: writing)
    #expect(before != after)

    let places = try places(in: writing)
    #expect(places.contains { $0.call == "fdatasync" || $0.call == "fsync" })
    for place in places {
      let stage = try Stage(at: writing.before)
      let killed = try stage.type(
        "strace -f -qq -e signal=none -o /dev/null -e inject=\(place.call):signal=KILL:when=\(place.use) \(writing.line)"
      )
      let name = Comment(rawValue: "\(place)")
      #expect([9, 137].contains(killed.status), "\(place): \(killed.status) \(killed.errors)\(killed.output)")
      let found = try state(of: stage, after: writing)
      // A file to give away is named only once its trace is in the journal; between the two there may be the trace alone.
      let traceAlone = State(tally: after.tally, hasFile: false)
      #expect(found == before || found == after || writing.file != nil && found == traceAlone, name)

      let again = try stage.type(writing.line)
      if found.hasFile || writing.file == nil && found == after {
        #expect([0, 1, 73].contains(again.status), name)
      } else {
        #expect(again.status == 0, "\(place): \(again.errors)")
        #expect(try state(of: stage, after: writing).hasFile == after.hasFile, name)
        if found == before { #expect(try state(of: stage, after: writing) == after, name) }
      }
      // What the killed one left goes when the same is written again.
      if !found.hasFile { #expect(try stage.files.filter { $0.hasSuffix(".draft") } == [], name) }
    }
  }

  /// What can be seen after a write: the rows, and whether the file it makes is there.
  private struct State: Equatable {
    let tally: [String]
    let hasFile: Bool
  }

  private func state(of stage: Stage, after writing: Writing) throws -> State {
    let hasFile = writing.file.map(stage.has) ?? false
    if hasFile, let file = writing.file {
      // A file that has its name is whole.
      if file.hasSuffix(".rebond") { try stage.expectAllWell(file) }
      if file.hasSuffix(".pdf") { #expect(try stage.type("tail -c 6 \(file)").output.contains("%%EOF")) }
    }
    guard stage.has("base.rebond") else { return State(tally: [], hasFile: hasFile) }
    try stage.expectAllWell()
    return State(tally: try stage.tally(), hasFile: hasFile)
  }

  /// Where to kill: the first, the middle and the last use of each call; for what goes the same way as others, the middle
  /// of the writing, the commit and the answer; all uses with `REBOND_TEST_EVERY_KILL`.
  private func places(in writing: Writing) throws -> [Place] {
    let stage = try Stage(at: writing.before)
    let traced = try stage.type(
      "strace -f -qq -e signal=none -e trace=\(Self.calls.joined(separator: ",")) -o calls \(writing.line) >/dev/null && cat calls"
    )
    try #require(traced.status == 0, "\(traced.errors)")
    let pattern = /(?m)^\d+ +(\w+)\(/
    let uses = traced.output.matches(of: pattern).reduce(into: [String: Int]()) { $0[String($1.1), default: 0] += 1 }
    let wantsAll = ProcessInfo.processInfo.environment["REBOND_TEST_EVERY_KILL"] != nil
    return uses.sorted { $0.key < $1.key }.flatMap { call, count in
      let middle = (count + 1) / 2
      let some =
        if wantsAll { Set(1...count) } else if !writing.isLikeOthers { Set([1, middle, count]) } else {
          Set(["write", "pwrite64", "fdatasync"].contains(call) ? [middle] : [])
        }
      return some.sorted().map { Place(call: call, use: $0) }
    }
  }
}

import Foundation
import Testing

@testable import CommandLine

@Suite struct `A file of a watched folder` {
  private let place: URL
  private let folder: EvidenceFolder

  init() throws {
    place = FileManager.default.temporaryDirectory.appending(path: "rebond-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    folder = try EvidenceFolder(place.path)
  }

  private func write(_ text: String, _ name: String = "a.log") throws {
    try Data(text.utf8).write(to: place.appending(path: name))
  }

  private func append(_ text: String, _ name: String = "a.log") throws {
    let file = try FileHandle(forWritingTo: place.appending(path: name))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  private func files(_ shelf: String = "") throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: place.appending(path: shelf).path)
    return names.filter { !["done", "refused"].contains($0) }.sorted()
  }

  private func seen() throws -> EvidenceFolder.Sighting { try #require(try folder.look().first) }

  @Test func `is another one for each look while it is written`() throws {
    defer { try? FileManager.default.removeItem(at: place) }
    try write("one")
    let first = try seen()
    #expect(try seen() == first)
    try append(" two")
    #expect(try seen() != first)
  }

  @Test func `is not read once it has changed`() throws {
    defer { try? FileManager.default.removeItem(at: place) }
    try write("one")
    let first = try seen()
    #expect(try folder.read(first) == Array("one".utf8))
    try append(" two")
    #expect(try folder.read(first) == nil)
    try FileManager.default.removeItem(at: place.appending(path: "a.log"))
    #expect(try folder.read(first) == nil)
  }

  @Test func `written over after it was read goes back where it was, and is a new one`() throws {
    defer { try? FileManager.default.removeItem(at: place) }
    try write("one")
    let first = try seen()
    try write("another", "new")
    try FileManager.default.removeItem(at: place.appending(path: "a.log"))
    try FileManager.default.moveItem(at: place.appending(path: "new"), to: place.appending(path: "a.log"))
    #expect(try folder.put(first, on: .done) == nil)
    #expect(try files() == ["a.log"])
    #expect(try files("done").isEmpty)
    #expect(try folder.put(first, on: .refused, because: "no") == nil)
    folder.settle()
    #expect(try files() == ["a.log"])
    #expect(try files("refused").isEmpty)
  }

  @Test func `has its reason beside it, and both a name of their own`() throws {
    defer { try? FileManager.default.removeItem(at: place) }
    try write("kept", "refused/a.log.txt")
    try write("one")
    #expect(try folder.put(seen(), on: .refused, because: "no") == "a-2.log")
    #expect(try files("refused") == ["a-2.log", "a-2.log.txt", "a.log.txt"])
    #expect(try String(contentsOf: place.appending(path: "refused/a.log.txt"), encoding: .utf8) == "kept")
  }

  @Test func `is watched by one program at a time`() throws {
    defer { try? FileManager.default.removeItem(at: place) }
    #expect(throws: SessionFailure.watchedAlready(path: place.path)) { try EvidenceFolder(place.path) }
  }
}

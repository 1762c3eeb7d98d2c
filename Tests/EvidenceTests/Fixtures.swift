import Foundation
import Testing

/// The shared folder of real machine-made files, and what independent tools read off them.
enum Fixtures {
  /// The folder, from `REBOND_FIXTURES` or beside the checkout.
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["REBOND_FIXTURES"] { return URL(filePath: path) }
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.deletingLastPathComponent().appending(path: "shared/fixtures")
  }()

  static let arePresent = FileManager.default.fileExists(atPath: folder.appending(path: "truth.json").path)

  /// The files of one format, in order; none when the folder is absent.
  static func files(_ format: String) -> [Fixture] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: format).path)) ?? []
    return names.sorted().map { Fixture(format: format, name: $0) }
  }

  static let lshw = files("lshw_json")
  static let smartctl = files("smartctl_json")
  static let nwipe = files("nwipe_log")

  static let dmidecode = files("dmidecode_text")
  static let snapshots = files("ereuse_snapshot")

  /// The files of formats that are read, and those of formats beside them.
  static let all: [Fixture] = {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return folders.filter { !$0.contains(".") }.sorted().flatMap(files)
  }()

  /// A part of the files, small enough to be read many times: what is below 10 000 bytes, three of each format.
  static let small = Dictionary(grouping: all.filter { ((try? $0.bytes().count) ?? 0) < 10_000 }, by: \.format)
    .sorted { $0.key < $1.key }.flatMap { $0.value.prefix(["nwipe_log", "smartctl_json"].contains($0.key) ? 20 : 3) }

  /// What `truth.json` says of each file.
  nonisolated(unsafe) fileprivate static let truth: [String: Any] = {
    let data = try? Data(contentsOf: folder.appending(path: "truth.json"))
    return data.flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] } ?? [:]
  }()
}

/// One real file.
struct Fixture: CustomTestStringConvertible, Sendable {
  let format: String
  let name: String

  var testDescription: String { name }

  func bytes() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Fixtures.folder.appending(path: format).appending(path: name)))
  }

  /// Whether anything was read off the file.
  var hasTruth: Bool { Fixtures.truth["\(format)/\(name)"] != nil }

  /// What independent tools read off the file.
  func truth<Facts: Decodable>(_ type: Facts.Type) throws -> Facts {
    let entry = try #require(Fixtures.truth["\(format)/\(name)"])
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: JSONSerialization.data(withJSONObject: entry))
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test, and says so, where the shared folder is absent.
  static var onRealFiles: Self {
    .enabled(if: Fixtures.arePresent, "the folder ../shared/fixtures is absent")
  }
}

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

  /// A part of the files that are read, small enough to be read many times: all logs, and what is below 10 000 bytes.
  static let small = (lshw + smartctl + nwipe).filter { ((try? $0.bytes().count) ?? 0) < 10_000 }

  /// The files of formats that are not read.
  static let others: [Fixture] = {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return folders.filter { !$0.contains(".") && !["lshw_json", "smartctl_json", "nwipe_log"].contains($0) }
      .sorted()
      .flatMap(files)
  }()

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

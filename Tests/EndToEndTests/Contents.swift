import Foundation
import TestSupport
import Testing

/// What a database holds, as another program sees it.
extension Stage {
  /// Every row of every table, as the `sqlite3` program writes them out.
  func contents(of database: String = "base.rebond") throws -> String {
    let answer = try type("sqlite3 \(database) .dump")
    try #require(answer.status == 0, "\(answer.errors)")
    return answer.output
  }

  /// How many rows each table has, and where each device stands: the same whenever the same was done.
  func tally(of database: String = "base.rebond") throws -> [String] {
    try contents(of: database).split(separator: "\n").reduce(into: [String: Int]()) { counts, line in
      let words = line.split(separator: " ")
      guard words.prefix(2) == ["INSERT", "INTO"] else { return }
      let isDevice = words[2] == "devices"
      let state = isDevice ? String(line.drop { $0 != "(" }) : ""
      counts["\(words[2])\(state)", default: 0] += 1
    }.map { "\($0.value) × \($0.key)" }.sorted()
  }

  /// That `rebond check` finds nothing wrong.
  func expectAllWell(_ database: String = "base.rebond", _ comment: Comment? = nil) throws {
    let answer = try type("rebond check --data \(database)")
    #expect(answer.status == 0, comment)
    #expect(answer.output.contains("Tout est en ordre."), comment)
  }
}

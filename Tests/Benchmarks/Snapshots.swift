import Application
import Evidence
import Foundation
import Inventory
import Kernel
import Supply

/// What machines say of themselves, taken in one by one, each durable when it is answered.
enum Snapshots {
  /// Receives devices, and imports for each a snapshot that differs from the others by its serial numbers.
  ///
  /// - Parameter name: what the figure is called; the bytes on disk of one device are a second figure.
  static func measure(_ path: String, snapshot: String, count: Int, name: String) throws {
    let text = try String(contentsOf: URL(filePath: snapshot), encoding: .utf8)
    let marks = try serials(in: text)
    let chain = try Chain.open(path, now: Population.now)
    let line = try Donation.AnnouncedLine(category: .laptop, quantity: count)
    let donation = try chain.record(
      donation: [line], from: Population.donor, under: nil, origin: nil, as: Population.act(in: chain))
    let codes = try chain.receive(count, .laptop, of: donation.id, as: Population.act(in: chain)).map(\.code)
    let bare = try BareDatabase(path)
    let before = try size(of: path, bare)
    // What was registered by another run keeps its numbers.
    let known = Int(try bare.texts("SELECT count(*) FROM evidence_reports").first ?? "") ?? 0
    var figure = Figure(name: name, taken: [])
    for (number, code) in codes.enumerated() {
      // Serial numbers of the same length, so that no more is written than for the file itself.
      let own = marks.reduce(text) { $0.replacing($1, with: renumbered($1, known + number)) }
      let bytes = Array(own.utf8)
      let act = try Population.act(in: chain)
      figure.taken.append(try measured { _ = try chain.importEvidence(bytes, of: code, as: act) })
    }
    figure.print()
    let bytes = try (size(of: path, bare) - before) / count
    print("\(name)-bytes\ttaken\t\(Double(bytes) / 1000)")
  }

  /// The serial numbers of the machine and its disks, and its network addresses.
  private static func serials(in text: String) throws -> [String] {
    guard case .machine(let machine) = try EvidenceReport(reading: Array(text.utf8)) else { return [] }
    return [machine.identity.systemSerial?.usable].compactMap(\.self) + machine.disks.compactMap(\.serial?.usable)
      + machine.networkPorts.map(\.mac)
  }

  private static func renumbered(_ serial: String, _ number: Int) -> String {
    let digits = String(number, radix: 16)
    let room = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    return String(serial.dropLast(5)) + (serial.contains(":") ? "\(room.prefix(2)):\(room.suffix(2))" : room)
  }

  private static func size(of path: String, _ database: BareDatabase) throws -> Int {
    try database.script("PRAGMA wal_checkpoint(TRUNCATE)")
    return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }
}

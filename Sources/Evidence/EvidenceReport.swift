import Kernel

/// What a file of machine-made evidence says, in Rebond's terms.
///
/// Reading changes nothing: evidence never moves a device from one state to another by itself.
public enum EvidenceReport: Sendable, Equatable {
  /// A machine and its parts, from lshw.
  case machine(MachineReport)
  /// The state of one disk, from smartctl.
  case diskHealth(DiskHealthReport)
  /// What became of each disk of one or more runs, from nwipe.
  case wipe(WipeReport)

  /// The largest file read, in bytes; the largest real one known is below 0.2 MB.
  public static let sizeLimit = 16 << 20

  /// Reads a file whose format is told by its content.
  ///
  /// - Throws: ``EvidenceFailure``: empty, too large, of no known format, damaged or cut short with the place, or
  ///   without anything to report.
  public init(reading bytes: [UInt8]) throws(EvidenceFailure) {
    guard bytes.count <= EvidenceReport.sizeLimit else {
      throw .tooLarge(bytes: bytes.count, limit: EvidenceReport.sizeLimit)
    }
    let bytes = bytes.asUTF8
    guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
    guard let format = EvidenceFormat(recognisingUTF8: bytes) else { throw .unrecognised }
    switch format {
    case .lshw: self = .machine(try LshwReader.read(try EvidenceReport.json(bytes, format)))
    case .smartctl: self = .diskHealth(try SmartctlReader.read(try EvidenceReport.json(bytes, format)))
    case .nwipe: self = .wipe(try NwipeReader.read(bytes))
    }
  }

  /// The format the report was read from.
  public var format: EvidenceFormat {
    switch self {
    case .machine: .lshw
    case .diskHealth: .smartctl
    case .wipe: .nwipe
    }
  }

  private static func json(_ bytes: [UInt8], _ format: EvidenceFormat) throws(EvidenceFailure) -> JSONValue {
    do throws(JSONFault) {
      return try MachineJSON.read(bytes)
    } catch {
      let place = TextPlace(of: error.position, in: bytes)
      guard let problem = error.problem else { throw .cut(format, at: TextPlace(of: bytes.count, in: bytes)) }
      throw .malformed(format, problem, at: place)
    }
  }
}

/// A place in a text, counted from 1 as editors do.
public struct TextPlace: Sendable, Hashable {
  /// The line.
  public let line: Int
  /// The character of the line.
  public let column: Int

  /// Makes a place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  init(of position: Int, in bytes: [UInt8]) {
    let before = bytes[..<Swift.min(position, bytes.count)]
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    line = before.count { $0 == 0x0A } + 1
    column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
  }
}

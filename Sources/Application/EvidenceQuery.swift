import Inventory
public import Kernel
import Refurbishment
import Storage

/// One piece of evidence in a list.
public struct EvidenceLine: Sendable {
  /// Its number.
  public let id: EvidenceReportID
  /// The format it was recognised as.
  public let format: String
  /// The SHA-256 of the file as it came.
  public let original: Digest
  /// The SHA-256 of what is kept of it, names of people taken out.
  public let stored: Digest
  /// The devices it is about; none when it is kept aside.
  public let devices: [AssetCode]
  /// Why it could not be read, when it could not.
  public let unreadable: String?
}

extension Chain {
  /// The evidence about a device, or, without one, all that is kept aside.
  public func evidence(about code: AssetCode?) throws -> [EvidenceLine] {
    try database.read { reader in
      let kept =
        if let code {
          try EvidenceStore.reports(about: DeviceStore.device(code, in: reader).id, in: reader)
        } else {
          try EvidenceStore.unmatched(in: reader)
        }
      return try kept.map { report in
        EvidenceLine(
          id: report.id, format: report.format, original: report.original, stored: report.stored,
          devices: try report.devices.compactMap { try DeviceStore.device($0, in: reader)?.code },
          unreadable: report.unreadable)
      }
    }
  }
}

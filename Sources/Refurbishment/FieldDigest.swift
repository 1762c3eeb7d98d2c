import Kernel

extension Digest {
  /// The SHA-256 of a list of fields, each preceded by its length, so that no two different lists give the same bytes.
  static func ofFields(_ fields: [String]) -> Digest {
    var bytes: [UInt8] = []
    for field in fields {
      withUnsafeBytes(of: UInt32(field.utf8.count).bigEndian) { bytes += $0 }
      bytes += field.utf8
    }
    return .sha256(bytes)
  }
}

public import Kernel

/// A programme's file of rules as it was put in force, kept whole; what it says is for Eligibility to read.
public struct AdoptedProgramme: Sendable, Equatable {
  /// The name the file gives itself, as `pret-college-47`.
  public let id: String
  /// The version the file gives itself, as `2026.1`.
  public let version: String
  /// The SHA-256 of the file's bytes.
  public let digest: Digest
  /// The file's text, byte for byte.
  public let body: String

  /// Makes a programme from its file; the digest is that of the text.
  public init(id: String, version: String, body: String) {
    self.id = id
    self.version = version
    self.body = body
    digest = .sha256(body.utf8)
  }
}

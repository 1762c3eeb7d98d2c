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
  /// How many devices a household may have under it, and in how many years; nothing when no limit is set.
  public let limit: Limit?

  /// So many devices for a household in so many years.
  public struct Limit: Sendable, Equatable {
    /// How many devices, from 1.
    public let perHousehold: Int
    /// In how many years, from 1.
    public let years: Int

    /// Makes a limit.
    public init(perHousehold: Int, years: Int) {
      self.perHousehold = perHousehold
      self.years = years
    }
  }

  /// Makes a programme from its file; the digest is that of the text.
  public init(id: String, version: String, body: String, limit: Limit? = nil) {
    self.id = id
    self.version = version
    self.body = body
    self.limit = limit
    digest = .sha256(body.utf8)
  }
}

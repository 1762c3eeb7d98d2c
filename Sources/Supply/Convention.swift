public import Kernel

/// A gift convention: what a donor signed to give by, until a day, and what it was promised.
public struct Convention: Sendable, Equatable {
  /// The convention's number.
  public let id: ConventionID
  /// Who signed it to give.
  public let donor: DonorID
  /// The structure that signed it to receive; nothing when whoever keeps the instance did.
  public let receiver: StructureID?
  /// Its reference on paper, unique.
  public let reference: String
  /// The day it was signed.
  public let signedOn: Day
  /// Its last day; nothing when it has no term.
  public let endsOn: Day?
  /// What the donor was promised.
  public let promises: Promises

  /// What a donor is promised of the equipment.
  public struct Promises: Sendable, Equatable {
    /// How thoroughly every medium is erased, at least.
    public let erasure: ErasureLevel
    /// That nothing of it is resold.
    public let noResale: Bool
    /// That the erasure of each medium is certified.
    public let certificate: Bool

    /// Makes promises.
    public init(erasure: ErasureLevel = .clear, noResale: Bool = false, certificate: Bool = false) {
      self.erasure = erasure
      self.noResale = noResale
      self.certificate = certificate
    }
  }

  /// Whether a gift of a day comes under the convention.
  public func covers(_ day: Day) -> Bool { signedOn <= day && day <= (endsOn ?? day) }
}

public import Kernel

/// A donor, *gisement* in the trade: a structure that has equipment to give.
public struct Donor: Sendable, Equatable {
  /// The donor's number.
  public let id: DonorID
  /// The structure that gives.
  public let structure: StructureID
  /// Where the gisement is in its life.
  public let stage: Stage

  /// The life of a gisement.
  public enum Stage: String, Sendable, CaseIterable {
    case prospect, active, exhausted

    /// The stage in words.
    public var text: Text {
      switch self {
      case .prospect: Text(fr: "à démarcher", en: "prospect")
      case .active: Text(fr: "actif", en: "active")
      case .exhausted: Text(fr: "épuisé", en: "exhausted")
      }
    }
  }
}

/// A gift convention: what a donor signed to give by, until a day.
public struct Convention: Sendable, Equatable {
  /// The convention's number.
  public let id: ConventionID
  /// Who signed it.
  public let donor: DonorID
  /// Its reference on paper, unique.
  public let reference: String
  /// The day it was signed.
  public let signedOn: Day
  /// Its last day; nothing when it has no term.
  public let endsOn: Day?

  /// Whether a gift of a day comes under the convention.
  public func covers(_ day: Day) -> Bool { signedOn <= day && day <= (endsOn ?? day) }
}

/// What a donor gives at one time, announced line by line.
public struct Donation: Sendable, Equatable {
  /// The donation's number.
  public let id: DonationID
  /// Who gives.
  public let donor: DonorID
  /// The convention it comes under, when there is one.
  public let convention: ConventionID?
  /// By what right the devices come.
  public let legalOrigin: LegalOrigin
  /// What was announced.
  public let lines: [Line]

  /// So many devices of a category.
  public struct Line: Sendable, Equatable {
    /// The line's number.
    public let id: DonationLineID
    /// What kind of devices.
    public let category: DeviceCategory
    /// How many were announced, at least 1.
    public let quantity: Int
  }

  /// What a donor announces, before it is recorded.
  public struct AnnouncedLine: Sendable, Equatable {
    /// What kind of devices.
    public let category: DeviceCategory
    /// How many.
    public let quantity: Int

    /// Makes a line of 1 to 10,000 devices.
    ///
    /// - Throws: ``SupplyFailure/quantity(_:)``.
    public init(category: DeviceCategory, quantity: Int) throws(SupplyFailure) {
      guard (1...10_000).contains(quantity) else { throw .quantity(quantity) }
      self.category = category
      self.quantity = quantity
    }

    /// Makes a line of the things counted in a list, however many; nobody mistyped them.
    public init(category: DeviceCategory, counted quantity: Int) {
      self.category = category
      self.quantity = quantity
    }
  }
}

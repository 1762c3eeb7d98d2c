public import Kernel

/// What a donor gives at one time, announced line by line.
public struct Donation: Sendable, Equatable {
  /// The donation's number.
  public let id: DonationID
  /// Who gives.
  public let donor: DonorID
  /// The convention it comes under, when there is one.
  public let convention: ConventionID?
  /// The structure it is given to; mandatory for the gift of a public body.
  public let receiver: StructureID?
  /// By what right the devices come.
  public let legalOrigin: LegalOrigin
  /// What was announced, and what came unannounced.
  public let lines: [Line]

  /// So many devices of a category.
  public struct Line: Sendable, Equatable {
    /// The line's number.
    public let id: DonationLineID
    /// What kind of devices.
    public let category: DeviceCategory
    /// How many were announced; 0 when the category came unannounced.
    public let quantity: Int
    /// What one is worth, by the donor's word.
    public let unitValue: Money?
  }

  /// What a donor announces, before it is recorded.
  public struct AnnouncedLine: Sendable, Equatable {
    /// What kind of devices.
    public let category: DeviceCategory
    /// How many.
    public let quantity: Int
    /// What one is worth, by the donor's word.
    public let unitValue: Money?

    /// Makes a line of 1 to 10,000 devices.
    ///
    /// - Throws: ``SupplyFailure/quantity(_:)``, ``SupplyFailure/amount(_:)`` for a value below nothing.
    public init(category: DeviceCategory, quantity: Int, unitValue: Money? = nil) throws(SupplyFailure) {
      guard (1...10_000).contains(quantity) else { throw .quantity(quantity) }
      if let unitValue, unitValue < .zero { throw .amount(unitValue) }
      self.category = category
      self.quantity = quantity
      self.unitValue = unitValue
    }

    /// Makes a line of the things counted in a list, however many; nobody mistyped them.
    public init(category: DeviceCategory, counted quantity: Int, unitValue: Money? = nil) {
      self.category = category
      self.quantity = quantity
      self.unitValue = unitValue
    }
  }

  /// When and where a donation is fetched.
  public struct Appointment: Sendable, Equatable {
    /// The day it is fetched.
    public let day: Day
    /// The hour, as `14:30`; nothing when it was left open.
    public let time: String?
    /// Where.
    public let place: PickUpPlace

    /// Makes an appointment.
    ///
    /// - Throws: ``SupplyFailure/notAnHour(_:)``, ``SupplyFailure/emptyAddress``.
    public init(day: Day, time: String?, place: PickUpPlace) throws(SupplyFailure) {
      if let time {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2], let hour = UInt8(parts[0]), let minute = UInt8(parts[1]), hour < 24,
          minute < 60
        else { throw .notAnHour(time) }
      }
      if case .address(let address) = place, !address.contains(where: { !$0.isWhitespace }) { throw .emptyAddress }
      self.day = day
      self.time = time
      self.place = place
    }
  }

  /// Where a donation is fetched.
  public enum PickUpPlace: Sendable, Equatable {
    /// A registered place of the chain, such as a collection point.
    case place(PlaceID)
    /// An address in words, kept with the donation and nowhere else.
    case address(String)
  }
}

public import Kernel

/// A device as the workshop sees it: what the inventory knows and the workshop judges by.
public struct Workpiece: Sendable, Equatable {
  /// Its number.
  public let id: DeviceID
  /// Its permanent code, quoted in what the workshop answers.
  public let code: AssetCode
  /// What kind of thing it is; it decides the route.
  public let category: DeviceCategory
  /// Which stay in the workshop this is, from 1.
  public let round: Int
  /// Its known storage media, without those a person said are not part of it.
  public let media: [Medium]
  /// What whoever gave it was promised of its media; nothing without a convention.
  public let promise: Promise?
  /// What the policy of the day its stay began asks of media that software overwrites.
  public let flashRule: WorkshopPolicy.FlashRule?

  /// The categories of which no tool writes a log of an erasure.
  static let withoutLogs: [DeviceCategory] = [.tablet, .smartphone, .printer, .peripheral, .router, .screen, .other]

  /// How thoroughly the convention a device came under has its media erased, at least.
  public struct Promise: Sendable, Equatable {
    public let level: ErasureLevel
    /// The reference of the convention.
    public let convention: String

    /// Makes a promise.
    public init(level: ErasureLevel, convention: String) {
      self.level = level
      self.convention = convention
    }
  }

  /// One storage medium of the device.
  public struct Medium: Sendable, Equatable {
    /// Its number.
    public let id: MediumID
    /// Its serial number or what else tells it from another.
    public let label: String
    /// Whether it was seen in the device but may be somebody's own stick, and nobody has said yet.
    public let isInQuestion: Bool
    /// The day its own last user gave it up: the reception, or the return for good.
    public let givenUp: Day
    /// Its capacity in bytes, as far as it is known.
    public let capacityBytes: Int64?
    /// What it is made of.
    public let kind: MediumKind

    /// Makes a medium from what the inventory knows.
    public init(
      id: MediumID, label: String, isInQuestion: Bool, givenUp: Day, capacityBytes: Int64? = nil,
      kind: MediumKind = .unknown
    ) {
      self.kind = kind
      self.id = id
      self.label = label
      self.isInQuestion = isInQuestion
      self.givenUp = givenUp
      self.capacityBytes = capacityBytes
    }
  }

  /// Makes a workpiece from what the inventory knows.
  public init(
    id: DeviceID, code: AssetCode, category: DeviceCategory, round: Int, media: [Medium], promise: Promise? = nil,
    flashRule: WorkshopPolicy.FlashRule? = nil
  ) {
    self.flashRule = flashRule
    self.id = id
    self.code = code
    self.category = category
    self.round = round
    self.media = media
    self.promise = promise
  }
}

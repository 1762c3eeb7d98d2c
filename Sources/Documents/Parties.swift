public import Kernel
public import Typesetting

/// A structure or a person named on a paper.
public struct Party: Sendable, Equatable {
  public var name: String
  /// Lines under the name: address, number, telephone. What is confidential is left out by the caller.
  public var details: [String]
  /// What stands at the foot of its own papers: its helpline, its opening hours.
  public var contacts: [String]
  /// The picture at the head of its own papers; none unless it gave one.
  public var logo: Bitmap?

  /// Makes a party.
  public init(name: String, details: [String] = [], contacts: [String] = [], logo: Bitmap? = nil) {
    self.name = name
    self.details = details
    self.contacts = contacts
    self.logo = logo
  }

  /// The name, then the details.
  var lines: [String] { [name] + details }
  /// The head of its own papers.
  var letterhead: Letterhead { Letterhead(lines, contacts: contacts, logo: logo) }
}

/// A device as papers name it.
public struct DeviceLines: Sendable, Equatable {
  public var code: AssetCode
  /// The category in the paper's language, as « ordinateur portable ».
  public var category: String
  public var manufacturer: String?
  public var model: String?
  public var serial: String?

  /// Makes the lines of a device.
  public init(code: AssetCode, category: String, manufacturer: String?, model: String?, serial: String?) {
    self.code = code
    self.category = category
    self.manufacturer = manufacturer
    self.model = model
    self.serial = serial
  }
}

/// A device beside another on the same paper, with the condition it is in.
public struct DeviceCondition: Sendable, Equatable {
  public var device: DeviceLines
  /// Visible defects, or the condition at the return.
  public var condition: [String]
  /// The day it changed hands, where that is not the paper's.
  public var day: Day?

  /// Makes the lines of a device in its condition.
  public init(_ device: DeviceLines, condition: [String], day: Day? = nil) {
    (self.device, self.condition, self.day) = (device, condition, day)
  }
}

/// Somebody who did or accepted something, as what, when and where.
public struct Signatory: Sendable, Equatable {
  public var name: String
  /// The function in the structure.
  public var title: String?
  public var day: Day?
  public var place: String?

  /// Makes a signatory.
  public init(name: String, title: String?, day: Day?, place: String?) {
    self.name = name
    self.title = title
    self.day = day
    self.place = place
  }
}

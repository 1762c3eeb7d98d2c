public import Kernel

/// One thing of a donor's list: so many of a kind, with what the list says of them.
public struct AnnouncedItem: Sendable, Equatable {
  /// How many; one when the list gives a serial number.
  public let quantity: Int
  public let manufacturer: String?
  public let model: String?
  /// The maker's serial number, as the list writes it.
  public let serial: String?
  /// The weight of one, in grams.
  public let grams: Int?
  /// The day it was bought.
  public let boughtOn: Day?
  /// The year it was made, or bought when that is all the list says.
  public let yearMade: Int?
  /// The value of one when it is given (CGPPP, art. L. 3212-2: at most 300 € for a public gift).
  public let value: Money?

  /// Makes an item of what a list says.
  public init(
    quantity: Int, manufacturer: String?, model: String?, serial: String?, grams: Int?, boughtOn: Day?,
    yearMade: Int? = nil, value: Money?
  ) {
    self.quantity = quantity
    self.manufacturer = manufacturer
    self.model = model
    self.serial = serial
    self.grams = grams
    self.boughtOn = boughtOn
    self.yearMade = yearMade
    self.value = value
  }

  /// The year it was made or, since nothing is bought before it is made, bought.
  public var year: Int? { yearMade ?? boughtOn?.parts.year }

  /// Maker and model as one line, or nothing when neither is told.
  public var name: String? {
    let words = [manufacturer, model].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

extension AnnouncedItem {
  /// All that a list says of a thing without a number, but how many there are: two lists that say it mean the same things.
  public struct Likeness: Hashable, Sendable {
    let category: DeviceCategory
    let words: [String?]
    let figures: [Int64?]
  }

  /// What makes this one the same as another of no number, whatever the case of the letters.
  public func likeness(as category: DeviceCategory) -> Likeness {
    Likeness(
      category: category, words: [manufacturer?.lowercased(), model?.lowercased(), boughtOn?.description],
      figures: [grams.map(Int64.init), yearMade.map(Int64.init), value?.cents])
  }
}

/// An item as it was announced.
public struct RecordedItem: Sendable, Equatable {
  /// The item's number; another takes its place when a later list says otherwise.
  public let id: AnnouncedItemID
  /// The line of the donation it is counted in.
  public let line: DonationLineID
  public let category: DeviceCategory
  public let item: AnnouncedItem
  /// The act that announced it.
  public let entry: EntryID
}

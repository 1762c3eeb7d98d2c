import Inventory
import Kernel
import Refurbishment
import Storage

/// The devices one act is about, each read once however many disks of theirs it names.
final class EvidenceDesk {
  private let change: Change
  private var shelves: [DeviceID: Shelf] = [:]
  private var givenUp: [DeviceID: Day] = [:]

  init(change: Change) { self.change = change }

  /// The media ever seen in a device that may be the one described, as the act has left them so far, the oldest first.
  func media(like description: MediumDescription, of device: Device) throws -> [FittedMedium] {
    try shelf(of: device).media(like: description)
  }

  /// Keeps what the act said of a medium.
  func note(_ fitted: FittedMedium, in device: Device) { shelves[device.id]?.put(fitted) }

  /// The day the last user of a device gave it up.
  func givenUp(_ device: Device) throws -> Day {
    if let day = givenUp[device.id] { return day }
    let day = try DeviceStore.opening(of: device.round, of: device, in: change)
    givenUp[device.id] = day
    return day
  }

  /// A medium as part of a device; nothing for one that a person said is not.
  func part(_ medium: Medium, of device: Device) throws -> Workpiece.Medium? {
    guard let fitted = try shelf(of: device).media[medium.id], fitted.fitting.isThere else { return nil }
    return Workpiece.Medium(fitted, givenUp: try givenUp(device))
  }

  private func shelf(of device: Device) throws -> Shelf {
    if let known = shelves[device.id] { return known }
    var shelf = Shelf()
    for fitted in try MediumStore.everSeen(in: device.id, in: change) { shelf.put(fitted) }
    shelves[device.id] = shelf
    return shelf
  }
}

/// The media of one device, found by their serial numbers.
private struct Shelf {
  private(set) var media: [MediumID: FittedMedium] = [:]
  /// The media by serial number; those without any under nothing.
  private var bySerial: [String?: Set<MediumID>] = [:]

  mutating func put(_ fitted: FittedMedium) {
    if let known = media[fitted.medium.id] { bySerial[known.medium.description.serial]?.remove(known.medium.id) }
    media[fitted.medium.id] = fitted
    bySerial[fitted.medium.description.serial, default: []].insert(fitted.medium.id)
  }

  /// Those of the same serial number and those without one; for a medium that tells none, any may be it.
  func media(like description: MediumDescription) -> [FittedMedium] {
    let ids = description.serial.map { (bySerial[$0] ?? []).union(bySerial[nil] ?? []) } ?? Set(media.keys)
    return ids.sorted().compactMap { media[$0] }
  }
}

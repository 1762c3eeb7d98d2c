import Inventory
import Kernel
import Refurbishment
import Storage

extension Device {
  /// The device as the workshop sees it.
  func workpiece(in reader: Reader) throws -> Workpiece {
    // Whatever a medium holds is older than the day the device's present round opened.
    let givenUp = try DeviceStore.roundOpened(self, in: reader)
    return Workpiece(
      id: id, code: code, category: category, round: round,
      media: try MediumStore.media(of: id, in: reader).map { fitted in
        Workpiece.Medium(
          id: fitted.medium.id, label: fitted.medium.label, isInQuestion: fitted.fitting == .inQuestion,
          givenUp: givenUp)
      })
  }
}

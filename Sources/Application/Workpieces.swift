import Inventory
import Kernel
import Refurbishment
import Storage
import Supply

extension Device {
  /// The device as the workshop sees it.
  ///
  /// - Parameters:
  ///   - round: the stay in the workshop; the present one unless said.
  ///   - moment: leaves aside the media that came to be known after that act, so that an old verdict can be computed again.
  func workpiece(
    in reader: Reader, round: Int? = nil, asOf moment: EntryID = EntryID(rawValue: .max)
  ) throws -> Workpiece {
    let round = round ?? self.round
    // Whatever a medium holds is older than the day the round opened.
    let givenUp = try DeviceStore.opening(of: round, of: self, in: reader)
    return Workpiece(
      id: id, code: code, category: category, round: round,
      media: try MediumStore.media(of: id, asOf: moment, in: reader).map { fitted in
        Workpiece.Medium(fitted, givenUp: givenUp)
      },
      promise: try promise(inRound: round, in: reader))
  }
}

extension Device {
  /// What the convention promised under which the device came for a round.
  func promise(inRound round: Int, in reader: Reader) throws -> Workpiece.Promise? {
    let line = round == self.round ? donationLine : try DeviceStore.line(ofRound: round, of: self, in: reader)
    return try SupplyStore.convention(ofLine: line, in: reader).map {
      Workpiece.Promise(level: $0.promises.erasure, convention: $0.reference)
    }
  }
}

extension Workpiece.Medium {
  /// A medium as the workshop sees it.
  init(_ fitted: FittedMedium, givenUp: Day) {
    self.init(
      id: fitted.medium.id, label: fitted.medium.label, isInQuestion: fitted.fitting == .inQuestion, givenUp: givenUp,
      capacityBytes: fitted.medium.description.capacityBytes)
  }
}

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
        Workpiece.Medium(fitted, givenUp: try self.givenUp(fitted.medium.id, notBefore: givenUp, in: reader))
      },
      promise: try promise(inRound: round, in: reader),
      flashRule: try PolicyStore.inForce(asOf: moment, in: reader).flashRule(on: givenUp))
  }
}

extension Device {
  /// The day a medium's own last user gave it up: of one that came out of another device during this stay, that device's.
  private func givenUp(_ medium: MediumID, notBefore opened: Day, in reader: Reader) throws -> Day {
    guard let origin = try MediumStore.origin(of: medium, otherThan: id, in: reader),
      let removed = try Corrections.standing(of: origin.entry, in: reader)?.day, removed >= opened,
      let other = try DeviceStore.device(origin.device, in: reader)
    else { return opened }
    return try DeviceStore.opening(of: origin.round, of: other, in: reader)
  }

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
      capacityBytes: fitted.medium.description.capacityBytes, kind: fitted.medium.description.kind)
  }
}

import Inventory
import Kernel
import Refurbishment
import Storage

extension Device {
  /// Refuses to let a device go further when what is known by now says that one of its media is not clean.
  ///
  /// The verdict of the release judged what was known then; evidence may have come since. No medium leaves custody unclean.
  /// - Parameter mayGoUnderPaper: whether a signed paper could have let it go, which the refusal says then.
  /// - Throws: ``RefurbishmentFailure/notReady(_:_:)`` or ``RefurbishmentFailure/dataWithoutPaper(_:_:)`` with what is missing
  ///   of its media.
  ///
  /// - Returns: the digest of what was judged.
  @discardableResult
  func requireCleanMedia(orPaper mayGoUnderPaper: Bool = false, in reader: Reader) throws -> MediaClearance {
    let missing = try mediaMissing(in: reader)
    guard missing.isEmpty else {
      throw mayGoUnderPaper
        ? RefurbishmentFailure.dataWithoutPaper(code, missing) : RefurbishmentFailure.notReady(code, missing)
    }
    return .clean(try mediaDigest(in: reader))
  }

  /// The digest of the device's media and of the erasures that make them clean.
  func mediaDigest(in reader: Reader) throws -> Digest {
    try RoundStore.dossier(of: workpiece(in: reader), in: reader).mediaDigest
  }

  /// What is missing of the device's media, by all that is known now.
  func mediaMissing(in reader: Reader) throws -> [Missing] {
    try RoundStore.dossier(of: workpiece(in: reader), in: reader).mediaLacking
  }
}

extension RoundDossier {
  /// What is missing of the media for the device to leave.
  var mediaLacking: [Missing] {
    // A second good erasure, not yet accepted, does not soil a medium whose first one was.
    let accepted = Set(
      runs.filter { $0.reading.outcome == .erased && $0.round == workpiece.round && !$0.validations.isEmpty }
        .map(\.medium))
    let clean = Set(parts.filter { accepted.contains($0.id) }.map(\.label))
    return missingMedia.filter { missing in
      if case .awaitingValidation(let label) = missing { !clean.contains(label) } else { true }
    }
  }
}

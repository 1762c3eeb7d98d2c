import Inventory
import Kernel
import Refurbishment
import Storage

extension Device {
  /// Refuses to let a device go further when what is known by now says that one of its media is not clean.
  ///
  /// The verdict of the release judged what was known then; evidence may have come since. No medium leaves custody unclean.
  /// - Throws: ``RefurbishmentFailure/notReady(_:_:)`` with what is missing of its media.
  func requireCleanMedia(in reader: Reader) throws {
    let missing = try mediaMissing(in: reader)
    guard missing.isEmpty else { throw RefurbishmentFailure.notReady(code, missing) }
  }

  /// What is missing of the device's media, by all that is known now.
  func mediaMissing(in reader: Reader) throws -> [Missing] {
    try RoundStore.dossier(of: workpiece(in: reader), in: reader).missingMedia
  }
}

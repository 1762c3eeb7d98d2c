import Inventory
import Kernel
import Refurbishment
import Storage

/// The words that media were clean when they left with their devices, computed again from what stands.
struct ClearanceRecheck {
  private let words: [Word]

  private struct Word {
    let entry: EntryID
    let device: Device
    /// The stay in the workshop the device left from.
    let round: Int
    let verdict: Digest
  }

  /// The standing words about devices that an act says something of.
  init(touching entry: EntryID, in reader: Reader) throws {
    let devices = try ProofRecheck.devices(touchedBy: entry, in: reader)
    words =
      try devices.isEmpty
      ? [] : Self.words(where: "media_clearances.device IN (\(list: devices))", in: reader).filter { $0.entry != entry }
  }

  /// Every standing word.
  init(allIn reader: Reader) throws { words = try Self.words(where: "1 = 1", in: reader) }

  /// Refuses when media were not clean, by what stands now, as they left.
  ///
  /// - Throws: ``CorrectionFailure/departureRestsOnIt(_:departure:)``.
  func requireUnchanged(in reader: Reader) throws {
    for word in words where try !Self.isBorneOut(word, in: reader) {
      throw CorrectionFailure.departureRestsOnIt(word.device.code, departure: word.entry)
    }
  }

  /// The words that are not borne out, and the ends that needed one and have none.
  func faults(in reader: Reader) throws -> [Text] {
    let forged = words.compactMap { word in
      let isBorneOut = (try? Self.isBorneOut(word, in: reader)) ?? false
      return isBorneOut ? nil : (word.device.code, word.entry)
    }
    // What a household keeps for good was clean when it was handed over; its own data is on it since.
    let missing = try reader.all(
      """
      SELECT devices.code AS code, departures.entry AS entry FROM departures
      JOIN devices ON devices.id = departures.device JOIN acts ON acts.entry = departures.entry
      WHERE acts.annulled = 0 AND departures.end_state IN (\(list: MediaClearance.needed))
        AND NOT EXISTS (SELECT 1 FROM media_clearances WHERE media_clearances.entry = departures.entry
          AND media_clearances.device = departures.device)
        AND NOT EXISTS (SELECT 1 FROM movements JOIN movements AS before ON before.entry = movements.previous
          WHERE movements.entry = departures.entry AND before.state = \(Device.StateName.out)
          AND movements.verb IN (\(list: [Movement.Verb.giveByContract, .sellByContract])))
      ORDER BY departures.entry
      """
    ).map { row -> (AssetCode, EntryID) in (try row["code"], try row["entry"]) }
    return (forged + missing).map { code, entry in
      Text(
        fr:
          "Appareil \(code) : rien de ce qui a été fait ne montre que ses supports étaient effacés quand il est parti "
          + "(entrée \(entry)).",
        en: "Device \(code): nothing that was done shows that its media were clean when it left (entry \(entry)).")
    }
  }

  private static func isBorneOut(_ word: Word, in reader: Reader) throws -> Bool {
    let workpiece = try word.device.workpiece(in: reader, round: word.round, asOf: word.entry)
    let dossier = try RoundStore.dossier(of: workpiece, asOf: word.entry, in: reader)
    return dossier.mediaDigest == word.verdict && dossier.mediaLacking.isEmpty
  }

  private static func words(where condition: SQL, in reader: Reader) throws -> [Word] {
    try reader.all(
      """
      SELECT media_clearances.entry AS entry, media_clearances.device AS device, media_clearances.verdict AS verdict,
        movements.round AS round
      FROM media_clearances JOIN movements ON movements.entry = media_clearances.entry
      JOIN acts ON acts.entry = media_clearances.entry
      WHERE acts.annulled = 0 AND media_clearances.verdict IS NOT NULL AND (\(condition))
      ORDER BY media_clearances.entry
      """
    ).compactMap { row in
      guard let device = try DeviceStore.device(row["device"] as DeviceID, in: reader) else { return nil }
      return Word(entry: try row["entry"], device: device, round: try row["round"], verdict: try row["verdict"])
    }
  }
}

import Directory
import Inventory
public import Kernel
import Loans
import Storage

/// What a check of the whole database found.
public struct ChainCheck: Sendable {
  /// The journal's last entry; compare it with the one printed in a backup or a report.
  public let head: JournalHead
  /// How many verdicts were computed again.
  public let verdicts: Int
  /// How many stored documents gave their hash.
  public let documents: Int
  /// What is wrong; nothing when all is well.
  public let faults: [Text]
}

extension Chain {
  /// Computes again all that the schema cannot know: the journal's chain, the verdicts, the stored documents.
  ///
  /// - Parameter known: a head of the journal printed earlier, to be found again.
  public func check(against known: JournalHead?) throws -> ChainCheck {
    let structural = try database.structuralFaults().map { Text(fr: "SQLite : \($0)", en: "SQLite: \($0)") }
    return try database.read { reader in
      var faults = structural
      // One part that cannot be checked must not hide what the others find.
      func part(_ find: () throws -> [Text]) {
        do {
          faults += try find()
        } catch {
          faults.append((error as? any Failure)?.text ?? Text(same: "\(error)"))
        }
      }
      var head = try Journal.head(in: reader)
      part {
        head = try Journal.verify(in: reader, against: known)
        return []
      }
      var verdicts = 0
      part {
        let recheck = try ProofRecheck(allIn: reader)
        verdicts = recheck.count
        return recheck.faults(in: reader)
      }
      part { try ClearanceRecheck(allIn: reader).faults(in: reader) }
      part { try standing(in: reader) }
      part { try agreements(in: reader) }
      part { try ledgerFaults(in: reader) }
      part { try conversionFaults(in: reader) }
      part { try UpkeepRecheck.faults(in: reader) }
      part { try unclean(in: reader) }
      part { try RowOwner.faults(in: reader) }
      part { try DayOrder.faults(in: reader) }
      part { try StatusRecheck.faults(in: reader) }
      part { try AttendanceStore.faults(in: reader) }
      part { try GisementRecheck.faults(in: reader) }
      part { try daysToCome(in: reader) }
      part { try Replaying.erasures(in: reader) }
      part { try Replaying.decisions(in: reader) }
      part { try Replaying.texts(in: reader) }
      part { try unfindable(in: reader) }
      part { try guards(in: reader) }
      var documents: [Digest] = []
      part {
        documents = try StoredBytes.all(in: reader)
        return []
      }
      for document in documents {
        part {
          _ = try StoredBytes.bytes(document, in: reader)
          return []
        }
      }
      return ChainCheck(head: head, verdicts: verdicts, documents: documents.count, faults: faults)
    }
  }

  /// Acts, and corrected days, dated after the day they were recorded.
  private func daysToCome(in reader: Reader) throws -> [Text] {
    let rows = try reader.all(
      """
      SELECT sequence AS entry, recorded, day FROM journal
      UNION ALL SELECT corrections.entry, journal.recorded, corrections.day FROM corrections
      JOIN journal ON journal.sequence = corrections.entry WHERE corrections.day IS NOT NULL
      """)
    // Every zone is ahead of UTC by whole quarters of an hour: within one, the day is the same.
    var last: (quarter: Int64, day: Day)?
    return try rows.compactMap { row in
      let (entry, recorded, day): (EntryID, Instant, Day) = (try row["entry"], try row["recorded"], try row["day"])
      let quarter = recorded.milliseconds / 900_000
      if last?.quarter != quarter { last = (quarter, clock.day(of: recorded)) }
      guard let today = last?.day, day > today else { return nil }
      return Text(
        fr: "L'entrée \(entry) est datée du \(day.text.fr), après le jour où elle a été enregistrée.",
        en: "Entry \(entry) is dated \(day.text.en), after the day it was recorded.")
    }
  }

  /// Devices about to leave whose media are known by now not to be clean.
  private func unclean(in reader: Reader) throws -> [Text] {
    let waiting =
      try DeviceStore.devices(in: .ready, reader: reader) + DeviceStore.devices(in: .reserved, reader: reader)
    return try waiting.filter { try !$0.mediaMissing(in: reader).isEmpty }.map { device in
      Text(
        fr: "Appareil \(device.code) : prêt à partir, mais un de ses supports n'est pas effacé. "
          + "Reprenez-le en atelier : `rebond correct \(device.standing) --annul --reason …`",
        en: "Device \(device.code): ready to leave, but one of its media is not erased. "
          + "Take it back to the workshop: `rebond correct \(device.standing) --annul --reason …`")
    }
  }

  /// Devices, requests and contracts that do not tell the same story.
  private func agreements(in reader: Reader) throws -> [Text] {
    try reader.all(
      """
      SELECT devices.code AS code FROM devices
      WHERE CASE WHEN devices.contract IS NOT NULL
          THEN NOT (\(ContractStore.holds(
            "devices.id",
            where: "o.id = devices.contract AND (devices.state = 'reserved' OR o.state = 'handed-over')")))
          ELSE (\(ContractStore.holds(
            "devices.id", where: "(o.state = 'handed-over' OR o.device <> devices.id OR o.request IS NULL)"))) END
        OR (devices.request IS NOT NULL) <> EXISTS (SELECT 1 FROM requests
          WHERE requests.device = devices.id AND requests.state = 'allocated'
          AND (devices.request IS NULL OR requests.id = devices.request))
        OR (devices.proof IS NOT NULL AND EXISTS (SELECT 1 FROM acts
          WHERE acts.entry IN (devices.proof, devices.standing) AND acts.annulled = 1))
      ORDER BY devices.id
      """
    ).map { row in
      let code: String = try row["code"]
      return Text(
        fr: "Appareil \(code) : son état, sa demande et son contrat ne disent pas la même chose.",
        en: "Device \(code): its state, its request and its contract do not say the same.")
    }
  }

  /// What devices are called, and a search would miss.
  private func unfindable(in reader: Reader) throws -> [Text] {
    let texts = try SearchStore.unfindable(in: reader)
    guard !texts.isEmpty else { return [] }
    let named = texts.prefix(3).joined(separator: ", ") + (texts.count > 3 ? " …" : "")
    return [
      Text(
        fr: "La recherche ne trouve plus les appareils par ces mots, retirés à la main : \(named). "
          + "Reprenez la dernière sauvegarde.",
        en: "A search no longer finds devices by these words, taken away by hand: \(named). "
          + "Go back to the last backup.")
    ]
  }

  /// Tables and guards that are not those Rebond makes: a hand outside Rebond took one away, or put one in.
  private func guards(in reader: Reader) throws -> [Text] {
    func schema(_ reader: Reader) throws -> [String: String] {
      let rows = try reader.all(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
      return try Dictionary(rows.map { (try $0["name"], try $0["sql"]) }) { first, _ in first }
    }
    let (found, wanted) = (try schema(reader), try Database.inMemory(migrations: Chain.migrations).read(schema))
    return Set(found.keys).union(wanted.keys).filter { found[$0] != wanted[$0] }.sorted().map { name in
      Text(
        fr: "La table ou la garde « \(name) » n'est pas celle que Rebond a posée.",
        en: "The table or guard “\(name)” is not the one Rebond made.")
    }
  }

  /// Rows that do not stand on their last movement, which only a hand outside Rebond can make.
  private func standing(in reader: Reader) throws -> [Text] {
    try reader.all(
      """
      SELECT devices.code AS code FROM devices
      LEFT JOIN movements ON movements.entry = devices.standing AND movements.device = devices.id
        AND movements.round = devices.round AND movements.state = devices.state
        AND movements.proof IS NOT DISTINCT FROM devices.proof
        AND movements.request IS NOT DISTINCT FROM devices.request
        AND movements.contract IS NOT DISTINCT FROM devices.contract
      WHERE movements.entry IS NULL OR EXISTS (SELECT 1 FROM movements AS later
        JOIN acts ON acts.entry = later.entry WHERE later.previous = devices.standing AND acts.annulled = 0)
      ORDER BY devices.id
      """
    ).map { row in
      let code: AssetCode = try row["code"]
      return Text(
        fr: "Appareil \(code) : son état n'est pas celui de son dernier mouvement.",
        en: "Device \(code): its state is not that of its last movement.")
    }
  }
}

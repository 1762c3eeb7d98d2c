import Inventory
public import Kernel
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
      var head = try Journal.head(in: reader)
      do {
        head = try Journal.verify(in: reader, against: known)
      } catch let failure as StorageFailure {
        faults.append(failure.text)
      }
      let recheck = try ProofRecheck(allIn: reader)
      for (proof, device) in try recheck.changed(in: reader) {
        faults.append(
          Text(
            fr:
              "Appareil \(device.code) : le verdict de l'entrée \(proof.entry) ne se retrouve pas dans ce qui a été fait.",
            en: "Device \(device.code): the verdict of entry \(proof.entry) is not borne out by what was done."))
      }
      faults += try standing(in: reader) + guards(in: reader)
      let documents = try StoredBytes.all(in: reader)
      for document in documents {
        do {
          _ = try StoredBytes.bytes(document, in: reader)
        } catch let failure as StorageFailure {
          faults.append(failure.text)
        }
      }
      return ChainCheck(head: head, verdicts: recheck.count, documents: documents.count, faults: faults)
    }
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

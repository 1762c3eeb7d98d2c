import Kernel
import Storage

/// Which acts may have made the rows of each table: a row that names an entry of another kind was put there by a hand outside
/// Rebond.
enum RowOwners {
  /// The tables whose rows rest on entries they cannot be of.
  static func faults(in reader: Reader) throws -> [Text] {
    try table.flatMap { table, actions in
      try reader.all(
        """
        SELECT rows.entry AS entry FROM \(SQL(stringLiteral: table)) AS rows
        LEFT JOIN journal ON journal.sequence = rows.entry
        WHERE journal.action IS NULL OR journal.action NOT IN (\(list: actions.map(\.rawValue)))
        ORDER BY rows.entry LIMIT 5
        """
      ).map { row in
        let entry: EntryID = try row["entry"]
        return Text(
          fr: "Une ligne de « \(table) » se réclame de l'entrée \(entry), qui n'en fait pas.",
          en: "A row of “\(table)” claims to be of entry \(entry), which makes none.")
      }
    }
  }

  private static let table: [(String, [Action])] = [
    ("people", [.foundInstance, .registerPerson]), ("structures", [.registerStructure]), ("places", [.registerPlace]),
    ("gisements", [.registerDonor]), ("conventions", [.signConvention]),
    ("donations", [.recordDonation, .importDonation]),
    ("announced_items", [.importDonation]), ("list_imports", [.importDonation, .importStock]),
    ("readiness_proofs", [.releaseDevice]), ("round_closings", [.releaseDevice]), ("rounds", [.startWork]),
    (
      "movements",
      [
        .receiveDevice, .enterDevice, .startWork, .releaseDevice, .allocateDevice, .cancelAllocation, .cancelContract,
        .recordHandOver, .recordReturn,
      ]
    ),
    ("checks", [.recordCheck]), ("grades", [.gradeDevice]), ("media_absences", [.attestNoMedium]),
    ("erasures", [.importEvidence, .attachEvidence]), ("erasure_validations", [.validateErasure]),
    ("evidence_attachments", [.importEvidence, .attachEvidence]),
    ("fittings", [.importEvidence, .attachEvidence, .answerMedium]),
    ("wiping_stations", [.declareStation]), ("households", [.registerHousehold]),
    ("household_facts", [.recordFact, .correct]), ("programmes", [.adoptProgramme]), ("requests", [.submitRequest]),
    ("decisions", [.decideRequest]),
    (
      "request_steps",
      [
        .decideRequest, .allocateDevice, .cancelAllocation, .recordHandOver, .refuseRequest, .withdrawRequest,
        .cancelContract,
      ]
    ),
    ("contracts", [.signContract]), ("contract_steps", [.recordHandOver, .recordReturn, .cancelContract]),
    ("corrections", [.correct]),
  ]
}

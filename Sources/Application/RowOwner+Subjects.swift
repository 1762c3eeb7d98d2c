/// Whom acts are about, as conditions on a row and the journal.
extension RowOwner {
  /// Whether the act is about the request a decision is on.
  static func isAboutRequest(of decision: String) -> String {
    isAbout("request", "(SELECT decisions.request FROM decisions WHERE decisions.id = \(decision))")
  }

  static let gatheringPlace = "(SELECT place FROM gatherings WHERE gatherings.id = rows.gathering)"
  static let incidentContract = "(SELECT contract FROM incidents WHERE incidents.id = rows.incident)"

  /// That the act is a step of the contract that the row's device goes under.
  static let isOfContractOnDevice = """
    EXISTS (SELECT 1 FROM contract_steps AS step JOIN contracts ON contracts.id = step.contract
      WHERE step.entry = rows.entry AND journal.subject = 'contract:' || contracts.id AND contracts.device = rows.device)
    """

  /// That the act is about a contract that the row's device went under by the contract alone, or beside another.
  static let isOfContractWithDevice = """
    (EXISTS (SELECT 1 FROM contract_devices AS joined
        WHERE joined.device = rows.device AND journal.subject = 'contract:' || joined.contract)
      OR EXISTS (SELECT 1 FROM contracts AS alone WHERE alone.device = rows.device AND alone.request IS NULL
        AND journal.subject = 'contract:' || alone.id))
    """

  static let announcing: [Action] = [.recordDonation, .importDonation]
  static let evidence: [Action] = [.importEvidence, .attachEvidence, .rereadEvidence]

  /// That the act is about a thing of some kind, by its number.
  static func isAbout(_ kind: String, _ number: String) -> String {
    "journal.subject = '\(kind):' || \(number)"
  }

  /// That the act is about what is repaired: a device, or somebody's own thing.
  static func isAboutRepaired(_ repair: String) -> String {
    """
    EXISTS (SELECT 1 FROM repairs WHERE repairs.id = \(repair)
      AND (\(isAbout("device", "repairs.device")) OR \(isAbout("visitor", "repairs.visitor"))))
    """
  }

  static let isAboutRound = isAbout("device", "(SELECT device FROM rounds WHERE rounds.entry = rows.opening)")

  /// That the act is about evidence that is, or was, about the row's device.
  static let isOfReportAboutDevice = """
    EXISTS (SELECT 1 FROM evidence_attachments WHERE evidence_attachments.device = rows.device
      AND \(isAbout("evidence", "evidence_attachments.report")))
    """

  /// That the same act, about evidence, saw the medium in a device.
  static func isSeenInTheAct(_ medium: String) -> String {
    """
    EXISTS (SELECT 1 FROM fittings JOIN evidence_attachments ON evidence_attachments.device = fittings.device
      WHERE fittings.medium = \(medium) AND fittings.entry = rows.entry
      AND \(isAbout("evidence", "evidence_attachments.report")))
    """
  }

  /// That the same act, about a device, put the medium in it.
  static func isFittedInTheAct(_ medium: String) -> String {
    """
    EXISTS (SELECT 1 FROM fittings WHERE fittings.medium = \(medium) AND fittings.entry = rows.entry
      AND \(isAbout("device", "fittings.device")))
    """
  }

  /// That the row corrects what another entry said.
  static let isCorrection = """
    EXISTS (SELECT 1 FROM corrections WHERE corrections.entry = rows.entry AND \(isAbout("entry", "corrections.corrected")))
    """
}

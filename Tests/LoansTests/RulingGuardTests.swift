import Testing

@Suite struct `The schema guards what people rule` {
  static func override(_ decision: Int, _ outcome: String, reason: String = "perte d''emploi") -> String {
    "INSERT INTO overrides (entry, decision, outcome, reason) VALUES (ENTRY, \(decision), '\(outcome)', '\(reason)')"
  }

  static func contest(_ decision: Int, reason: String = "revenus en baisse") -> String {
    """
    INSERT INTO contests (entry, decision, reason, answer_by) VALUES (ENTRY, \(decision), '\(reason)', '2026-11-03')
    """
  }

  static let attempts = [
    Attempt(
      "a decision otherwise that says the same", at: .decided, override(1, "eligible"),
      refusal: "overrides: la réponse est déjà celle-là"),
    Attempt(
      "a decision otherwise without a reason", at: .decided, override(3, "eligible", reason: " "),
      refusal: "CHECK constraint failed: trim(reason) <> ''"),
    Attempt(
      "a person who does not know", at: .decided, override(1, "unknown"),
      refusal: "CHECK constraint failed: outcome IN ('eligible', 'not-eligible')"),
    Attempt(
      "a right taken away while a device is kept by it", at: .allocated, override(1, "not-eligible"),
      refusal: "overrides: un appareil est déjà gardé ou remis sur cette décision"),
    Attempt(
      "a decision otherwise on none", at: .submitted, override(99, "eligible"),
      refusal: "overrides: cette décision a été annulée"),
    Attempt(
      "a contestation of a right", at: .decided, contest(1), refusal: "contests: cette décision ne refuse rien"),
    Attempt(
      "a contestation without a reason", at: .decided, contest(3, reason: ""),
      refusal: "CHECK constraint failed: trim(reason) <> ''"),
    Attempt(
      "a request contested on a right", at: .decided,
      requestStep(2, "contest", from: "submitted", to: "contested", decision: "3"),
      refusal: "request_steps: ce pas ne suit pas le dernier qui vaut"),
    Attempt(
      "a confirmation of what nobody contests", at: .decided, contest(3),
      "INSERT INTO confirmations (entry, contest, reason) VALUES (ENTRY, ENTRY, 'x')",
      refusal: "confirmations: cette demande n'est pas contestée"),
    Attempt(
      "a right by a decision against it, with a reason changed later", at: .decided, override(3, "eligible"),
      "UPDATE overrides SET reason = 'autre'", refusal: "overrides: rows are never changed"),
    Attempt(
      "money of a line nobody opened", at: .submitted,
      "INSERT INTO funding_moves (entry, line, spends, cents) VALUES (ENTRY, 99, 1, 1)",
      refusal: "funding_moves: il ne reste pas assez sur cette ligne"),
    Attempt(
      "money spent that is not there", at: .submitted,
      "INSERT INTO funding_lines (id, code, title, funder, entry) VALUES (1, 'fsl', 'FSL', 'CD', ENTRY)",
      "INSERT INTO funding_moves (entry, line, spends, cents) VALUES (ENTRY, 1, 1, 1)",
      refusal: "funding_moves: il ne reste pas assez sur cette ligne"),
    Attempt(
      "two lines of one code", at: .submitted,
      "INSERT INTO funding_lines (id, code, title, funder, entry) VALUES (1, 'fsl', 'FSL', 'CD', ENTRY)",
      "INSERT INTO funding_lines (id, code, title, funder, entry) VALUES (2, 'fsl', 'Autre', 'CD', ENTRY)",
      refusal: "funding_lines: une ligne porte déjà ce code"),
    Attempt(
      "a fact that holds for a month after its document", at: .submitted,
      """
      INSERT INTO household_facts (household, key, form, number, kind, evidence, evidence_day, month, entry)
      VALUES (1, 'qf', 'number', 512, 'qf_caf_msa', 'attestation_caf_qf', '2026-09-01', '2026-10', ENTRY)
      """,
      refusal: """
        CHECK constraint failed: coalesce(month, '') <= substr(evidence_day, 1, 7) AND coalesce(calculated, '') <= substr(evidence_day, 1, 7)
        """),
  ]

  @Test(arguments: attempts) func `against`(attempt: Attempt) throws { try attempt.expectRefusal() }
}

import Testing

@Suite struct `The schema guards requests` {
  static let attempts = [
    Attempt(
      "a request that is born decided", at: .decided,
      """
      INSERT INTO requests (household, prescriber, category, uses, channel, state, decision, entry)
      VALUES (1, 1, 'laptop', 'x', 'web', 'decided', 1, ENTRY)
      """,
      refusal: "requests: une vie commence à son premier état"),
    Attempt(
      "a state without a step", at: .decided,
      "UPDATE requests SET state = 'allocated', device = 1 WHERE id = 1",
      refusal: "requests: l'état ne change que par un pas, ou par son annulation"),
    Attempt(
      "another device without a step", at: .allocated, "UPDATE requests SET device = 2 WHERE id = 1",
      refusal: "requests: l'état ne change que par un pas, ou par son annulation"),
    Attempt(
      "the step of another request", at: .decided,
      requestStep(1, "allocate", from: "decided", to: "allocated", decision: "1", device: "1"),
      "UPDATE requests SET state = 'allocated', device = 1, decision = 1, step = ENTRY WHERE id = 2",
      refusal: "requests: l'état ne change que par un pas, ou par son annulation"),
    Attempt(
      "a way back without an annulment", at: .allocated,
      """
      UPDATE requests SET state = 'decided', device = NULL,
        step = (SELECT previous FROM request_steps WHERE entry = requests.step) WHERE id = 1
      """,
      refusal: "requests: l'état ne change que par un pas, ou par son annulation"),
    Attempt(
      "a request voided without an annulment", at: .submitted,
      "UPDATE requests SET state = 'annulled' WHERE id = 1",
      refusal: "requests: l'état ne change que par un pas, ou par son annulation"),
    Attempt(
      "a device kept before any decision", at: .submitted, without: ["request_steps_by_right_on_insert"],
      requestStep(1, "allocate", from: "submitted", to: "allocated", decision: "1", device: "1"),
      refusal: "request_steps: ce pas n'est pas permis dans cet état"),
    Attempt(
      "a step from where the request does not stand", at: .decided,
      requestStep(1, "withdraw", from: "submitted", to: "withdrawn", reason: "'unreachable'"),
      refusal: "request_steps: ce pas ne suit pas le dernier qui vaut"),
    Attempt(
      "a step that forgets the one before", at: .decided,
      requestStep(1, "withdraw", from: "decided", to: "withdrawn", reason: "'unreachable'", previous: "NULL"),
      refusal: "request_steps: ce pas ne suit pas le dernier qui vaut"),
    Attempt(
      "a right from an unfavourable decision", at: .decided,
      requestStep(2, "decide", from: "decided", to: "decided", decision: "3"),
      refusal: "request_steps: il faut une décision favorable sur cette demande"),
    Attempt(
      "a right from an open question", at: .decided,
      requestStep(1, "decide", from: "decided", to: "decided", decision: "4"),
      refusal: "request_steps: il faut une décision favorable sur cette demande"),
    Attempt(
      "a right from the decision on another request", at: .decided,
      requestStep(1, "decide", from: "decided", to: "decided", decision: "2"),
      refusal: "request_steps: il faut une décision favorable sur cette demande"),
    Attempt(
      "a refusal by a favourable decision", at: .decided,
      requestStep(1, "refuse", from: "decided", to: "refused", decision: "1", reason: "'not-eligible'"),
      refusal: "request_steps: il faut une décision défavorable sur cette demande"),
    Attempt(
      "a refusal for want of right without a decision", at: .decided,
      requestStep(1, "refuse", from: "decided", to: "refused", reason: "'not-eligible'"),
      refusal: """
        CHECK constraint failed: (decision IS NOT NULL) = (to_state IN ('decided', 'allocated', 'handed-over', 'contested')
            OR (to_state = 'refused' AND reason = 'not-eligible'))
        """),
    Attempt(
      "a device kept for two", at: .allocated,
      requestStep(2, "allocate", from: "decided", to: "allocated", decision: "2", device: "1"),
      "UPDATE requests SET state = 'allocated', decision = 2, device = 1, step = ENTRY WHERE id = 2",
      refusal: "requests: cet appareil est déjà attribué ou prêté"),
    Attempt(
      "a device kept for two, with the index alone", at: .allocated,
      without: ["requests_keep_free_devices_on_update"],
      requestStep(2, "allocate", from: "decided", to: "allocated", decision: "2", device: "1"),
      "UPDATE requests SET state = 'allocated', decision = 2, device = 1, step = ENTRY WHERE id = 2",
      refusal: "UNIQUE constraint failed: requests.device"),
    Attempt(
      "a device kept while it is out", at: .handedOver,
      requestStep(2, "allocate", from: "decided", to: "allocated", decision: "2", device: "1"),
      "UPDATE requests SET state = 'allocated', decision = 2, device = 1, step = ENTRY WHERE id = 2",
      refusal: "requests: cet appareil est déjà attribué ou prêté"),
    Attempt(
      "a device released under a signed contract", at: .signed,
      requestStep(1, "release", from: "allocated", to: "decided", decision: "1"),
      refusal: "request_steps: un contrat signé tient cet appareil"),
    Attempt(
      "a hand-over without a contract", at: .allocated,
      requestStep(1, "hand-over", from: "allocated", to: "handed-over", decision: "1", device: "1"),
      refusal: "request_steps: la remise est celle d'un contrat sur l'appareil attribué"),
    Attempt(
      "a hand-over without that of the contract", at: .signed,
      requestStep(1, "hand-over", from: "allocated", to: "handed-over", decision: "1", device: "1"),
      refusal: "request_steps: la remise est celle d'un contrat sur l'appareil attribué"),
    Attempt(
      "a wish changed", at: .submitted, without: ["requests_moves"],
      "UPDATE requests SET uses = 'jeux' WHERE id = 1", refusal: "requests: rows are never changed"),
    Attempt(
      "a request deleted", at: .submitted, "DELETE FROM requests WHERE id = 2",
      refusal: "requests: rows are never deleted"),
    Attempt(
      "a request replaced", at: .submitted,
      """
      INSERT OR REPLACE INTO requests (id, household, prescriber, category, uses, channel, state, entry)
      VALUES (2, 1, 1, 'laptop', 'x', 'web', 'submitted', ENTRY)
      """,
      refusal: "requests: rows are never replaced"),
    Attempt(
      "a step changed", at: .decided,
      "UPDATE request_steps SET decision = 1",
      refusal: "request_steps: rows are never changed"),
  ]

  @Test(arguments: attempts) func `against`(attempt: Attempt) throws { try attempt.expectRefusal() }

  static let decisions = [
    Attempt(
      "a decision by a programme nobody adopted", at: .submitted,
      """
      INSERT INTO decisions (request, programme, version, digest, as_of, outcome, modest, trace, explanation_fr,
        explanation_en, entry)
      SELECT 1, id, '2099.1', digest, '2026-09-03', 'eligible', 0, '{}', 'x', 'x', ENTRY FROM programmes
      """,
      refusal: "decisions: aucun programme de ce nom et de ce contenu n'est en vigueur"),
    Attempt(
      "a household modest without right", at: .submitted,
      """
      INSERT INTO decisions (request, programme, version, digest, as_of, outcome, modest, trace, explanation_fr,
        explanation_en, entry)
      SELECT 1, id, version, digest, '2026-09-03', 'unknown', 1, '{}', 'x', 'x', ENTRY FROM programmes
      """,
      refusal: "CHECK constraint failed: modest = 0 OR outcome = 'eligible'"),
    Attempt(
      "an outcome changed", at: .decided, "UPDATE decisions SET outcome = 'eligible' WHERE id = 3",
      refusal: "decisions: rows are never changed"),
    Attempt(
      "a programme's version with another content", at: .submitted,
      "INSERT INTO programmes SELECT ENTRY, id, version, zeroblob(32), body, NULL, NULL FROM programmes",
      refusal: "programmes: cette version existe déjà avec un autre contenu"),
    Attempt(
      "a programme's text changed", at: .submitted,
      "UPDATE programmes SET body = '[]'",
      refusal: "programmes: rows are never changed"),
  ]

  @Test(arguments: decisions) func `and decisions against`(attempt: Attempt) throws {
    try attempt.expectRefusal()
  }
}

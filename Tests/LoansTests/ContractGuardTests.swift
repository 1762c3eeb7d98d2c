import Testing

@Suite struct `The schema guards contracts` {
  static let signatures = [
    Attempt(
      "a contract without an allocation", at: .decided, contract(),
      refusal: "contracts: cet appareil n'est pas attribué à cette demande de ce foyer"),
    Attempt(
      "a contract for another device than the one allocated", at: .allocated, contract(device: 2),
      refusal: "contracts: cet appareil n'est pas attribué à cette demande de ce foyer"),
    Attempt(
      "a contract with another household than the one that asked", at: .allocated, contract(household: 2),
      refusal: "contracts: cet appareil n'est pas attribué à cette demande de ce foyer"),
    Attempt(
      "a contract without a favourable decision", at: .decided,
      without: ["request_steps_by_right_on_insert"],
      requestStep(2, "allocate", from: "decided", to: "allocated", decision: "3", device: "2"),
      "UPDATE requests SET state = 'allocated', decision = 3, device = 2, step = ENTRY WHERE id = 2",
      contract(request: 2, household: 2, device: 2),
      refusal: "contracts: il faut une décision favorable sur la demande"),
    Attempt(
      "a second open contract for a device", at: .signed, contract(),
      refusal: "contracts: un autre contrat tient déjà cet appareil"),
    Attempt(
      "a contract that replaces the one that holds the device", at: .signed,
      contract(insert: "INSERT OR REPLACE"),
      refusal: "contracts: un autre contrat tient déjà cet appareil"),
    Attempt(
      "a contract that takes another's number", at: .ended,
      without: ["contracts_for_allocated_device_on_insert"], contract("1", insert: "INSERT OR REPLACE"),
      refusal: "contracts: rows are never replaced"),
    Attempt(
      "a fee on a loan", at: .allocated, contract(fee: 2_500),
      refusal: "contracts: un prêt à usage est gratuit (C. civ. art. 1876)"),
    Attempt(
      "a fee added to a loan", at: .signed, without: ["contracts_moves", "contracts_keeps_values"],
      "UPDATE contracts SET fee = 2500",
      refusal: "contracts: un prêt à usage est gratuit (C. civ. art. 1876)"),
    Attempt(
      "free access for a household", at: .allocated, contract(kind: "free-access"),
      refusal: "contracts: un foyer ne signe pas ce contrat"),
    Attempt(
      "a loan made free access", at: .signed, without: ["contracts_moves", "contracts_keeps_values"],
      "UPDATE contracts SET kind = 'free-access'", refusal: "contracts: un foyer ne signe pas ce contrat"),
    Attempt(
      "a stated value without its clause", at: .allocated, contract(value: "12000"),
      refusal: "contracts: une valeur indiquée demande une clause de perte (C. civ. art. 1883)"),
    Attempt(
      "a value stated afterwards", at: .signed, without: ["contracts_moves", "contracts_keeps_values"],
      "UPDATE contracts SET stated_value = 12000",
      refusal: "contracts: une valeur indiquée demande une clause de perte (C. civ. art. 1883)"),
    Attempt(
      "a term that is no later than the start", at: .allocated, contract(term: "'2027-01-01'"),
      refusal: "CHECK constraint failed: term > starts"),
    Attempt(
      "a contract born handed over", at: .allocated,
      without: ["contracts_handed_over_with_proof_on_insert", "contracts_leave_signed_on_insert"],
      contract(state: "handed-over"),
      refusal: "contracts: une vie commence à son premier état"),
    Attempt(
      "an accessory added after the signature", at: .signed,
      "INSERT INTO contract_accessories VALUES (1, 3, 'housse')",
      refusal: "contract_accessories: rien ne change dans un contrat signé"),
    Attempt(
      "a term changed", at: .signed, without: ["contracts_moves"], "UPDATE contracts SET term = NULL",
      refusal: "contracts: values never change"),
    Attempt(
      "a contract deleted", at: .signed, "DELETE FROM contract_accessories", "DELETE FROM contracts",
      refusal: "contract_accessories: rows are never deleted"),
  ]

  @Test(arguments: signatures) func `signed against`(attempt: Attempt) throws {
    try attempt.expectRefusal()
  }

  static let lives = [
    Attempt(
      "a state without a step", at: .handedOver,
      without: ["contracts_ended_with_return_on_update", "contracts_end_with_the_last_on_update"],
      "UPDATE contracts SET state = 'ended'",
      refusal: "contracts: l'état ne change que par un pas, ou par son annulation"),
    Attempt(
      "a hand-over twice", at: .handedOver,
      contractStep(1, "hand-over", from: "handed-over", to: "handed-over"),
      refusal: "contract_steps: ce pas n'est pas permis dans cet état"),
    Attempt(
      "the return of what is not out", at: .signed, contractStep(1, "take-back", from: "signed", to: "ended"),
      refusal: "contract_steps: ce pas n'est pas permis dans cet état"),
    Attempt(
      "a hand-over from where the contract does not stand", at: .ended,
      contractStep(1, "hand-over", from: "signed", to: "handed-over"),
      refusal: "contract_steps: ce pas ne suit pas le dernier qui vaut"),
    Attempt(
      "a hand-over that is not recorded", at: .signed,
      contractStep(1, "hand-over", from: "signed", to: "handed-over"),
      "UPDATE contracts SET state = 'handed-over', step = ENTRY WHERE id = 1",
      refusal: "contracts: il manque la remise de l'appareil attribué"),
    Attempt(
      "a return that is not recorded", at: .handedOver, without: ["contracts_end_with_the_last_on_update"],
      contractStep(1, "take-back", from: "handed-over", to: "ended"),
      "UPDATE contracts SET state = 'ended', step = ENTRY WHERE id = 1",
      refusal: "contracts: il manque le retour d'un appareil remis"),
    Attempt(
      "a hand-over that is no step of its contract", at: .handedOver, without: ["handovers_of_what_waits_on_insert"],
      contractStep(1, "take-back", from: "handed-over", to: "ended"),
      "INSERT INTO handovers VALUES (ENTRY, 1, 1, NULL, NULL)",
      refusal: "handovers: une remise est un pas de son contrat"),
    Attempt(
      "a return that is no step of its contract", at: .signed, without: ["take_backs_of_what_is_out_on_insert"],
      contractStep(1, "hand-over", from: "signed", to: "handed-over"),
      "INSERT INTO take_backs (entry, contract, device, condition, reason) VALUES (ENTRY, 1, 1, 'good', 'term')",
      refusal: "take_backs: un retour est un pas de son contrat"),
    Attempt(
      "an accessory missing that was not lent", at: .ended,
      "INSERT INTO missing_accessories (entry, contract, position) SELECT entry, 1, 9 FROM take_backs",
      refusal: "FOREIGN KEY constraint failed"),
    Attempt(
      "an accessory missing from another contract", at: .ended,
      "INSERT INTO missing_accessories (entry, contract, position) SELECT entry, 2, 1 FROM take_backs",
      refusal: "missing_accessories: cet accessoire est celui d'un autre contrat"),
    Attempt(
      "a cancellation without a reason", at: .signed,
      contractStep(1, "cancel", from: "signed", to: "cancelled"),
      refusal: "CHECK constraint failed: (reason IS NOT NULL) = (verb = 'cancel')"),
    Attempt(
      "a hand-over moved to another place", at: .handedOver, "UPDATE handovers SET place = NULL",
      refusal: "handovers: rows are never changed"),
    Attempt(
      "a step changed", at: .handedOver,
      "UPDATE contract_steps SET verb = 'cancel'",
      refusal: "contract_steps: rows are never changed"),
    Attempt(
      "a follow-up of what is not out", at: .signed,
      "INSERT INTO follow_ups (contract, kind, due_on, entry) VALUES (1, 'call', '2027-02-01', ENTRY)",
      refusal: "follow_ups: le suivi accompagne un appareil remis"),
    Attempt(
      "a due day moved", at: .handedOver, "UPDATE follow_ups SET due_on = '2030-01-01'",
      refusal: "follow_ups: rows are never changed"),
  ]

  @Test(arguments: lives) func `in life against`(attempt: Attempt) throws { try attempt.expectRefusal() }
}

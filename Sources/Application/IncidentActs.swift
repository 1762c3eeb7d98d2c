import Inventory
public import Kernel
public import Loans
import Storage

/// An incident, with its device and whom to ask for.
public struct IncidentLine: Sendable {
  public let incident: Incident
  /// The device it happened to.
  public let code: AssetCode
  /// Whom to ask for.
  public let contact: String
}

extension Chain {
  /// Records what happened to a device that a household has.
  ///
  /// - Parameters:
  ///   - code: which one; the contract's only one when none is named.
  ///   - checked: whoever writes has read the remark again: it tells nothing about health.
  /// - Throws: ``IncidentFailure/deviceNotOut(_:_:)``, ``ContractFailure/whichDevice(_:)``,
  ///   ``ContractFailure/notUnderContract(_:)``, ``LoansFailure/outOfOrder(_:after:)``,
  ///   ``FollowUpFailure/mayTellOfHealth(word:)``.
  public func record(
    _ kind: Incident.Kind, of code: AssetCode? = nil, suspending: Bool, remark: String?, checked: Bool = false,
    under id: ContractID, as act: Act
  ) throws -> Incident {
    try HealthWords.check(remark, readAgain: checked)
    return try database.write(Action.recordIncident, act) { change in
      change.concerns(.contract(id))
      let device = try code.map { try DeviceStore.device($0, in: change).id }
      let incident = try IncidentStore.open(
        kind, of: device, suspending: suspending, remark: remark, under: id, in: change)
      change.note("incident", .id(incident.id))
      change.note("device", .id(incident.device))
      change.note("kind", .word(kind))
      change.note("suspends", .number(suspending ? 1 : 0))
      return incident
    }
  }

  /// Records the receipt of the police complaint about a theft.
  ///
  /// - Returns: whether it came within 48 hours.
  /// - Throws: ``IncidentFailure``.
  public func complain(_ reference: String, about id: IncidentID, as act: Act) throws -> Bool {
    try database.write(Action.recordComplaint, act) { change in
      change.concerns(.contract(try IncidentStore.existing(id, in: change).contract))
      change.note("incident", .id(id))
      return try IncidentStore.complain(reference, about: id, in: change)
    }
  }

  /// Settles an incident, as the contract and the law have it.
  ///
  /// - Parameter checked: whoever writes has read the remark again: it tells nothing about health.
  /// - Throws: ``IncidentFailure``, ``FollowUpFailure/mayTellOfHealth(word:)``.
  public func settle(
    _ id: IncidentID, _ outcome: Incident.Outcome, remark: String?, checked: Bool = false, as act: Act
  ) throws -> Incident {
    try HealthWords.check(remark, readAgain: checked)
    guard outcome != .exchanged else { throw IncidentFailure.exchangeNamesDevice(id) }
    return try database.write(Action.settleIncident, act) { change in
      change.concerns(.contract(try IncidentStore.existing(id, in: change).contract))
      change.note("incident", .id(id))
      change.note("outcome", .word(outcome))
      return try IncidentStore.settle(id, outcome, remark: remark, in: change)
    }
  }

  /// Records what changed in a household during a contract.
  public func record(_ event: LifeEvent, under id: ContractID, as act: Act) throws {
    try database.write(Action.recordLifeEvent, act) { change in
      change.concerns(.contract(id))
      change.note("event", .word(event))
      try IncidentStore.record(event, under: id, in: change)
    }
  }

  /// The incidents that nobody has settled, oldest first.
  public func openIncidents(by person: Actor) throws -> [IncidentLine] {
    try database.consult(AccessOperation.listIncidents, by: person.id, at: clock.now) { reader in
      try IncidentStore.open(in: reader).map { incident in
        let contract = try ContractStore.existing(incident.contract, in: reader)
        if let household = contract.agreement.household { reader.sees(.household(household)) }
        return IncidentLine(
          incident: incident, code: try device(incident.device, of: contract.id, in: reader).code,
          contact: try borrower(of: contract, in: reader).contact)
      }
    }
  }

  /// The code of the device an incident happened to.
  public func code(of incident: Incident) throws -> AssetCode {
    try database.read { try device(incident.device, of: incident.contract, in: $0).code }
  }

  /// The devices a contract holds, by their codes.
  public func codes(of id: ContractID) throws -> [AssetCode] {
    try database.read { reader in
      try ContractStore.existing(id, in: reader).held.map { try device($0, of: id, in: reader).code }
    }
  }

  /// Loans that ended because another contract was to follow, and none does.
  func conversionFaults(in reader: Reader) throws -> [Text] {
    try reader.all(
      """
      SELECT c.id FROM contracts AS c WHERE c.state = 'converted' AND NOT EXISTS (SELECT 1 FROM contracts AS n
        WHERE n.follows = c.id AND n.state <> 'annulled') ORDER BY c.id
      """
    ).map { row in
      let id: ContractID = try row["id"]
      return Text(
        fr: "Contrat \(id.reference) : il a pris fin pour un don ou une vente, et aucun contrat ne le suit.",
        en: "Contract \(id.reference): it ended for a gift or a sale, and no contract follows it.")
    }
  }
}

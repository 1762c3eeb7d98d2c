public import Kernel
public import Storage

/// What a correcting act does in this room when it annuls another: the standing goes back to the step before.
///
/// `rebond correct` first asks ``refuseIfRestedOn(_:in:)``, then records the correction, then calls ``undo(_:in:)``.
public enum Annulments {
  /// Refuses to annul an act while something later rests on it.
  ///
  /// - Throws: ``LoansFailure/restedOn(_:by:)``, naming the acts to annul first.
  public static func refuseIfRestedOn(_ entry: EntryID, in reader: Reader) throws {
    var later: Set<EntryID> = []
    for rule in resting {
      for row in try reader.all(SQL(stringLiteral: rule.query(entry.description))) {
        later.insert(try row["entry"])
      }
    }
    guard later.isEmpty else { throw LoansFailure.restedOn(entry, by: later.sorted()) }
  }

  /// Takes back what an annulled act had moved, once its correction is recorded; an act of another room moves nothing here.
  public static func undo(_ entry: EntryID, in change: Change) throws {
    // The request first: a contract that is signed again wants its device allocated again.
    try change.run(
      """
      UPDATE requests SET
        state = (SELECT s.from_state FROM request_steps AS s WHERE s.entry = requests.step),
        decision = (SELECT p.decision FROM request_steps AS s JOIN request_steps AS p ON p.entry = s.previous
          WHERE s.entry = requests.step),
        device = (SELECT p.device FROM request_steps AS s JOIN request_steps AS p ON p.entry = s.previous
          WHERE s.entry = requests.step),
        reason = (SELECT p.reason FROM request_steps AS s JOIN request_steps AS p ON p.entry = s.previous
          WHERE s.entry = requests.step),
        step = (SELECT s.previous FROM request_steps AS s WHERE s.entry = requests.step)
      WHERE id = (SELECT s.request FROM request_steps AS s WHERE s.entry = \(entry)) AND step = \(entry)
      """)
    try change.run(
      """
      UPDATE contracts SET
        state = (SELECT s.from_state FROM contract_steps AS s WHERE s.entry = contracts.step),
        step = (SELECT s.previous FROM contract_steps AS s WHERE s.entry = contracts.step)
      WHERE id = (SELECT s.contract FROM contract_steps AS s WHERE s.entry = \(entry)) AND step = \(entry)
      """)
    try change.run(
      "UPDATE contracts SET state = \(Contract.State.annulled) WHERE entry = \(entry) AND step IS NULL")
    try change.run(
      "UPDATE requests SET state = \(Request.Stage.annulled) WHERE entry = \(entry) AND step IS NULL")
  }

  /// One way in which later acts rest on an earlier one.
  struct Resting: Sendable {
    /// The name of its guard in the schema.
    let name: String
    /// What the guard says.
    let message: String
    /// The acts that rest on an entry, as `entry`.
    let query: @Sendable (_ entry: String) -> String
  }

  /// Every way in which acts of this room rest on one another; the schema's guards and the message are made of it.
  static let resting: [Resting] = [
    Resting(name: "households_request", message: "une demande repose sur ce foyer") {
      """
      SELECT r.entry AS entry FROM households AS h JOIN requests AS r ON r.household = h.id
      WHERE h.entry = \($0) AND r.state <> 'annulled'
      """
    },
    Resting(name: "programmes_decision", message: "une décision repose sur ce programme") {
      """
      SELECT d.entry AS entry FROM programmes AS p
      JOIN decisions AS d ON d.programme = p.id AND d.version = p.version
      WHERE p.entry = \($0) AND NOT \(Schema.annulled("d.entry")) AND NOT EXISTS (
        SELECT 1 FROM programmes AS o WHERE o.id = p.id AND o.version = p.version AND o.entry <> p.entry
        AND NOT \(Schema.annulled("o.entry")))
      """
    },
    Resting(name: "requests_decision", message: "une décision repose sur cette demande") {
      """
      SELECT d.entry AS entry FROM requests AS r JOIN decisions AS d ON d.request = r.id
      WHERE r.entry = \($0) AND NOT \(Schema.annulled("d.entry"))
      """
    },
    Resting(name: "requests_step", message: "un pas repose sur cette demande") {
      "SELECT r.step AS entry FROM requests AS r WHERE r.entry = \($0) AND r.step IS NOT NULL"
    },
    Resting(name: "requests_notice", message: "une information donnée repose sur cette demande") {
      """
      SELECT n.entry AS entry FROM requests AS r JOIN request_notices AS n ON n.request = r.id AND n.entry <> r.entry
      WHERE r.entry = \($0) AND NOT \(Schema.annulled("n.entry"))
      """
    },
    Resting(name: "requests_prescription", message: "une orientation repose sur cette demande") {
      """
      SELECT p.entry AS entry FROM requests AS r JOIN prescriptions AS p ON p.request = r.id
      WHERE r.entry = \($0) AND NOT \(Schema.annulled("p.entry"))
      """
    },
    Resting(name: "prescriptions_outcome", message: "une suite repose sur cette orientation") {
      """
      SELECT o.entry AS entry FROM prescription_outcomes AS o
      WHERE o.prescription = \($0) AND NOT \(Schema.annulled("o.entry"))
      """
    },
    Resting(name: "households_offer", message: "une réponse à une offre repose sur ce foyer") {
      """
      SELECT a.entry AS entry FROM households AS h JOIN offer_answers AS a ON a.household = h.id
      WHERE h.entry = \($0) AND NOT \(Schema.annulled("a.entry"))
      """
    },
    Resting(name: "households_sim", message: "un prêt de carte SIM repose sur ce foyer") {
      """
      SELECT s.entry AS entry FROM households AS h JOIN lent_sims AS s ON s.household = h.id
      WHERE h.entry = \($0) AND NOT \(Schema.annulled("s.entry"))
      """
    },
    Resting(name: "households_outcome", message: "un badge, un Pass ou une brochure repose sur ce foyer") {
      """
      SELECT o.entry AS entry FROM households AS h JOIN outcomes AS o ON o.household = h.id
      WHERE h.entry = \($0) AND NOT \(Schema.annulled("o.entry"))
      """
    },
    Resting(name: "contracts_sim", message: "un prêt de carte SIM repose sur ce contrat") {
      """
      SELECT s.entry AS entry FROM contracts AS c JOIN lent_sims AS s ON s.contract = c.id
      WHERE c.entry = \($0) AND NOT \(Schema.annulled("s.entry"))
      """
    },
    Resting(name: "lent_sims_end", message: "la fin de ce prêt de carte SIM repose sur lui") {
      """
      SELECT e.entry AS entry FROM lent_sims AS s JOIN lent_sim_ends AS e ON e.sim = s.id
      WHERE s.entry = \($0) AND NOT \(Schema.annulled("e.entry"))
      """
    },
    Resting(name: "lent_sim_ends_again", message: "cette carte SIM est prêtée depuis") {
      """
      SELECT o.entry AS entry FROM lent_sim_ends AS e JOIN lent_sims AS s ON s.id = e.sim
      JOIN lent_sims AS o ON o.number = s.number AND o.entry > e.entry
      WHERE e.entry = \($0) AND NOT \(Schema.annulled("o.entry"))
      """
    },
    Resting(name: "funding_lines_offer", message: "un abonnement repose sur cette ligne") {
      """
      SELECT a.entry AS entry FROM funding_lines AS l JOIN offer_answers AS a ON a.funding = l.id
      WHERE l.entry = \($0) AND NOT \(Schema.annulled("a.entry"))
      """
    },
    Resting(name: "decisions_step", message: "un pas repose sur cette décision") {
      """
      SELECT s.entry AS entry FROM decisions AS d JOIN request_steps AS s ON s.request = d.request
      WHERE d.entry = \($0) AND s.decision = d.id AND s.entry <> d.entry AND NOT \(Schema.annulled("s.entry"))
      """
    },
    Resting(name: "decisions_ruling", message: "quelqu''un a décidé autrement ou contesté depuis") {
      """
      SELECT o.entry AS entry FROM decisions AS d JOIN overrides AS o ON o.decision = d.id
      WHERE d.entry = \($0) AND NOT \(Schema.annulled("o.entry"))
      UNION SELECT c.entry AS entry FROM decisions AS d JOIN contests AS c ON c.decision = d.id
      WHERE d.entry = \($0) AND NOT \(Schema.annulled("c.entry"))
      """
    },
    Resting(name: "funding_lines_move", message: "de l''argent a été accordé ou dépensé sur cette ligne") {
      """
      SELECT m.entry AS entry FROM funding_lines AS l JOIN funding_moves AS m ON m.line = l.id AND m.entry <> l.entry
      WHERE l.entry = \($0) AND NOT \(Schema.annulled("m.entry"))
      """
    },
    Resting(name: "funding_moves_spent", message: "cet argent a été dépensé depuis") {
      """
      SELECT m.entry AS entry FROM funding_moves AS g JOIN funding_moves AS m ON m.line = g.line AND m.spends = 1
      WHERE g.entry = \($0) AND g.spends = 0 AND m.entry > g.entry AND NOT \(Schema.annulled("m.entry"))
      """
    },
    Resting(name: "overrides_contest", message: "une contestation repose sur cette décision d''une personne") {
      """
      SELECT c.entry AS entry FROM overrides AS o JOIN contests AS c ON c.decision = o.decision AND c.entry > o.entry
      WHERE o.entry = \($0) AND NOT \(Schema.annulled("c.entry"))
      """
    },
    Resting(name: "request_steps_later", message: "un pas plus récent de cette demande repose sur celui-ci") {
      """
      SELECT r.step AS entry FROM request_steps AS s JOIN requests AS r ON r.id = s.request
      WHERE s.entry = \($0) AND r.step <> s.entry AND NOT \(Schema.annulled("s.entry"))
      """
    },
    Resting(name: "request_steps_contract", message: "un contrat repose sur cette attribution") {
      """
      SELECT c.entry AS entry FROM request_steps AS s JOIN requests AS r ON r.id = s.request AND r.step = s.entry
      JOIN contracts AS c ON c.request = r.id AND c.state = 'signed'
      WHERE s.entry = \($0) AND s.to_state = 'allocated'
      """
    },
    Resting(name: "request_steps_device", message: "cet appareil est attribué ou prêté depuis") {
      """
      SELECT coalesce(r.step, r.entry) AS entry FROM request_steps AS s
      JOIN request_steps AS p ON p.entry = s.previous
      JOIN requests AS r ON r.device = p.device AND r.id <> s.request AND r.state = 'allocated'
      WHERE s.entry = \($0) AND s.verb = 'release'
      UNION SELECT coalesce(c.step, c.entry) AS entry FROM request_steps AS s
      JOIN request_steps AS p ON p.entry = s.previous
      JOIN contracts AS c ON c.device = p.device AND c.request IS DISTINCT FROM s.request
        AND c.state IN ('signed', 'handed-over')
        AND NOT \(LoansSchema.isBack("c.device", under: "c.id", since: "c.entry"))
      WHERE s.entry = \($0) AND s.verb = 'release'
      UNION SELECT d.entry AS entry FROM request_steps AS s
      JOIN request_steps AS p ON p.entry = s.previous
      JOIN contract_devices AS d ON d.device = p.device AND NOT \(Schema.annulled("d.entry"))
      JOIN contracts AS c ON c.id = d.contract AND c.state IN ('signed', 'handed-over')
        AND NOT \(LoansSchema.isBack("d.device", under: "d.contract", since: "d.entry"))
      WHERE s.entry = \($0) AND s.verb = 'release'
      """
    },
    Resting(name: "contracts_devices", message: "un autre appareil est sous ce contrat") {
      """
      SELECT d.entry AS entry FROM contracts AS c JOIN contract_devices AS d ON d.contract = c.id
      WHERE c.entry = \($0) AND NOT \(Schema.annulled("d.entry"))
      """
    },
    Resting(name: "contract_devices_step", message: "un pas de ce contrat repose sur cet appareil") {
      """
      SELECT c.step AS entry FROM contract_devices AS d JOIN contracts AS c ON c.id = d.contract AND c.step > d.entry
      WHERE d.entry = \($0)
      """
    },
    Resting(name: "incident_ends_exchange", message: "un échange repose sur cette suite") {
      """
      SELECT d.entry AS entry FROM incident_ends AS e JOIN incidents AS i ON i.id = e.incident
      JOIN contract_devices AS d ON d.contract = i.contract AND d.instead_of = i.device AND d.entry > e.entry
      WHERE e.entry = \($0) AND e.outcome = 'exchanged' AND NOT \(Schema.annulled("d.entry"))
      """
    },
    Resting(name: "contracts_step", message: "un pas repose sur ce contrat") {
      "SELECT c.step AS entry FROM contracts AS c WHERE c.entry = \($0) AND c.step IS NOT NULL"
    },
    Resting(name: "contract_steps_later", message: "un pas plus récent de ce contrat repose sur celui-ci") {
      """
      SELECT c.step AS entry FROM contract_steps AS s JOIN contracts AS c ON c.id = s.contract
      WHERE s.entry = \($0) AND c.step <> s.entry AND NOT \(Schema.annulled("s.entry"))
      """
    },
    Resting(name: "contract_steps_device", message: "cet appareil est attribué ou prêté depuis") {
      """
      SELECT coalesce(o.step, o.entry) AS entry FROM (\(devicesLet(goBy: $0))) AS x
      JOIN contracts AS o ON o.device = x.device AND o.id <> x.contract AND o.state IN ('signed', 'handed-over')
        AND NOT \(LoansSchema.isBack("o.device", under: "o.id", since: "o.entry"))
      UNION SELECT d.entry AS entry FROM (\(devicesLet(goBy: $0))) AS x
      JOIN contract_devices AS d ON d.device = x.device AND d.entry > x.entry AND NOT \(Schema.annulled("d.entry"))
      JOIN contracts AS o ON o.id = d.contract AND o.state IN ('signed', 'handed-over')
        AND NOT \(LoansSchema.isBack("d.device", under: "d.contract", since: "d.entry"))
      UNION SELECT coalesce(r.step, r.entry) AS entry FROM (\(devicesLet(goBy: $0))) AS x
      JOIN contracts AS c ON c.id = x.contract
      JOIN requests AS r ON r.device = x.device AND r.id IS DISTINCT FROM c.request AND r.state = 'allocated'
      """
    },
    Resting(name: "contract_steps_released", message: "cette demande a changé depuis") {
      """
      SELECT coalesce(r.step, r.entry) AS entry FROM contract_steps AS s JOIN contracts AS c ON c.id = s.contract
      JOIN requests AS r ON r.id = c.request
      WHERE s.entry = \($0) AND s.verb = 'cancel' AND (r.state <> 'allocated' OR r.device <> c.device)
      """
    },
    Resting(name: "contract_steps_followed", message: "un contrat repose sur cette fin") {
      """
      SELECT coalesce(c.step, c.entry) AS entry FROM contract_steps AS s
      JOIN contracts AS c ON c.follows = s.contract AND c.state <> 'annulled'
      WHERE s.entry = \($0) AND s.verb = 'convert'
      """
    },
    Resting(name: "payments_given_back", message: "de l''argent a été rendu depuis sur ce paiement") {
      """
      SELECT g.entry AS entry FROM payments AS p JOIN payments AS g ON g.contract = p.contract AND g.id > p.id
      WHERE p.entry = \($0) AND NOT \(Schema.annulled("g.entry"))
        AND (p.purpose = 'deposit' AND g.purpose IN ('deposit-back', 'deposit-kept')
          OR p.purpose IN ('rent', 'price') AND g.purpose = 'refund')
      """
    },
    Resting(name: "contracts_payments", message: "de l''argent a changé de mains sous ce contrat") {
      """
      SELECT p.entry AS entry FROM contracts AS c JOIN payments AS p ON p.contract = c.id
      WHERE c.entry = \($0) AND NOT \(Schema.annulled("p.entry"))
      """
    },
    Resting(name: "incidents_settled", message: "cet incident a été suivi depuis") {
      """
      SELECT e.entry AS entry FROM incidents AS i JOIN incident_ends AS e ON e.incident = i.id
      WHERE i.entry = \($0) AND NOT \(Schema.annulled("e.entry"))
      UNION SELECT o.entry AS entry FROM incidents AS i JOIN incident_complaints AS o ON o.incident = i.id
      WHERE i.entry = \($0) AND NOT \(Schema.annulled("o.entry"))
      """
    },
    Resting(name: "incident_complaints_relied_on", message: "la suite de ce vol repose sur sa plainte") {
      """
      SELECT e.entry AS entry FROM incident_complaints AS o JOIN incident_ends AS e ON e.incident = o.incident
      WHERE o.entry = \($0) AND e.outcome = 'lender-bears' AND NOT \(Schema.annulled("e.entry"))
      """
    },
    Resting(name: "handovers_incident", message: "un incident repose sur cette remise") {
      """
      SELECT i.entry AS entry FROM handovers AS h
      JOIN incidents AS i ON i.contract = h.contract AND i.device = h.device AND i.entry > h.entry
      WHERE h.entry = \($0) AND NOT \(Schema.annulled("i.entry"))
      """
    },
    Resting(name: "gatherings_guests", message: "des familles sont invitées à cette remise") {
      """
      SELECT i.entry AS entry FROM gatherings AS g JOIN gathering_guests AS i ON i.gathering = g.id
      WHERE g.entry = \($0) AND NOT \(Schema.annulled("i.entry"))
      """
    },
    Resting(name: "gathering_guests_came", message: "une famille invitée est venue, ou non") {
      """
      SELECT a.entry AS entry FROM gathering_guests AS i
      JOIN gathering_attendances AS a ON a.gathering = i.gathering AND a.request = i.request
      WHERE i.entry = \($0) AND NOT \(Schema.annulled("a.entry"))
      """
    },
    Resting(name: "requests_invited", message: "cette demande est invitée à une remise") {
      """
      SELECT i.entry AS entry FROM requests AS r JOIN gathering_guests AS i ON i.request = r.id
      WHERE r.entry = \($0) AND NOT \(Schema.annulled("i.entry"))
      """
    },
    Resting(name: "follow_ups_outcome", message: "un contact de suivi repose sur cette remise") {
      """
      SELECT o.entry AS entry FROM follow_ups AS f JOIN follow_up_outcomes AS o ON o.follow_up = f.id
      WHERE f.entry = \($0) AND NOT \(Schema.annulled("o.entry"))
      """
    },
  ]

  /// The devices that a step of a contract let go, with the contract and the step.
  private static func devicesLet(goBy entry: String) -> String {
    """
    SELECT t.contract, t.device, t.entry FROM take_backs AS t WHERE t.entry = \(entry)
      UNION SELECT l.contract, l.device, l.entry FROM contract_losses AS l WHERE l.entry = \(entry)
      UNION SELECT s.contract, c.device, s.entry FROM contract_steps AS s JOIN contracts AS c ON c.id = s.contract
      WHERE s.entry = \(entry) AND s.verb = 'cancel'
      UNION SELECT s.contract, d.device, s.entry FROM contract_steps AS s
      JOIN contract_devices AS d ON d.contract = s.contract AND NOT \(Schema.annulled("d.entry"))
      WHERE s.entry = \(entry) AND s.verb = 'cancel'
    """
  }
}

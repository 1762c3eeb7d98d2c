import Kernel
import Storage

/// The order of days between acts that follow one another; a corrected day keeps it.
enum DayOrder {
  /// Checks an act, as corrected, against those before and after it.
  ///
  /// - Throws: ``CorrectionFailure/outOfOrder(_:day:other:otherDay:)`` with the first that would be out of order.
  static func check(_ entry: EntryID, in reader: Reader) throws {
    let row = try reader.first(
      """
      WITH pairs (earlier, later) AS (
        SELECT conventions.entry, donations.entry FROM conventions
        JOIN donations ON donations.convention = conventions.id
        UNION ALL SELECT donations.entry, movements.entry FROM donations
        JOIN donation_lines ON donation_lines.donation = donations.id
        JOIN devices ON devices.donation_line = donation_lines.id
        JOIN movements ON movements.device = devices.id AND movements.previous IS NULL
        UNION ALL SELECT movements.previous, movements.entry FROM movements WHERE movements.previous IS NOT NULL
        UNION ALL SELECT erasures.entry, erasure_validations.entry FROM erasures
        JOIN erasure_validations ON erasure_validations.erasure = erasures.id
        UNION ALL SELECT requests.entry, decisions.entry FROM requests JOIN decisions ON decisions.request = requests.id
        UNION ALL SELECT programmes.entry, decisions.entry FROM programmes JOIN decisions
          ON decisions.programme = programmes.id AND decisions.version = programmes.version
        WHERE programmes.entry = (SELECT min(others.entry) FROM programmes AS others JOIN acts ON acts.entry = others.entry
          WHERE others.id = programmes.id AND others.version = programmes.version AND acts.annulled = 0)
        UNION ALL SELECT requests.entry, request_steps.entry FROM requests
        JOIN request_steps ON request_steps.request = requests.id
        UNION ALL SELECT request_steps.previous, request_steps.entry FROM request_steps
        WHERE request_steps.previous IS NOT NULL
        UNION ALL SELECT request_steps.entry, contracts.entry FROM contracts
        JOIN request_steps ON request_steps.request = contracts.request AND request_steps.verb = 'allocate'
          AND request_steps.entry < contracts.entry
        UNION ALL SELECT follow_ups.entry, follow_up_outcomes.entry FROM follow_ups
        JOIN follow_up_outcomes ON follow_up_outcomes.follow_up = follow_ups.id
        UNION ALL SELECT contracts.entry, contract_steps.entry FROM contracts
        JOIN contract_steps ON contract_steps.contract = contracts.id
        UNION ALL SELECT contract_steps.previous, contract_steps.entry FROM contract_steps
        WHERE contract_steps.previous IS NOT NULL
      )
      SELECT pairs.earlier, pairs.later, before.day AS earlier_day, after.day AS later_day
      FROM pairs JOIN acts AS before ON before.entry = pairs.earlier JOIN acts AS after ON after.entry = pairs.later
      WHERE (pairs.earlier = \(entry) OR pairs.later = \(entry)) AND before.annulled = 0 AND after.annulled = 0
        AND before.day > after.day
      ORDER BY pairs.later LIMIT 1
      """)
    guard let row else { return }
    let (earlier, later): (EntryID, EntryID) = (try row["earlier"], try row["later"])
    let (earlierDay, laterDay): (Day, Day) = (try row["earlier_day"], try row["later_day"])
    throw earlier == entry
      ? CorrectionFailure.outOfOrder(entry, day: earlierDay, other: later, otherDay: laterDay)
      : CorrectionFailure.outOfOrder(entry, day: laterDay, other: earlier, otherDay: earlierDay)
  }
}

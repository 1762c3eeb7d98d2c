import Kernel
import Loans
import Storage

/// What is kept beside the acts it is worked out of, compared with what they give: a hand outside Rebond may have changed it.
enum UpkeepRecheck {
  /// How many faults of one kind are told.
  private static let told = 5

  /// What differs.
  static func faults(in reader: Reader) throws -> [Text] {
    try tasks(in: reader)
      + ContractDates.faults(in: reader).prefix(told).map { id in
        Text(
          fr: "Les échéances suivies du contrat \(id.reference) ne sont pas celles de ce qui est enregistré.",
          en: "The days watched of contract \(id.reference) are not those of what is recorded.")
      }
      + LastContacts.faults(in: reader).prefix(told).map { id in
        Text(
          fr: "Le dernier contact du foyer \(id.reference) n'est pas celui de ses actes.",
          en: "The last contact with household \(id.reference) is not that of its acts.")
      }
  }

  private static func tasks(in reader: Reader) throws -> [Text] {
    try reader.all(
      """
      SELECT follow_up FROM (SELECT follow_up, due_on, contract FROM open_follow_ups
        EXCEPT SELECT follow_up, due_on, contract FROM follow_up_tasks)
      UNION SELECT follow_up FROM (SELECT follow_up, due_on, contract FROM follow_up_tasks
        EXCEPT SELECT follow_up, due_on, contract FROM open_follow_ups)
      ORDER BY follow_up LIMIT \(told)
      """
    ).map { row in
      let id: FollowUpID = try row["follow_up"]
      return Text(
        fr: "Le contact de suivi \(id) n'est pas à faire comme le disent son contrat et ce qu'il a donné.",
        en: "Follow-up contact \(id) is not to be made as its contract and what came of it say.")
    }
  }
}

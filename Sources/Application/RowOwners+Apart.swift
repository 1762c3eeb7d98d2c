extension RowOwner {
  /// The acts by which a household has a device from then on, or is known to have it.
  static let handing: [Action] = [.recordHandOver, .enterLoan]

  /// What devices left the gate on; a loan from before Rebond is no verdict, and its act is about the contract.
  static let readinessProofs = RowOwner(
    table: "readiness_proofs", actions: [.releaseDevice, .enterLoan],
    subject: """
      journal.action = '\(Action.releaseDevice.rawValue)' AND \(isAbout("device", "rows.device"))
      OR journal.action = '\(Action.enterLoan.rawValue)' AND \(isOfContractOnDevice)
      """)

  /// What repairs of people's own things are to cost, and what their owners say.
  static let visitorQuotes = RowOwner(
    table: "visitor_quotes", actions: [.quoteRepair], subject: isAbout("visitor", "rows.visitor"))
  static let visitorAnswers = RowOwner(
    table: "visitor_answers", actions: [.answerQuote],
    subject: isAbout("visitor", "(SELECT visitor FROM visitor_quotes WHERE visitor_quotes.entry = rows.quote)"))
}

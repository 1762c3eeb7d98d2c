import Documents
public import Kernel
public import Loans
import Storage

/// The money of one contract on one screen.
public struct PaymentSheet: Sendable {
  public let contract: Contract
  /// What changed hands, in the order of the receipts.
  public let payments: [Payment]
  /// How it stands on the day asked for.
  public let standing: Standing
}

/// A contract under which something is owed.
public struct Arrears: Sendable {
  public let contract: ContractID
  public let household: Household
  public let standing: Standing
}

extension Chain {
  /// Records money received or given back under a contract, under the next receipt's number.
  ///
  /// - Throws: ``PaymentFailure``, ``LoansFailure/outOfOrder(_:after:)``.
  public func record(
    _ amount: Money, for purpose: Payment.Purpose, by means: Payment.Means?, under id: ContractID, as act: Act
  ) throws -> Payment {
    try database.write(Action.recordPayment, act) { change in
      change.concerns(.contract(id))
      let payment = try PaymentStore.record(amount, for: purpose, by: means, under: id, in: change)
      change.note("receipt", .id(payment.id))
      change.note("purpose", .word(purpose))
      change.note("cents", .money(amount))
      return payment
    }
  }

  /// Lets a household off a part of what it owes under a contract.
  ///
  /// - Parameters:
  ///   - reason: why, in free text; it stays out of the journal.
  ///   - checked: whoever writes has read the reason again: it tells nothing about health.
  /// - Throws: ``PaymentFailure``, ``LoansFailure/emptyReason``, ``FollowUpFailure/mayTellOfHealth(word:)``.
  public func exempt(
    _ amount: Money, because reason: String, checked: Bool = false, under id: ContractID, as act: Act
  ) throws -> Standing {
    try HealthWords.check(reason, readAgain: checked)
    return try database.write(Action.exemptPayment, act) { change in
      change.concerns(.contract(id))
      change.note("cents", .money(amount))
      try PaymentStore.exempt(amount, because: reason, under: id, in: change)
      return try PaymentStore.standing(of: id, through: act.day, in: change)
    }
  }

  /// The money of a contract, as it stands on a day.
  ///
  /// - Throws: ``LoansFailure/noContract(_:)``.
  public func payments(of id: ContractID, on day: Day) throws -> PaymentSheet {
    try database.read { reader in
      let contract = try ContractStore.existing(id, in: reader)
      return PaymentSheet(
        contract: contract, payments: try PaymentStore.all(of: id, in: reader),
        standing: try PaymentStore.standing(of: id, through: day, in: reader))
    }
  }

  /// The contracts under which something is owed on a day, what is owed longest first.
  public func arrears(on day: Day, by person: Actor) throws -> [Arrears] {
    try database.consult(AccessOperation.listArrears, by: person.id, at: clock.now) { reader in
      let owing = try PaymentStore.owing(on: day, in: reader)
      return try owing.sorted {
        ($0.standing.owedSince ?? day, $0.contract) < ($1.standing.owedSince ?? day, $1.contract)
      }.map { owing in
        reader.sees(.household(owing.household))
        return Arrears(
          contract: owing.contract, household: try HouseholdStore.existing(owing.household, in: reader),
          standing: owing.standing)
      }
    }
  }

  /// Prints the receipt of a payment.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``PaymentFailure/noPayment(_:)``, ``PaymentFailure/receiptAnnulled(_:)``.
  public func printReceipt(
    of id: PaymentID, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try database.write(Action.printReceipt, act) { change in
      let payment = try PaymentStore.existing(id, in: change)
      change.concerns(.contract(payment.contract))
      change.note("receipt", .id(id))
      guard !payment.isAnnulled else { throw PaymentFailure.receiptAnnulled(id) }
      let sheet = try contract(payment.contract, in: change)
      let paper = PaymentReceiptPaper(
        reference: id.reference, lender: try party(of: sheet.lender, .fr, in: change),
        household: try party(of: sheet.borrower, in: change), contract: payment.contract.reference,
        purpose: payment.purpose.text.fr, amount: payment.amount, means: payment.means?.text.fr, day: payment.day,
        isReceived: payment.purpose.isReceived)
      let pdf = try paper.pdf(created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: id.reference)
    }
  }

  /// What does not add up in the money of contracts.
  func ledgerFaults(in reader: Reader) throws -> [Text] {
    let (contracts, gaps) = try PaymentStore.faults(in: reader)
    let unbalanced = contracts.map { id in
      Text(
        fr: "Contrat \(id.reference) : plus d'argent rendu que reçu.",
        en: "Contract \(id.reference): more money given back than received.")
    }
    guard gaps > 0 else { return unbalanced }
    return unbalanced + [
      Text(fr: "Il manque \(gaps) numéros de reçus.", en: "\(gaps) numbers of receipts are missing.")
    ]
  }
}

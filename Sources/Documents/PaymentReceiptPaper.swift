public import Kernel
import Typesetting

/// The receipt of money received from a household, or given back to it.
public struct PaymentReceiptPaper: Sendable, Equatable {
  /// The number, without gaps from one receipt to the next.
  public var reference: String
  public var lender: Party
  public var household: Party
  /// The number of the contract.
  public var contract: String
  /// What the money was for.
  public var purpose: String
  public var amount: Money
  /// In what form; nothing when no money moved.
  public var means: String?
  public var day: Day
  /// Whether the household handed the money over; else it got it.
  public var isReceived: Bool

  /// Makes a receipt.
  public init(
    reference: String, lender: Party, household: Party, contract: String, purpose: String, amount: Money,
    means: String?, day: Day, isReceived: Bool
  ) {
    (self.reference, self.lender, self.household, self.contract) = (reference, lender, household, contract)
    (self.purpose, self.amount, self.means, self.day) = (purpose, amount, means, day)
    self.isReceived = isReceived
  }

  /// The receipt as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(created: Instant) throws -> [UInt8] { try paper.pdf(language: .fr, created: created) }

  var paper: Paper {
    Paper(
      letterhead: lender.letterhead, reference: ["Reçu n° \(reference)", day.text.fr], title: "Reçu",
      subtitle: "Contrat n° \(contract)",
      blocks: [
        .banner(amount.text.fr, detail: purpose),
        .panels([
          Paper.Panel(caption: isReceived ? "Reçu de" : "Pour", name: household.name, lines: household.details),
          Paper.Panel(caption: isReceived ? "Par" : "Rendu ou gardé par", name: lender.name, lines: []),
        ]),
        .fields(
          [
            Paper.Field("Montant", amount.text.fr), Paper.Field("Pour", purpose),
            means.map { Paper.Field("Sous la forme", $0) }, Paper.Field("Le", day.text.fr),
          ].compactMap(\.self)),
        .note("Les reçus sont numérotés sans trou ; un reçu annulé garde son numéro."),
        .signatures([Paper.Signature(role: "Pour l'organisme", name: lender.name, hint: "Date et signature")]),
      ])
  }
}

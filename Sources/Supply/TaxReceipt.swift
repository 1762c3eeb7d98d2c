public import Kernel

/// What an entitled structure states of a gift for the donor's taxes: the data of the form, not the form itself.
public struct TaxReceipt: Sendable, Equatable {
  /// The receipt's number, in one series.
  public let number: Int64
  /// The gift it is about.
  public let donation: DonationID
  public let form: Form
  /// What the gift is worth.
  public let value: Money
  /// The day it was issued.
  public let issuedOn: Day

  /// The forms of the administration.
  public enum Form: String, Sendable, CaseIterable {
    /// A company's gift: the company values it (2041-MEC-SD).
    case company = "16216"
    /// A person's gift: the association values it.
    case individual = "11580"

    /// The form for a kind of donor; a public body has none, nor has an association, which pays no such tax.
    public init?(for kind: Donor.Kind) {
      switch kind {
      case .publicBody, .association: return nil
      case .company: self = .company
      case .individual: self = .individual
      }
    }

    /// Who says what the gift is worth.
    public var valuedBy: Text {
      switch self {
      case .company: Text(fr: "l'entreprise qui donne", en: "the company that gives")
      case .individual: Text(fr: "la structure qui reçoit", en: "the structure that receives")
      }
    }
  }
}

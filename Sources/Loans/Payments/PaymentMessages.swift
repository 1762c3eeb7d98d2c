public import Kernel

extension PaymentFailure {
  public var text: Text {
    switch self {
    case .noPayment(let id):
      Text(
        fr: "Il n'y a pas de paiement \(id.reference). Voyez ceux d'un contrat avec `rebond payment list C-…`.",
        en: "There is no payment \(id.reference). See those of a contract with `rebond payment list C-…`.")
    case .notPositive(let amount):
      Text(
        fr: "\(amount.text.fr) ne se paie pas : donnez un montant au-dessus de zéro.",
        en: "\(amount.text.en) cannot be paid: give an amount above zero.")
    case .notAskedFor(let id, let purpose, let kind):
      Text(
        fr: "Le contrat \(id.reference) (\(kind.text.fr)) ne demande pas cela : \(purpose.text.fr). Voyez ce qu'il "
          + "demande avec `rebond payment list \(id.reference)`.",
        en: "Contract \(id.reference) (\(kind.text.en)) does not ask for this: \(purpose.text.en). See what it asks "
          + "for with `rebond payment list \(id.reference)`.")
    case .noDepositAgreed(let id):
      Text(
        fr: "Le contrat \(id.reference) ne prévoit pas de dépôt : rien n'est à laisser, ni à rendre.",
        en: "Contract \(id.reference) has no deposit: there is nothing to leave, nor to give back.")
    case .contractVoid(let id, let state):
      Text(
        fr: "Le contrat \(id.reference) est \(state.text.fr) : il ne reçoit plus d'argent.",
        en: "Contract \(id.reference) is \(state.text.en): it takes no money any more.")
    case .tooMuch(let id, let amount, let remaining):
      Text(
        fr: "Il reste \(remaining.text.fr) à payer sous le contrat \(id.reference) : \(amount.text.fr), c'est trop. "
          + "Vérifiez le montant avec `rebond payment list \(id.reference)`.",
        en: "\(remaining.text.en) is left to pay under contract \(id.reference): \(amount.text.en) is too much. "
          + "Check the amount with `rebond payment list \(id.reference)`.")
    case .depositBeyond(let id, let amount, let possible):
      Text(
        fr: "Du dépôt du contrat \(id.reference), \(possible.text.fr) au plus peut changer de mains : "
          + "\(amount.text.fr), c'est trop. Voyez `rebond payment list \(id.reference)`.",
        en: "Of the deposit of contract \(id.reference), \(possible.text.en) at most can change hands: "
          + "\(amount.text.en) is too much. See `rebond payment list \(id.reference)`.")
    case .refundBeyond(let id, let amount, let paid):
      Text(
        fr: "Sous le contrat \(id.reference), \(paid.text.fr) ont été payés : \(amount.text.fr) ne peuvent pas être "
          + "rendus. Voyez `rebond payment list \(id.reference)`.",
        en: "Under contract \(id.reference), \(paid.text.en) was paid: \(amount.text.en) cannot be given back. See "
          + "`rebond payment list \(id.reference)`.")
    case .meansNeeded(let purpose):
      Text(
        fr:
          "Dites sous quelle forme l'argent est passé (\(purpose.text.fr)) : --by cash, cheque, transfer, card ou other.",
        en: "Say in what form the money passed (\(purpose.text.en)): --by cash, cheque, transfer, card or other.")
    case .meansOfNothing(let purpose):
      Text(
        fr: "Aucun argent ne passe ici (\(purpose.text.fr)) : retirez --by.",
        en: "No money passes here (\(purpose.text.en)): take --by away.")
    case .receiptAnnulled(let id):
      Text(
        fr: "Le paiement \(id.reference) a été annulé : son numéro reste, mais il n'a plus de reçu.",
        en: "Payment \(id.reference) was annulled: its number stays, but there is no receipt of it any more.")
    }
  }
}

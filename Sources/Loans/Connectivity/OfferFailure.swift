public import Kernel

/// What the rules of social offers refuse, or what is not there.
public enum OfferFailure: Failure, Equatable {
  /// The catalogue in force has no offer of that name.
  case noSuchOffer(String, known: [String])
  /// The offer cannot be had on the day.
  case offerClosed(String, on: Day)
  /// The household gave that answer already.
  case answeredAlready(HouseholdID, String, OfferAnswer)
  /// A funding line helps only with what was subscribed.
  case fundsOnlySubscriptions
  /// A version of a catalogue is known with another content.
  case versionTaken(catalogue: String, version: String)

  public var exitCode: ExitCode {
    switch self {
    case .noSuchOffer: .noInput
    case .fundsOnlySubscriptions: .usage
    case .offerClosed, .answeredAlready, .versionTaken: .refused
    }
  }

  public var text: Text {
    switch self {
    case .noSuchOffer(let id, let known):
      Text(
        fr: "Il n'y a pas d'offre « \(id) » au catalogue. Offres connues : \(known.joined(separator: ", ")). Voyez-les "
          + "avec `rebond offer list`.",
        en: "There is no offer “\(id)” in the catalogue. Offers known: \(known.joined(separator: ", ")). See them with "
          + "`rebond offer list`.")
    case .offerClosed(let id, let day):
      Text(
        fr: "L'offre « \(id) » ne peut pas être proposée le \(day.text.fr). Voyez ses dates avec `rebond offer list`.",
        en: "Offer “\(id)” cannot be proposed on \(day.text.en). See its days with `rebond offer list`.")
    case .answeredAlready(let household, let id, let answer):
      Text(
        fr: "Pour le foyer \(household.reference), l'offre « \(id) » est déjà \(answer.text.fr). Voyez "
          + "`rebond offer list --household \(household.reference)`.",
        en: "For household \(household.reference), offer “\(id)” is \(answer.text.en) already. See "
          + "`rebond offer list --household \(household.reference)`.")
    case .fundsOnlySubscriptions:
      Text(
        fr:
          "Une ligne de financement n'aide qu'un abonnement pris : donnez --funding avec subscribed, ou ne le donnez pas.",
        en: "A funding line helps only with a subscription taken: give --funding with subscribed, or not at all.")
    case .versionTaken(let catalogue, let version):
      Text(
        fr:
          "Le catalogue « \(catalogue) » version \(version) existe déjà avec un autre contenu. Donnez une nouvelle version "
          + "au fichier.",
        en:
          "The catalogue “\(catalogue)” version \(version) is there already with another content. Give the file a new "
          + "version.")
    }
  }
}

/// What came of an offer for a household.
public enum OfferAnswer: String, Sendable, CaseIterable {
  case proposed, subscribed, refused

  /// The answer in words.
  public var text: Text {
    switch self {
    case .proposed: Text(fr: "proposée", en: "proposed")
    case .subscribed: Text(fr: "souscrite", en: "subscribed")
    case .refused: Text(fr: "refusée", en: "refused")
    }
  }
}

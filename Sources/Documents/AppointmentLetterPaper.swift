public import Kernel
import Typesetting

/// The letter that tells a family when and where it gets its device, in plain words and large type.
///
/// Its address shows in the window of an envelope; only the name and the commune are known, the street is written by hand.
public struct AppointmentLetterPaper: Sendable, Equatable {
  /// Who writes.
  public var issuer: Party
  /// Where the issuer can be called, when it told so.
  public var phone: String?
  /// Whom to ask for in the household.
  public var household: String
  /// The household's commune, as an address ends.
  public var town: String
  /// The number of the request.
  public var reference: String
  /// What is handed over, as « ordinateur portable ».
  public var device: String
  public var day: Day
  /// The hours, as « de 14 h 00 à 14 h 30 ».
  public var hours: String
  /// The place, with its address; at home when there is none.
  public var place: Party?
  /// The day the letter is made.
  public var made: Day

  /// Makes a letter.
  public init(
    issuer: Party, phone: String?, household: String, town: String, reference: String, device: String, day: Day,
    hours: String, place: Party?, made: Day
  ) {
    (self.issuer, self.phone, self.household, self.town) = (issuer, phone, household, town)
    (self.reference, self.device, self.day, self.hours) = (reference, device, day, hours)
    (self.place, self.made) = (place, made)
  }

  /// The letter as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let home = Text(fr: "Chez vous", en: "At your home")
    let call =
      phone.map { Text(fr: "Appelez le \($0).", en: "Call \($0).") }
      ?? Text(fr: "Dites-le à \(issuer.name).", en: "Tell \(issuer.name).")
    let address: [Paper.Block] = (place?.details ?? []).isEmpty ? [] : [.bullets(place?.details ?? [])]
    return Paper(
      letterhead: issuer.letterhead,
      reference: [Text(fr: "Demande \(reference)", en: "Request \(reference)")[language], made.text[language]],
      title: Text(fr: "Votre rendez-vous", en: "Your appointment")[language],
      blocks: [
        .paragraph(Text(fr: "Bonjour \(household),", en: "Hello \(household),")[language]),
        .paragraph(
          Text(
            fr: "Nous avons un appareil pour vous : \(device).", en: "We have a device for you: \(device).")[language]),
        .banner("\(day.text[language]), \(hours)", detail: place?.name ?? home[language]),
      ] + address + [
        .heading(Text(fr: "Ce qu'il faut apporter", en: "What to bring")[language]),
        .bullets([
          Text(fr: "Cette lettre.", en: "This letter.")[language],
          Text(fr: "Un papier avec votre nom.", en: "A paper with your name on it.")[language],
          Text(fr: "Un sac, si vous en avez un.", en: "A bag, if you have one.")[language],
        ]),
        .paragraph(
          Text(
            fr: "Une personne vous montre comment l'appareil marche. Vous pouvez venir avec quelqu'un.",
            en: "Somebody shows you how the device works. You can come with somebody.")[language]),
        .heading(Text(fr: "Vous ne pouvez pas venir ?", en: "You cannot come?")[language]),
        .paragraph(
          Text(fr: call.fr + " Nous choisirons un autre jour.", en: call.en + " We shall choose another day.")[language]
        ),
      ],
      typeSize: .large, addressee: [household, "……………………………………", town])
  }
}

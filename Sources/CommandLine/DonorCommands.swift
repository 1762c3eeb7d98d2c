import Application
import Arguments
import Kernel
import Supply

/// `rebond donor add`
struct DonorAdd: Command {
  static let structure = Argument<String>(
    .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "son nom ou son numéro", en: "its name or number"))

  static let specification = CommandSpecification(
    "add", Text(fr: "Inscrit une structure comme donateur.", en: "Registers a structure as a donor."),
    parameters: [structure, DonorParameters.stage])

  let structure: String
  let stage: Donor.Stage

  init(_ values: ParsedValues) throws {
    structure = try values[Self.structure]
    stage = try values[DonorParameters.stage]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in try chain.register(donor: structure, stage: stage, as: act).answer }
  }
}

/// `rebond donor add-person`
struct DonorAddPerson: Command {
  static let name = Argument<String>(
    .text.named(fr: "NOM", en: "NAME"), Text(fr: "le nom de la personne", en: "the person's name"))
  static let phone = Option<PhoneNumber?>("phone", .phone, Text(fr: "son téléphone", en: "their telephone"))
  static let email = Option<EmailAddress?>("email", .email, Text(fr: "son courriel", en: "their e-mail"))

  static let specification = CommandSpecification(
    "add-person",
    Text(fr: "Inscrit un particulier comme donateur.", en: "Registers an individual as a donor."),
    discussion: Text(
      fr: "Un nom et de quoi joindre la personne, rien d'autre ; ensuite elle n'est connue que par son numéro.",
      en: "A name and a way to reach the person, nothing else; from then on only the number is shown."),
    parameters: [name, phone, email, DonorParameters.stage])

  let individual: Individual
  let stage: Donor.Stage

  init(_ values: ParsedValues) throws {
    individual = try Individual(name: values[Self.name], phone: values[Self.phone], email: values[Self.email])
    stage = try values[DonorParameters.stage]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in try chain.register(individual: individual, stage: stage, as: act).answer }
  }
}

extension Donor {
  /// What is answered when a donor is registered.
  fileprivate var answer: Answer {
    var answer = Answer()
    answer.say(fr: "Le donateur est inscrit.", en: "The donor is registered.")
    answer.fact("donor", fr: "Numéro", en: "Number", .id(id))
    answer.fact("reference", fr: "Référence", en: "Reference", .donor(id))
    answer.fact("kind", fr: "Sorte", en: "Kind", .word(kind, kind.text))
    answer.next(
      fr: "Pour continuer :", en: "To go on:",
      [
        "rebond donor tell \(id.donorReference) --next-contact …",
        "rebond convention sign … --donor \(id.donorReference)",
        stage == .active
          ? "rebond donation add --donor \(id.donorReference) --line laptop=3"
          : "rebond donor engage \(id.donorReference)",
      ])
    return answer
  }
}

/// A move of a gisement to another stage; each verb leads to one.
protocol DonorMove: Command where Context == Session {
  static var stage: Donor.Stage { get }
  var donor: String { get }
}

extension DonorMove {
  static func specify(_ verb: String, fr: String, en: String) -> CommandSpecification {
    CommandSpecification(verb, Text(fr: fr, en: en), parameters: [DonorParameters.donor])
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let moved = try chain.move(donor: donor, to: Self.stage, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le gisement est maintenant « \(moved.stage.text.fr) ».",
        en: "The gisement is now “\(moved.stage.text.en)”.")
      answer.fact("reference", fr: "Référence", en: "Reference", .donor(moved.id))
      answer.fact("stage", fr: "Étape", en: "Stage", .word(moved.stage, moved.stage.text))
      return answer
    }
  }
}

/// `rebond donor engage`
struct DonorEngage: DonorMove {
  static let stage = Donor.Stage.active
  static let specification = specify(
    "engage", fr: "Dit qu'un gisement donne, ou donne de nouveau.", en: "Says that a gisement gives, or gives again.")
  let donor: String

  init(_ values: ParsedValues) throws { donor = try values[DonorParameters.donor] }
}

/// `rebond donor exhaust`
struct DonorExhaust: DonorMove {
  static let stage = Donor.Stage.exhausted
  static let specification = specify(
    "exhaust", fr: "Dit qu'un gisement est épuisé.", en: "Says that a gisement is exhausted.")
  let donor: String

  init(_ values: ParsedValues) throws { donor = try values[DonorParameters.donor] }
}

/// `rebond donor approach`
struct DonorApproach: DonorMove {
  static let stage = Donor.Stage.prospect
  static let specification = specify(
    "approach", fr: "Remet un gisement épuisé parmi ceux à démarcher.",
    en: "Puts an exhausted gisement back among the prospects.")
  let donor: String

  init(_ values: ParsedValues) throws { donor = try values[DonorParameters.donor] }
}

/// `rebond donor tell`
struct DonorTell: Command {
  static let owner = Option<String?>(
    "owner", .text.named(fr: "PERSONNE", en: "PERSON"), Text(fr: "qui suit le gisement", en: "who follows the gisement")
  )
  static let next = Option<Day?>("next-contact", .day, Text(fr: "le prochain contact", en: "the next contact"))
  static let campaign = Option<String?>("campaign", .text, Text(fr: "la campagne", en: "the campaign"))
  static let volume = Option<Int?>(
    "volume", .integer, Text(fr: "appareils attendus par an", en: "devices expected a year"))
  static let frequency = Option<Prospecting.Frequency?>(
    "frequency", .choice, Text(fr: "à quelle fréquence", en: "how often"))
  static let broughtBy = Option<String?>(
    "brought-by", .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "l'apporteur", en: "who brought it"))
  static let forget = Option<[Prospecting.Part]>(
    "forget", .choice, Text(fr: "ce qui n'est plus vrai", en: "what is no longer true"))

  static let specification = CommandSpecification(
    "tell", Text(fr: "Dit ce qu'on sait d'un gisement.", en: "Tells what is known of a gisement."),
    parameters: [DonorParameters.donor, owner, next, campaign, volume, frequency, broughtBy, forget])

  let donor: String
  let news: Chain.DonorNews

  init(_ values: ParsedValues) throws {
    donor = try values[DonorParameters.donor]
    var news = Chain.DonorNews()
    news.owner = try values[Self.owner]
    news.nextContact = try values[Self.next]
    news.campaign = try values[Self.campaign]
    news.yearlyVolume = try values[Self.volume]
    news.frequency = try values[Self.frequency]
    news.broughtBy = try values[Self.broughtBy]
    news.forgotten = try values[Self.forget]
    self.news = news
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try chain.tell(news, of: donor, as: act)
      var answer = try DonorAnswer(sheet: chain.donor(donor)).facts
      answer.say(fr: "C'est noté.", en: "It is recorded.")
      return answer
    }
  }
}

/// `rebond donor contribute`
struct DonorContribute: Command {
  static let money = Option<Money?>("money", .money, Text(fr: "l'argent donné", en: "the money given"))
  static let hours = Option<Int?>(
    "hours", .integer, Text(fr: "les heures de travail données", en: "the hours of work given"))

  static let specification = CommandSpecification(
    "contribute",
    Text(fr: "Enregistre un don d'argent ou de compétences.", en: "Records a gift of money or of skills."),
    parameters: [DonorParameters.donor, money, hours])

  let donor: String
  let contribution: Contribution

  init(_ values: ParsedValues) throws {
    donor = try values[DonorParameters.donor]
    switch try (values[Self.money], values[Self.hours]) {
    case (let money?, nil): contribution = .money(money)
    case (nil, let hours?): contribution = .skills(hours: hours)
    default: throw SessionFailure.oneOf(["--money", "--hours"])
    }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.record(contribution, from: donor, as: act)
      var answer = Answer()
      answer.say(fr: "La contribution est enregistrée.", en: "The contribution is recorded.")
      answer.fact("contribution", fr: "Contribution", en: "Contribution", contribution.value)
      return answer
    }
  }
}

import Application
import Arguments
import Kernel
import Supply

/// A paper about one donation, written to a file.
protocol DonationPaper: Command where Context == Session {
  static var name: Text { get }
  var donation: DonationID { get }
  var output: OutputFile { get }
  /// Makes the paper, and adds to the answer what it says.
  func print(
    with chain: Chain, as act: Act, language: Language, keep: ([UInt8]) throws -> Void, answer: inout Answer
  ) throws
}

extension DonationPaper {
  static func specify(_ verb: String, fr: String, en: String) -> CommandSpecification {
    CommandSpecification(
      verb, Text(fr: fr, en: en), parameters: [DonorParameters.donation, OutputOptions.output, OutputOptions.replace])
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var answer = WrittenPaper(output: output, name: Self.name).answer
      try output.write { keep in
        try print(with: chain, as: act, language: session.language, keep: keep, answer: &answer)
      }
      return answer
    }
  }
}

/// `rebond donation ticket`
struct DonationTicket: DonationPaper {
  static let name = Text(fr: "Bon d'enlèvement", en: "Collection ticket")
  static let specification = specify(
    "ticket", fr: "Imprime le bon d'enlèvement à signer (PDF).", en: "Prints the collection ticket to be signed (PDF).")

  let donation: DonationID
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    donation = try values[DonorParameters.donation]
    output = try OutputFile(values, .pdf)
  }

  func print(
    with chain: Chain, as act: Act, language: Language, keep: ([UInt8]) throws -> Void, answer: inout Answer
  ) throws {
    _ = try chain.printTicket(of: donation, language: language, as: act, keep: keep)
  }
}

/// `rebond donation report`
struct DonationReport: DonationPaper {
  static let name = Text(fr: "Bon de réception", en: "Reception report")
  static let specification = specify(
    "report", fr: "Imprime la réception face à l'annonce (PDF).",
    en: "Prints the reception against the announcement (PDF).")

  let donation: DonationID
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    donation = try values[DonorParameters.donation]
    output = try OutputFile(values, .pdf)
  }

  func print(
    with chain: Chain, as act: Act, language: Language, keep: ([UInt8]) throws -> Void, answer: inout Answer
  ) throws {
    _ = try chain.printReception(of: donation, language: language, as: act, keep: keep)
    answer.table(
      "lines", none: Text(fr: "Aucun don.", en: "No donation."), DonationLine.columns,
      rows: try chain.donations(only: donation).map(\.row))
  }
}

/// `rebond donation outcome`
struct DonationOutcome: DonationPaper {
  static let name = Text(fr: "Devenir du lot", en: "Outcome of the lot")
  static let specification = specify(
    "outcome", fr: "Imprime ce qu'un don est devenu (PDF).", en: "Prints what became of a donation (PDF).")

  let donation: DonationID
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    donation = try values[DonorParameters.donation]
    output = try OutputFile(values, .pdf)
  }

  func print(
    with chain: Chain, as act: Act, language: Language, keep: ([UInt8]) throws -> Void, answer: inout Answer
  ) throws {
    try chain.printOutcome(of: donation, language: language, as: act, keep: keep).lot.tell(in: &answer)
  }
}

/// `rebond donation certificates`
struct DonationCertificates: DonationPaper {
  static let name = Text(fr: "Certificats d'effacement", en: "Erasure certificates")
  static let specification = specify(
    "certificates", fr: "Imprime tous les certificats d'effacement d'un don (PDF).",
    en: "Prints every erasure certificate of a donation (PDF).")

  let donation: DonationID
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    donation = try values[DonorParameters.donation]
    output = try OutputFile(values, .pdf)
  }

  func print(
    with chain: Chain, as act: Act, language: Language, keep: ([UInt8]) throws -> Void, answer: inout Answer
  ) throws {
    let (_, certified, left) = try chain.printCertificates(of: donation, language: language, as: act, keep: keep)
    answer.fact("certificates", fr: "Certificats", en: "Certificates", .names(certified))
    answer.table(
      "notCertified", none: Text(fr: "Tous les supports sont certifiés.", en: "Every medium is certified."),
      [
        .init("code", fr: "appareil", en: "device"),
        .init("medium", fr: "support non certifié", en: "medium not certified"),
      ],
      rows: left.map { [.code($0.code), .name($0.medium)] })
  }
}

/// `rebond donation receipt`
struct DonationReceipt: Command {
  static let value = Option<Money>(
    "value", .money, Text(fr: "ce que vaut le don", en: "what the gift is worth"))

  static let specification = CommandSpecification(
    "receipt",
    Text(fr: "Donne les données du reçu fiscal d'un don.", en: "Gives the data of a donation's tax receipt."),
    discussion: Text(
      fr: "Seulement si la structure qui a reçu le don est déclarée habilitée ce jour-là : "
        + "rebond structure status STRUCTURE tax-receipts --since JOUR",
      en: "Only if the structure that received the gift is declared entitled that day: "
        + "rebond structure status STRUCTURE tax-receipts --since DAY"),
    parameters: [DonorParameters.donation, value])

  let donation: DonationID
  let value: Money

  init(_ values: ParsedValues) throws {
    donation = try values[DonorParameters.donation]
    value = try values[Self.value]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let (receipt, donor, receiver) = try chain.issueReceipt(for: donation, worth: value, as: act)
      var answer = Answer()
      answer.fact("number", fr: "Numéro d'ordre", en: "Number", .number(Int(receipt.number)))
      answer.fact("form", fr: "Cerfa", en: "Cerfa", .name(receipt.form.rawValue))
      answer.fact("receiver", fr: "Bénéficiaire", en: "Receiver", .name(receiver))
      answer.fact("donor", fr: "Donateur", en: "Donor", .name(donor))
      answer.fact("value", fr: "Valeur", en: "Value", .money(receipt.value))
      answer.fact("valuedBy", fr: "Évaluée par", en: "Valued by", .text(receipt.form.valuedBy))
      answer.fact("issuedOn", fr: "Émis le", en: "Issued on", .day(receipt.issuedOn))
      return answer
    }
  }
}

extension LotOutcome {
  /// Adds what became of the lot, by category, with weights in grams.
  func tell(in answer: inout Answer) {
    let fates = Fate.allCases
    answer.table(
      "outcome", none: Text(fr: "Aucun appareil.", en: "No device."),
      [
        .init("category", fr: "sorte", en: "category"), .init("received", fr: "reçus", en: "received"),
        .init("receivedGrams", fr: "g", en: "g"),
      ]
        + fates.flatMap { fate in
          [
            Answer.Column(key: fate.rawValue, label: fate.text),
            Answer.Column(key: fate.rawValue + "Grams", label: Text(same: "g")),
          ]
        },
      rows: categories.map { category in
        let all = share(of: category)
        return [.word(category, category.text), .number(all.count), .number(all.grams)]
          + fates.flatMap { fate -> [Answer.Value] in
            let part = share(of: category, fate)
            return [.number(part.count), .number(part.grams)]
          }
      })
  }
}

import Application
import Arguments
import Kernel
import Supply

/// `rebond donor list`
struct DonorList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les donateurs.", en: "Shows the donors."), parameters: [Sought.words])

  let words: String?

  init(_ values: ParsedValues) throws {
    words = try values[Sought.words]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "donors", none: Text(fr: "Aucun donateur.", en: "No donor."),
        [
          .init("donor", fr: "n°", en: "no."), .init("structure", fr: "structure", en: "structure"),
          .init("stage", fr: "gisement", en: "stage"),
        ],
        rows: try chain.donors(matching: words).map {
          [.id($0.id), .name($0.structure), .word($0.stage, $0.stage.text)]
        })
      return answer
    }
  }
}

/// `rebond convention list`
struct ConventionList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les conventions.", en: "Shows the conventions."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "conventions", none: Text(fr: "Aucune convention.", en: "No convention."),
        [
          .init("reference", fr: "référence", en: "reference"), .init("structure", fr: "donateur", en: "donor"),
          .init("signedOn", fr: "signée le", en: "signed on"), .init("endsOn", fr: "jusqu'au", en: "until"),
        ],
        rows: try chain.conventions().map {
          [.name($0.reference), .name($0.structure), .day($0.signedOn), .day(orNone: $0.endsOn)]
        })
      return answer
    }
  }
}

/// `rebond donation list`
struct DonationList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les dons.", en: "Shows the donations."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in DonationLines(lines: try chain.donations()).answer }
  }
}

/// `rebond donation show`
struct DonationShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre un don et ce qui en est arrivé.", en: "Shows a donation and what came in of it."),
    parameters: [DonationReceive.donation])

  let donation: DonationID

  init(_ values: ParsedValues) throws {
    donation = try values[DonationReceive.donation]
  }

  func run(in session: Session) throws {
    try session.look { chain in DonationLines(lines: try chain.donations(only: donation)).answer }
  }
}

/// Lines of donations as both commands show them.
private struct DonationLines {
  let lines: [DonationLine]

  var answer: Answer {
    var answer = Answer()
    answer.table(
      "lines", none: Text(fr: "Aucun don.", en: "No donation."),
      [
        .init("donation", fr: "don", en: "donation"), .init("structure", fr: "donateur", en: "donor"),
        .init("givenOn", fr: "donné le", en: "given on"), .init("category", fr: "sorte", en: "category"),
        .init("announced", fr: "annoncés", en: "announced"), .init("received", fr: "reçus", en: "received"),
      ],
      rows: lines.map { line in
        [
          .id(line.donation), .name(line.structure), .day(line.givenOn), .word(line.category, line.category.text),
          .number(line.announced), .number(line.received),
        ]
      })
    return answer
  }
}

import Application
import Arguments
import Kernel
import Supply

/// `rebond convention sign`
struct ConventionSign: Command {
  static let ends = Option<Day?>("ends", .day, Text(fr: "son dernier jour", en: "its last day"))
  static let file = Option<String?>(
    "file", .path, Text(fr: "le papier signé, gardé avec son empreinte", en: "the signed paper, kept with its hash"))

  static let specification = CommandSpecification(
    "sign", Text(fr: "Enregistre une convention de don signée.", en: "Records a signed gift convention."),
    parameters: [DonorParameters.reference, DonorParameters.giver, DonorParameters.receiver, ends] + PromiseOptions.all
      + [file])

  let reference: String
  let donor: String
  let receiver: String?
  let ends: Day?
  let promises: Convention.Promises
  let file: String?

  init(_ values: ParsedValues) throws {
    reference = try values[DonorParameters.reference]
    donor = try values[DonorParameters.giver]
    receiver = try values[DonorParameters.receiver]
    ends = try values[Self.ends]
    promises = try PromiseOptions.promises(values)
    file = try values[Self.file]
  }

  func run(in session: Session) throws {
    let bytes = try file.map { try Files.read($0) }
    try session.perform { chain, act in
      let convention = try chain.sign(
        convention: reference, donor: donor, receiver: receiver, endsOn: ends, promises: promises, file: bytes, as: act)
      var answer = Answer()
      answer.say(
        fr: "La convention « \(convention.reference) », signée le \(convention.signedOn.text.fr), est enregistrée.",
        en: "The convention “\(convention.reference)”, signed on \(convention.signedOn.text.en), is recorded.")
      answer.fact("convention", fr: "Numéro", en: "Number", .id(convention.id))
      if let bytes {
        answer.fact("file", fr: "Empreinte du fichier", en: "Hash of the file", .name("\(Digest.sha256(bytes))"))
      }
      return answer
    }
  }
}

/// `rebond convention file`
struct ConventionFile: Command {
  static let path = Argument<String>(.path, Text(fr: "le papier signé", en: "the signed paper"))

  static let specification = CommandSpecification(
    "file", Text(fr: "Garde le papier signé d'une convention.", en: "Keeps the signed paper of a convention."),
    parameters: [DonorParameters.reference, path])

  let reference: String
  let path: String

  init(_ values: ParsedValues) throws {
    reference = try values[DonorParameters.reference]
    path = try values[Self.path]
  }

  func run(in session: Session) throws {
    let bytes = try Files.read(path)
    try session.perform { chain, act in
      let digest = try chain.keep(file: bytes, ofConvention: reference, as: act)
      var answer = Answer()
      answer.say(fr: "Le papier signé est gardé.", en: "The signed paper is kept.")
      answer.fact("file", fr: "Empreinte du fichier", en: "Hash of the file", .name(digest.description))
      return answer
    }
  }
}

/// `rebond convention copy`
struct ConventionCopy: Command {
  static let specification = CommandSpecification(
    "copy",
    Text(fr: "Rend une copie du papier signé.", en: "Gives a copy of the signed paper back."),
    parameters: [DonorParameters.reference, OutputOptions.output, OutputOptions.replace])

  let reference: String
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    reference = try values[DonorParameters.reference]
    output = try OutputFile(values, nil)
  }

  func run(in session: Session) throws {
    try session.look { chain in
      try output.write { keep in try keep(chain.signedFile(ofConvention: reference)) }
      return WrittenPaper(output: output, name: Text(fr: "Convention signée", en: "Signed convention")).answer
    }
  }
}

/// `rebond convention print`
struct ConventionPrint: Command {
  static let specification = CommandSpecification(
    "print",
    Text(fr: "Imprime une convention à signer (PDF).", en: "Prints a convention to be signed (PDF)."),
    discussion: Text(
      fr: "Rien n'est signé par là : une fois le papier signé, `rebond convention sign … --donor …` l'enregistre.",
      en: "Nothing is signed by it: once the paper is signed, `rebond convention sign … --donor …` records it."),
    parameters: [
      DonorParameters.reference, DonorParameters.giver, DonorParameters.receiver, ConventionSign.ends,
    ] + PromiseOptions.all + [DonorParameters.clauses, OutputOptions.output, OutputOptions.replace])

  let reference: String
  let donor: String
  let receiver: String?
  let ends: Day?
  let promises: Convention.Promises
  let clauses: String?
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    reference = try values[DonorParameters.reference]
    donor = try values[DonorParameters.giver]
    receiver = try values[DonorParameters.receiver]
    ends = try values[ConventionSign.ends]
    promises = try PromiseOptions.promises(values)
    clauses = try values[DonorParameters.clauses]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    let clauses = try clauses.map { (bytes: try Files.read($0), file: $0) }
    try session.perform { chain, act in
      _ = try output.write { keep in
        try chain.printConvention(
          reference, donor: donor, receiver: receiver, endsOn: ends, promises: promises, clauses: clauses,
          language: session.language, as: act,
          keep: keep)
      }
      return WrittenPaper(output: output, name: Text(fr: "Convention à signer", en: "Convention to be signed")).answer
    }
  }
}

/// `rebond convention list`
struct ConventionList: Command {
  static let expiring = Option<Int?>(
    "expiring", .integer(0...100_000).named(fr: "JOURS", en: "DAYS"),
    Text(fr: "qui finissent dans ces jours-ci", en: "that end within so many days"))

  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les conventions.", en: "Shows the conventions."), parameters: [expiring])

  let expiring: Int?

  init(_ values: ParsedValues) throws { expiring = try values[Self.expiring] }

  func run(in session: Session) throws {
    try session.look { chain in
      let today = try session.day(in: chain)
      let period = expiring.flatMap { Period(from: today, through: today.adding(days: $0)) }
      var answer = Answer()
      answer.table(
        "conventions", none: Text(fr: "Aucune convention.", en: "No convention."), ConventionLine.columns,
        rows: try chain.conventions(expiringIn: period).map(\.row))
      return answer
    }
  }
}

/// `rebond convention show`
struct ConventionShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre une convention.", en: "Shows a convention."), parameters: [DonorParameters.reference])

  let reference: String

  init(_ values: ParsedValues) throws { reference = try values[DonorParameters.reference] }

  func run(in session: Session) throws {
    try session.look { chain in
      let line = try chain.convention(reference)
      var answer = Answer()
      for (column, value) in zip(ConventionLine.columns, line.row) {
        answer.fact(column.key, fr: column.label.fr, en: column.label.en, value)
      }
      return answer
    }
  }
}

/// `rebond convention count`
struct ConventionCount: Command {
  static let specification = CommandSpecification(
    "count",
    Text(fr: "Compte les conventions signées, par trimestre.", en: "Counts the conventions signed, by quarter."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "quarters", none: Text(fr: "Aucune convention.", en: "No convention."),
        [.init("quarter", fr: "trimestre", en: "quarter"), .init("signed", fr: "signées", en: "signed")],
        rows: try chain.conventionsByQuarter().map { [.name($0.quarter.description), .number($0.signed)] })
      return answer
    }
  }
}

extension ConventionLine {
  static let columns: [Answer.Column] = [
    .init("reference", fr: "référence", en: "reference"), .init("structure", fr: "donateur", en: "donor"),
    .init("receiver", fr: "bénéficiaire", en: "receiver"), .init("signedOn", fr: "signée le", en: "signed on"),
    .init("endsOn", fr: "jusqu'au", en: "until"), .init("erasure", fr: "effacement", en: "erasure"),
    .init("noResale", fr: "sans revente", en: "no resale"), .init("certificate", fr: "certificats", en: "certificates"),
    .init("file", fr: "papier signé", en: "signed paper"),
  ]

  /// The convention as one row.
  var row: [Answer.Value] {
    [
      .name(reference), .name(donor), .name(orNone: receiver), .day(signedOn), .day(orNone: endsOn),
      .word(promises.erasure, promises.erasure.text), .flag(promises.noResale), .flag(promises.certificate),
      file.map { digest in .word(digest.description, Text(same: "\(digest.description.prefix(12))…")) } ?? .none,
    ]
  }
}

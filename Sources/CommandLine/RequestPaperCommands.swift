import Application
import Arguments
import Kernel
import Loans

/// `rebond request form`
struct RequestForm: Command {
  static let specification = CommandSpecification(
    "form", Text(fr: "Imprime le formulaire de demande, vide (PDF).", en: "Prints the form of a request, blank (PDF)."),
    parameters: [OutputOptions.output, OutputOptions.replace])

  let output: OutputFile

  init(_ values: ParsedValues) throws { output = try OutputFile(values, .pdf) }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try output.write { keep in try chain.printRequestForm(language: session.language, as: act, keep: keep) }
      return WrittenPaper(output: output, name: Text(fr: "Formulaire de demande", en: "Form of a request")).answer
    }
  }
}

/// `rebond request invite`
struct RequestInvite: Command {
  static let specification = CommandSpecification(
    "invite",
    Text(
      fr: "Imprime la lettre de rendez-vous, pour une enveloppe à fenêtre (PDF).",
      en: "Prints the letter of an appointment, for an envelope with a window (PDF)."),
    discussion: Text(
      fr: "Rebond ne garde pas d'adresse : la rue s'écrit à la main sur les points.",
      en: "Rebond keeps no address: the street is written by hand on the dots."),
    parameters: [LendingParameters.request, OutputOptions.output, OutputOptions.replace])

  let request: RequestID
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try output.write { keep in
        try chain.printAppointment(of: request, language: session.language, as: act, keep: keep)
      }
      return WrittenPaper(output: output, name: Text(fr: "Lettre de rendez-vous", en: "Letter of an appointment"))
        .answer
    }
  }
}

/// `rebond place directory`
struct PlaceDirectory: Command {
  static let territory = Argument<String>(
    .text.named(fr: "TERRITOIRE", en: "TERRITORY"),
    Text(fr: "une commune ou une intercommunalité", en: "a commune or an EPCI"))

  static let specification = CommandSpecification(
    "directory",
    Text(
      fr: "Imprime où aller près de chez soi, pour une commune ou une intercommunalité (PDF).",
      en: "Prints where to go near home, for a commune or an EPCI (PDF)."),
    parameters: [territory, OutputOptions.output, OutputOptions.replace])

  let territory: String
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    territory = try values[Self.territory]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try output.write { keep in
        try chain.printPlaces(in: territory, language: session.language, as: act, keep: keep)
      }
      return WrittenPaper(output: output, name: Text(fr: "Annuaire des lieux", en: "Directory of places")).answer
    }
  }
}

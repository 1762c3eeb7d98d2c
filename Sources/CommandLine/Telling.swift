import Application
import Arguments
import Directory
import Kernel

/// An aspect that a command tells.
protocol CommandAspect: TellableAspect {
  /// What help calls whom or what it is told of.
  static var told: (name: Text, help: Text) { get }
  /// What the command does.
  static var summary: Text { get }
}

extension PersonAspect: CommandAspect {
  static let told = (
    name: Text(fr: "PERSONNE", en: "PERSON"), help: Text(fr: "son nom ou son numéro", en: "their name or number")
  )
  static let summary = Text(
    fr: "Dit à quoi une personne a été formée, le jour donné par --on.",
    en: "Tells what a person was trained in, on the day given with --on.")
}

extension StructureAspect: CommandAspect {
  static let told = (
    name: Text(fr: "STRUCTURE", en: "STRUCTURE"), help: Text(fr: "son nom ou son numéro", en: "its name or number")
  )
  static let summary = Text(
    fr: "Dit ce qu'on sait d'une structure ; ce qui est dit plus tard prend la place de ce qui l'était.",
    en: "Tells what is known of a structure; what is told later takes the place of what was told.")
}

extension PlaceAspect: CommandAspect {
  static let told = (
    name: Text(fr: "LIEU", en: "PLACE"), help: Text(fr: "son nom ou son numéro", en: "its name or number")
  )
  static let summary = Text(
    fr: "Dit ce qu'on sait d'un lieu ; ce qui est dit plus tard prend la place de ce qui l'était.",
    en: "Tells what is known of a place; what is told later takes the place of what was told.")
}

/// `rebond person tell`, `rebond structure tell`, `rebond place tell`
struct Tell<Told: CommandAspect>: Command {
  private static var subject: Argument<String> {
    Argument(Reader.text.named(fr: Told.told.name.fr, en: Told.told.name.en), Told.told.help)
  }
  private static var noLonger: Option<Bool> {
    Option(flag: "no-longer", Text(fr: "ce qui est dit n'est plus vrai", en: "what is told holds no longer"))
  }
  /// What joins and leaves does so by verbs of its own, and so does a picture.
  private static var options: [(aspect: Told, option: Option<[String]>)] {
    let apart = [StructureAspect.partner, .logo].map(\.rawValue)
    return Told.allCases.filter { !apart.contains($0.rawValue) }.map { aspect in
      (aspect, Option(aspect.rawValue, aspect.form.reader, aspect.text))
    }
  }

  static var specification: CommandSpecification {
    CommandSpecification("tell", Told.summary, parameters: [subject] + options.map(\.option) + [noLonger])
  }

  let name: String
  let said: [(aspect: Told, written: String)]
  let holds: Bool

  init(_ values: ParsedValues) throws {
    name = try values[Self.subject]
    holds = try !values[Self.noLonger]
    said = try Self.options.flatMap { aspect, option in try values[option].map { (aspect, $0) } }
    guard !said.isEmpty else { throw SessionFailure.oneOf(Self.options.map { "--\($0.aspect.rawValue)" }) }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var answer = Answer()
      let tellings = try chain.tell(said, of: name, holds: holds, as: act)
      answer.say(
        holds
          ? Text(fr: "C'est noté, au \(act.day.text.fr).", en: "Noted, as of \(act.day.text.en).")
          : Text(
            fr: "C'est noté : ce n'est plus vrai au \(act.day.text.fr).",
            en: "Noted: it holds no longer as of \(act.day.text.en)."))
      answer.tell(tellings)
      return answer
    }
  }
}

extension Answer {
  /// Adds what was told, with the entries that `rebond correct` takes.
  mutating func tell<Told: Aspect>(_ tellings: [Telling<Told>]) {
    table(
      "told", none: Text(fr: "Rien n'en est dit.", en: "Nothing is told of it."),
      [
        .init("aspect", fr: "quoi", en: "what"), .init("value", fr: "valeur", en: "value"),
        .init("day", fr: "dit au", en: "as of"), .init("entry", fr: "entrée", en: "entry"),
      ],
      rows: tellings.map { telling in
        [.word(telling.aspect, telling.aspect.text), .told(telling), .day(telling.day), .id(telling.entry)]
      })
  }
}

extension Answer.Value {
  /// The value of something told.
  fileprivate static func told<Told: Aspect>(_ telling: Telling<Told>) -> Answer.Value {
    switch telling.aspect.form {
    case .truth: .flag(telling.holds)
    case .number: Int(telling.value).map { .number($0) } ?? .name(telling.value)
    case .choice(let choices):
      choices.first { $0.word == telling.value }.map { .word($0.word, $0.text) } ?? .name(telling.value)
    default: .name(telling.value)
    }
  }
}

extension AspectForm {
  /// How its values are written on the command line; the directory checks them.
  fileprivate var reader: Reader<String> {
    switch self {
    case .text, .email, .phone, .digest: .text
    case .choice(let choices): closed(choices.map(\.word))
    case .truth: closed(["yes", "no"])
    case .number: Reader.text.named(fr: "NOMBRE", en: "NUMBER")
    case .siret: Reader.text.named(fr: "SIRET", en: "SIRET")
    case .uai: Reader.text.named(fr: "UAI", en: "UAI")
    case .rna: Reader.text.named(fr: "RNA", en: "RNA")
    case .commune: .commune
    case .postcode: Reader.text.named(fr: "CODE", en: "CODE")
    case .schoolYear: Reader.text.named(fr: "2026-2027", en: "2026-2027")
    }
  }

  private func closed(_ words: [String]) -> Reader<String> {
    Reader(Text(fr: "CHOIX", en: "CHOICE"), choices: words) { $0 }
  }
}

/// What help says of a commune.
enum CommuneWords {
  static let help = Text(
    fr: "sa commune : son code INSEE, ou son nom s'il est seul à le porter",
    en: "its commune: its INSEE code, or its name when no other bears it")
}

extension Reader<String> {
  /// A commune by its code or its name.
  static let commune = text.named(fr: "COMMUNE", en: "COMMUNE")
}

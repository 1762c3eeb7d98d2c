import Application
import Arguments
import Kernel

/// `rebond structure logo`
struct StructureLogo: Command {
  private static let structure = Argument<String>(
    .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "son nom ou son numéro", en: "its name or number"))
  private static let picture = Option<String?>(
    "picture", .path, Text(fr: "le logo, en PNG", en: "the logo, as a PNG"))
  private static let noLonger = Option<Bool>(
    flag: "no-longer", Text(fr: "ses papiers n'en portent plus", en: "its papers bear none any longer"))

  static let specification = CommandSpecification(
    "logo",
    Text(
      fr: "Met un logo en tête des papiers d'une structure.", en: "Puts a logo at the head of a structure's papers."),
    discussion: Text(
      fr:
        "Contrats, lettres, reçus : tout ce qu'elle remet, en gris, dès le jour donné par --on. Ce qui n'est pas dit n'est "
        + "pas imprimé. Le bas des pages se dit à part : "
        + "`rebond structure tell NOM --helpline … --hours …`",
      en:
        "Contracts, letters, receipts: all it hands out, in greys, from the day given with --on. What is not told is not "
        + "printed. The foot of pages is told apart: "
        + "`rebond structure tell NAME --helpline … --hours …`"),
    parameters: [structure, picture, noLonger])

  private let structure: String
  private let picture: String?

  init(_ values: ParsedValues) throws {
    structure = try values[Self.structure]
    picture = try values[Self.picture]
    guard try values[Self.noLonger] == (picture == nil) else {
      throw SessionFailure.oneOf(["--picture", "--no-longer"])
    }
  }

  func run(in session: Session) throws {
    let bytes = try picture.map { try Files.read($0) }
    try session.perform { chain, act in
      var answer = Answer()
      guard let bytes else {
        try chain.removeLogo(fromPapersOf: structure, as: act)
        answer.say(
          fr: "Les papiers de « \(structure) » n'ont plus de logo.",
          en: "The papers of “\(structure)” bear no logo now.")
        return answer
      }
      let digest = try chain.show(logo: bytes, onPapersOf: structure, as: act)
      answer.say(
        fr: "Les papiers de « \(structure) » portent ce logo.", en: "The papers of “\(structure)” bear this logo.")
      answer.fact("digest", fr: "Empreinte", en: "Hash", .name(digest.description))
      return answer
    }
  }
}

import Application
import Arguments
import Kernel
import Refurbishment

/// `rebond erasure certificate`
struct ErasureCertificate: Command {
  static let medium = Option<String?>(
    "medium", .text.named(fr: "SUPPORT", en: "MEDIUM"),
    Text(fr: "son numéro de série, s'il y en a plusieurs", en: "its serial number, when there are several"))

  static let specification = CommandSpecification(
    "certificate",
    Text(
      fr: "Imprime le certificat d'effacement d'un support.", en: "Prints the certificate of a medium's erasure."),
    parameters: [DeviceArgument.code, medium, OutputOptions.output, OutputOptions.replace])

  let code: AssetCode
  let medium: String?
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    medium = try values[Self.medium]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let paper = try output.write { keep in
        try chain.erasureCertificate(of: code, medium: medium, language: session.language, as: act, keep: keep)
      }
      var answer = Answer()
      answer.say(
        fr: "Le certificat \(paper.reference) est dans « \(output.path) ».",
        en: "The certificate \(paper.reference) is in “\(output.path)”.")
      if let outdated = paper.outdatedBy?.text(for: code) {
        answer.say(
          fr: "ATTENTION : il dit vrai de son jour, pas d'aujourd'hui : \(outdated.fr)",
          en: "WARNING: it is true of its day, not of today: \(outdated.en)")
      }
      answer.fact("reference", fr: "Numéro", en: "Number", .name(paper.reference))
      return answer
    }
  }
}

import Application
import Arguments
import Kernel
import Loans

/// `rebond contract papers`
struct ContractPapersShow: Command {
  static let output = Option<String?>(
    "output", .path,
    Text(
      fr: "où écrire le dernier papier signé, sinon le dernier imprimé",
      en: "where to write the last signed paper, else the last printed"))

  static let specification = CommandSpecification(
    "papers",
    Text(fr: "Montre les papiers gardés d'un contrat.", en: "Shows the papers kept of a contract."),
    discussion: Text(
      fr: "Au terme de leur conservation, leurs octets sont effacés ; l'empreinte et le jour restent.",
      en: "At the end of their term their bytes are erased; the hash and the day stay."),
    parameters: [LendingParameters.contract, output, OutputOptions.replace])

  let contract: ContractID
  let output: OutputFile?

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    let replace = try values[OutputOptions.replace]
    output = try values[Self.output].map { try OutputFile(path: $0, replace: replace) }
    try output?.mustBe(.pdf)
  }

  func run(in session: Session) throws {
    try session.consult { chain, person in
      var bytes: [UInt8]?
      let papers = try chain.papers(
        ofContract: contract, by: person, give: output == nil ? nil : { given in bytes = given })
      if let bytes { try output?.write { keep in try keep(bytes) } }
      var answer = Answer()
      answer.table(
        "papers", none: Text(fr: "Aucun papier gardé.", en: "No paper kept."),
        [
          .init("day", fr: "jour", en: "day"), .init("signed", fr: "signé", en: "signed"),
          .init("erased", fr: "effacé le", en: "erased on"), .init("hash", fr: "empreinte", en: "hash"),
        ],
        rows: papers.map { paper in
          [.day(paper.day), .flag(paper.isSigned), .day(orNone: paper.erased), .name(paper.digest.description)]
        })
      if let output, bytes != nil { answer.fact("output", fr: "Écrit dans", en: "Written to", .name(output.path)) }
      return answer
    }
  }
}

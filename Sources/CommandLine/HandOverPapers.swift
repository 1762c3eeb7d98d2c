import Application
import Arguments
import Kernel
import Loans

/// `rebond handover print`
struct HandoverPrint: Command {
  static let specification = CommandSpecification(
    "print",
    Text(
      fr: "Imprime le reçu d'une remise, ou le transfert de propriété, à signer.",
      en: "Prints the receipt of a hand-over, or the transfer of ownership, to sign."),
    parameters: [LendingParameters.contract, OutputOptions.output, OutputOptions.replace])

  let contract: ContractID
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let paper = try output.write { keep in try chain.printHandOver(of: contract, as: act, keep: keep) }
      var answer = Answer()
      answer.say(
        fr: "Le reçu de remise du contrat \(paper.reference) est dans « \(output.path) ».",
        en: "The receipt of the hand-over of contract \(paper.reference) is in “\(output.path)”.")
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      return answer
    }
  }
}

/// `rebond return print`
struct ReturnPrint: Command {
  static let specification = CommandSpecification(
    "print", Text(fr: "Imprime le reçu d'un retour, à signer.", en: "Prints the receipt of a return, to sign."),
    parameters: [LendingParameters.contract, OutputOptions.output, OutputOptions.replace])

  let contract: ContractID
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let paper = try output.write { keep in try chain.printReturn(of: contract, as: act, keep: keep) }
      var answer = Answer()
      answer.say(
        fr: "Le reçu de retour du contrat \(paper.reference) est dans « \(output.path) ».",
        en: "The receipt of the return of contract \(paper.reference) is in “\(output.path)”.")
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      return answer
    }
  }
}

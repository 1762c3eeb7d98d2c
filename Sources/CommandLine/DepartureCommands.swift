import Application
import Arguments
import Inventory
import Kernel
import Loans
import Supply

/// `rebond device sell`
struct DeviceSell: Command {
  static let price = Option<Money>(
    "price", .money, Text(fr: "le prix, toutes taxes comprises", en: "the price, taxes included"))
  static let buyer = Option<String?>(
    "to", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(fr: "la structure qui achète, sinon une personne", en: "the structure that buys, else a person"))
  static let inNeed = Option<Bool>(
    flag: "in-need",
    Text(
      fr: "l'acheteur est en situation de précarité, ou une association qui aide ceux qui le sont",
      en: "the buyer is in precarity, or an association that helps those who are"))
  static let configuration = Option<ResaleConfiguration?>(
    "sold-as", .choice,
    Text(fr: "ce qui est vendu, pour le plafond de revente", en: "what is sold, for the ceiling of its resale"))

  static let specification = CommandSpecification(
    "sell", Text(fr: "Vend un appareil prêt, contre facture.", en: "Sells a ready device, against an invoice."),
    discussion: Text(
      fr: "Un don public n'est revendu que par une structure qui le peut, à qui en a besoin, sous un plafond. "
        + "Le nom d'une personne n'est écrit que sur la facture.",
      en: "A public gift is resold by a structure that may, to whoever is in need, under a ceiling. "
        + "A person's name is written on the invoice alone."),
    parameters: [
      DeviceArgument.code, price, PartingOptions.slip, buyer, inNeed, configuration, PartingOptions.file,
    ])

  let code: AssetCode
  let sale: Chain.Sale
  let file: String?

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    var sale = Chain.Sale(price: try values[Self.price], invoice: try values[PartingOptions.slip])
    sale.buyer = try values[Self.buyer]
    sale.buyerIsInNeed = try values[Self.inNeed]
    sale.configuration = try values[Self.configuration]
    self.sale = sale
    file = try values[PartingOptions.file]
  }

  func run(in session: Session) throws {
    var sale = sale
    sale.paper = try file.map { try Files.read($0) }
    try session.perform { chain, act in try chain.sell(code, by: sale, as: act).endAnswer }
  }
}

/// `rebond device give-back`
struct DeviceGiveBack: Command {
  static let owner = Option<String?>(
    "to", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(fr: "son propriétaire ; sinon qui l'a donné", en: "its owner; else whoever gave it"))

  static let specification = CommandSpecification(
    "give-back",
    Text(
      fr: "Rend un appareil à son propriétaire ou à qui l'a donné, contre reçu.",
      en: "Gives a device back to its owner or to whoever gave it, against a receipt."),
    parameters: [
      DeviceArgument.code, owner, PartingOptions.slip, PartingOptions.file, PartingOptions.destroyer,
      PartingOptions.destruction,
    ])

  let code: AssetCode
  let owner: String?
  let slip: String
  let file: String?
  let destruction: Chain.Destruction?

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    destruction = try PartingOptions.destruction(values)
    owner = try values[Self.owner]
    slip = try values[PartingOptions.slip]
    file = try values[PartingOptions.file]
  }

  func run(in session: Session) throws {
    let paper = try file.map { try Files.read($0) }
    try session.perform { chain, act in
      try chain.giveBack(code, to: owner, receipt: slip, paper: paper, destruction: destruction, as: act).endAnswer
    }
  }
}

/// `rebond device lose`
struct DeviceLose: Command {
  static let specification = CommandSpecification(
    "lose", Text(fr: "Déclare un appareil perdu ou volé.", en: "Declares a device lost or stolen."),
    discussion: Text(
      fr: "Perdu ou volé pendant un prêt, son contrat prend fin avec lui.",
      en: "Lost by a household or stolen from it, its contract ends with it."),
    parameters: [DeviceArgument.code, PartingOptions.slip, PartingOptions.file])

  let code: AssetCode
  let slip: String
  let file: String?

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    slip = try values[PartingOptions.slip]
    file = try values[PartingOptions.file]
  }

  func run(in session: Session) throws {
    let paper = try file.map { try Files.read($0) }
    try session.perform { chain, act in
      let loss = try chain.lose(code, report: slip, paper: paper, as: act)
      var answer = loss.device.endAnswer
      answer.fact("knownClean", fr: "Supports effacés", en: "Media erased", .flag(loss.isKnownClean))
      if let contract = loss.contract {
        answer.fact("contract", fr: "Contrat terminé", en: "Contract ended", .name(contract.reference))
      }
      if loss.mayHoldBorrowersData {
        answer.say(
          fr: "Le foyer a pu y laisser ses propres données : aidez-le à changer ses mots de passe et à porter plainte.",
          en: "The household may have left data of its own on it: help it to change its passwords and to lodge a "
            + "complaint.")
      }
      if !loss.isKnownClean {
        answer.say(
          fr:
            "Rien ne prouve que ses supports sont effacés : s'il y avait des données personnelles, c'est une violation à "
            + "noter au registre, et à notifier à la CNIL sous 72 heures si elle fait courir un risque (RGPD, art. 33).",
          en: "Nothing proves that its media are erased: if there were personal data, it is a breach to be put on the "
            + "register, and to be notified to the CNIL within 72 hours when there is a risk (GDPR, art. 33).")
      }
      answer.next(fr: "S'il est retrouvé :", en: "When it is found:", ["rebond device find \(code)"])
      return answer
    }
  }
}

/// `rebond device find`
struct DeviceFind: Command {
  static let specification = CommandSpecification(
    "find",
    Text(
      fr: "Reprend un appareil perdu : il repasse par l'atelier.",
      en: "Takes a lost device in again: it goes through the workshop anew."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws { code = try values[DeviceArgument.code] }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var answer = try chain.find(code, as: act).endAnswer
      answer.next(fr: "Pour continuer :", en: "To go on:", ["rebond work start \(code)"])
      return answer
    }
  }
}

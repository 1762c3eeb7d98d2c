import Application
import Arguments
import Inventory
import Kernel
import Supply

/// `rebond device register`
struct DeviceRegister: Command {
  static let code = Option<AssetCode>(
    "code", .assetCode,
    Text(fr: "le code de l'étiquette collée sur l'appareil", en: "the code of the label stuck on the device"))
  static let donation = Option<DonationID>(
    "donation", .number(), Text(fr: "le don dont il vient", en: "the donation it comes with"))
  static let category = Option<DeviceCategory>(
    "category", .choice, Text(fr: "la sorte d'appareil", en: "the kind of device"))
  static let serial = Option<String?>(
    "serial", .text.named(fr: "NUMÉRO", en: "NUMBER"),
    Text(fr: "le numéro de série lu sur l'appareil", en: "the serial number read on the device"))

  static let specification = CommandSpecification(
    "register",
    Text(
      fr: "Reçoit un appareil sous l'étiquette qu'on y a collée.", en: "Receives a device under the label stuck on it."),
    discussion: Text(
      fr: "Les étiquettes à coller viennent de `rebond label reserve NUMÉRO --output FICHIER`.",
      en: "Labels to stick on come from `rebond label reserve NUMBER --output FILE`."),
    parameters: [code, donation, category, serial, ReceptionOptions.unexpected])

  let code: AssetCode
  let donation: DonationID
  let category: DeviceCategory
  let serial: String?
  let isUnexpected: Bool

  init(_ values: ParsedValues) throws {
    code = try values[Self.code]
    donation = try values[Self.donation]
    category = try values[Self.category]
    serial = try values[Self.serial]
    isUnexpected = try values[ReceptionOptions.unexpected]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var note = Chain.ReceptionNote()
      note.codes = [code]
      note.allowsUnexpected = isUnexpected
      note.serials = serial.map { [$0] } ?? []
      _ = try chain.receive(1, category, of: donation, noting: note, as: act)
      var answer = Answer()
      answer.say(fr: "L'appareil \(code) est reçu.", en: "Device \(code) is received.")
      answer.fact("code", fr: "Code", en: "Code", .code(code))
      return answer
    }
  }
}

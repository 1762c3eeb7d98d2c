public import Kernel
import Typesetting

/// The receipt a donor leaves with: what was handed over, under which codes.
public struct ReceptionPaper: Sendable, Equatable {
  /// The number of the donation.
  public var reference: String
  public var receiver: Party
  public var donor: Party
  /// The devices, each under its permanent code.
  public var devices: [DeviceLines]
  public var receivedBy: Signatory
  /// What the convention or the law asks to be said, word for word.
  public var remark: String?

  /// Makes a receipt.
  public init(
    reference: String, receiver: Party, donor: Party, devices: [DeviceLines], receivedBy: Signatory,
    remark: String?
  ) {
    self.reference = reference
    self.receiver = receiver
    self.donor = donor
    self.devices = devices
    self.receivedBy = receivedBy
    self.remark = remark
  }

  /// The receipt as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let words = PaperWords(language)
    let number = Text(fr: "Don n° \(reference)", en: "Donation no. \(reference)")
    let title = Text(fr: "Bon de réception", en: "Receipt of equipment")
    let count = Text(
      fr: devices.count > 1 ? "\(devices.count) appareils reçus" : "\(devices.count) appareil reçu",
      en: devices.count == 1 ? "1 device received" : "\(devices.count) devices received")
    let hint = Text(fr: "Date et signature", en: "Date and signature")[language]
    return Paper(
      letterhead: receiver.lines,
      reference: [number[language]] + (receivedBy.day.map { [$0.text[language]] } ?? []),
      title: title[language], subtitle: count[language],
      blocks: [
        .panels([
          Paper.Panel(
            caption: Text(fr: "Donateur", en: "Donor")[language], name: donor.name, lines: donor.details),
          Paper.Panel(
            caption: Text(fr: "Reçu par", en: "Received by")[language], name: receivedBy.name,
            lines: [receivedBy.title, receivedBy.place].compactMap { $0 }),
        ]),
        .heading(Text(fr: "Appareils", en: "Devices")[language]), .table(table(words)),
      ] + (remark.map { [.note($0)] } ?? []) + [
        .signatures([
          Paper.Signature(
            role: Text(fr: "Pour le donateur", en: "For the donor")[language], name: donor.name, hint: hint),
          Paper.Signature(
            role: Text(fr: "Pour la structure", en: "For the receiver")[language], name: receivedBy.name,
            hint: hint),
        ])
      ])
  }

  private func table(_ words: PaperWords) -> Paper.Table {
    Paper.Table(
      columns: [
        Paper.Column(words(.assetCode), share: 4, style: .strong), Paper.Column(words(.category), share: 4),
        Paper.Column(words(.model), share: 6), Paper.Column(words(.serial), share: 5),
      ],
      rows: devices.map { device in
        let name = [device.manufacturer, device.model].compactMap { $0 }.joined(separator: " ")
        return [device.code.description, device.category, words.held(name), words.held(device.serial)]
      })
  }
}

import Kernel
import TestSupport
import Testing

@testable import Documents

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
struct `A quarterly report` {
  @Test func `shows each figure beside what it counts`() throws {
    let text = sentence(
      try words(of: try QuarterlyReportPaper.sample().pdf(language: .fr, created: noon), "-layout"))
    #expect(text.contains("3e trimestre 2026, du 1er juillet 2026 au 30 septembre 2026"))
    #expect(text.contains("Établi le 2 octobre 2026"))
    #expect(text.contains("Appareils reçus Appareils entrés dans l'inventaire pendant le trimestre, 128"))
    #expect(text.contains("Foyers nouvellement équipés"))
    #expect(text.contains("entrée 512, empreinte \(Digest.sha256([4, 5, 6]))"))
    let english = sentence(try words(of: try QuarterlyReportPaper.sample().pdf(language: .en, created: noon)))
    #expect(english.contains("Q3 2026") && english.contains("A device handed to a household"))
  }

  @Test(arguments: [("2026-07-02", true), ("2026-09-30", true), ("2026-10-01", false)] as [(Day, Bool)])
  func `says that it is provisional as long as days of its quarter are to come`(made: Day, provisional: Bool) throws {
    var paper = try QuarterlyReportPaper.sample()
    paper.made = made
    let text = try words(of: paper.pdf(language: .fr, created: noon))
    #expect(text.contains("provisoire") == provisional)
  }

  @Test func `goes on over pages with no table begun at the foot of one`() throws {
    let pdf = try QuarterlyReportPaper.sample(sections: 12).pdf(language: .fr, created: noon)
    try expectTidy(pdf)
    let pages = try words(of: pdf, "-layout").split(separator: "\u{C}")
    #expect(pages.count == 3)
    for (number, page) in pages.enumerated() {
      #expect(page.contains("\(number + 1)/3"))
      #expect(page.matches(of: /Partie/).count == page.matches(of: /nouvellement/).count)
    }
  }
}

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
struct `A receipt` {
  static func sample(devices: Int) -> ReceptionPaper {
    var numbers = SystemRandomNumberGenerator()
    return ReceptionPaper(
      reference: "D-3", receiver: Party(name: "Atelier Exemple de Drôme"),
      donor: Party(name: "Lycée Exemple"),
      devices: (0..<devices).map {
        .sample(code: .random(using: &numbers), serial: $0 == 0 ? nil : "SN\($0)")
      },
      receivedBy: Signatory(name: "Noé Fictif", title: nil, day: "2026-09-15", place: "Valence"),
      remark: "Reçu sans contrepartie.")
  }

  @Test(arguments: [1, 25, 26, 27, 28, 29, 30, 31, 32, 60])
  func `lists every device under its head, and the signatures never stand alone`(count: Int) throws {
    let paper = Self.sample(devices: count)
    let pdf = try paper.pdf(language: .fr, created: noon)
    try expectTidy(pdf)
    let pages = try words(of: pdf, "-layout").split(separator: "\u{C}").map { sentence(String($0)) }
    for device in paper.devices { #expect(pages.contains { $0.contains(device.code.description) }) }
    for page in pages where page.contains("Lenovo") { #expect(page.contains("Code de l'appareil")) }
    let last = try #require(pages.last)
    #expect(last.contains("POUR LE DONATEUR") && last.contains("Reçu sans contrepartie."))
    #expect(last.contains(try #require(paper.devices.last).code.description))
    #expect(pages[0].contains(count == 1 ? "1 appareil reçu" : "\(count) appareils reçus"))
    #expect(pages[0].contains("non renseigné"))
  }
}

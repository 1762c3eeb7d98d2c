import Foundation
import Kernel
import TestSupport
import Testing
import Typesetting

@testable import Documents

let noon = Instant(milliseconds: 1_789_473_600_000)

/// Reads a PDF as a person would; with `-layout` what stands side by side stays so.
func words(of pdf: [UInt8], _ options: String...) throws -> String {
  try withTemporaryFolder { folder in
    let file = folder.appending(path: "paper.pdf")
    try Data(pdf).write(to: file)
    let answer = try #require(OutsideProgram.pdftotext).run(options + [file.path, "-"])
    try #require(answer.status == 0, "\(answer.errors)")
    return answer.output
  }
}

/// The same on one line, breaks between lines and pages taken as spaces.
func sentence(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

extension DeviceLines {
  static func sample(
    code: AssetCode = "M9S-346-Q3V", manufacturer: String? = "Lenovo", model: String? = "ThinkPad T480",
    serial: String? = "PF-0EXMPL1"
  ) -> DeviceLines {
    DeviceLines(
      code: code, category: "ordinateur portable", manufacturer: manufacturer, model: model, serial: serial)
  }
}

extension ContractPaper {
  static func sample(_ change: (inout ContractPaper) -> Void = { _ in }) throws -> ContractPaper {
    var paper = try ContractPaper(
      reference: "2026-0042",
      lender: Party(name: "Atelier Exemple de Drôme", details: ["12, rue de l'Écluse", "26000 Valence"]),
      lenderSignatory: "Camille Exemple", owner: "Département de la Drôme",
      borrowers: [Party(name: "Maëlle Fictive", details: ["3, place des Tilleuls", "26400 Crest"])],
      device: .sample(), defects: ["rayure sur le capot"],
      accessories: ["chargeur 65 W", "sacoche", "souris"],
      starts: "2026-09-15", term: "2027-09-14",
      helpline: "04 75 00 00 00, du lundi au vendredi")
    change(&paper)
    return paper
  }
}

extension ErasureCertificatePaper {
  static func sample(_ change: (inout ErasureCertificatePaper) -> Void = { _ in }) -> ErasureCertificatePaper {
    var paper = ErasureCertificatePaper(
      reference: "E-17",
      issuer: Party(name: "Atelier Exemple de Drôme", details: ["12, rue de l'Écluse, 26000 Valence"]),
      device: .sample(),
      medium: MediumLines(
        manufacturer: "Samsung", model: "MZVLB256HAHQ-000L7", serial: "S41GNX0EXMPL", mediaType: "SSD NVMe",
        capacity: 256_060_514_304, source: "Don D-3, Lycée Exemple"),
      level: .clear, method: "Réécriture complète par l'ordinateur",
      technique: "PRNG (1 passe), zéros à la fin",
      tool: "nwipe 0.39", verification: "Relecture complète de la dernière passe", outcome: .succeeded,
      started: LocalStamp("2026-09-15 10:00:00"), finished: LocalStamp("2026-09-15 11:00:00"),
      evidence: .sha256([1, 2, 3]),
      performed: Signatory(name: "Noé Fictif", title: "technicien", day: "2026-09-15", place: "Valence"),
      validated: Signatory(
        name: "Camille Exemple", title: "responsable d'atelier", day: "2026-09-16", place: "Valence"))
    change(&paper)
    return paper
  }
}

extension QuarterlyReportPaper {
  static func sample(sections: Int = 2) throws -> QuarterlyReportPaper {
    let figures = [
      Figure(
        name: Text(fr: "Appareils reçus", en: "Devices received"),
        definition: Text(
          fr: "Appareils entrés dans l'inventaire pendant le trimestre, chacun compté une fois.",
          en: "Devices that entered the inventory during the quarter, each counted once."),
        value: Text(same: "128")),
      Figure(
        name: Text(fr: "Remises", en: "Hand-overs"),
        definition: Text(
          fr: "Remises d'un appareil à un foyer ; un appareil prêté deux fois compte deux fois.",
          en: "A device handed to a household; one lent twice counts twice."),
        value: Text(same: "31")),
      Figure(
        name: Text(fr: "Foyers nouvellement équipés", en: "Households newly equipped"),
        definition: Text(
          fr: "Foyers qui reçoivent leur tout premier appareil pendant le trimestre.",
          en: "Households whose very first device came during the quarter."),
        value: Text(same: "27")),
    ]
    return QuarterlyReportPaper(
      issuer: Party(name: "Atelier Exemple de Drôme"), quarter: try #require(Quarter(year: 2026, number: 3)),
      sections: (1...sections).map {
        Section(title: Text(fr: "Partie \($0)", en: "Part \($0)"), figures: figures)
      },
      journalHead: JournalHead(entry: EntryID(rawValue: 512), digest: .sha256([4, 5, 6])), made: "2026-10-02")
  }
}

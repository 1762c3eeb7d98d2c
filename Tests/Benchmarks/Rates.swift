import CQREncode
import Eligibility
import Kernel
import LabelPrinting

/// What a busy day asks for many times over.
enum Rates {
  private static let decisions = 10_000
  private static let labels = 1_000
  private static let rounds = 5

  static func measure() throws {
    try decide()
    try render("label-pdf", stock: "avery-l7160", printer: "pdf")
    try render("label-zpl", stock: "zebra-50x25", printer: "zebra-203")
  }

  /// Each household differs, so that no answer is like the one before: with its facts as a file gives them; with facts taken in
  /// before, the truth of every criterion kept; and the same with every criterion's French words.
  private static func decide() throws {
    guard let bytes = ShippedProgrammes.bytes(of: "pret-familles-college.json") else { return }
    let day = try Day("2026-09-15")
    let programme = try Programme(reading: bytes, file: "pret-familles-college.json")
    let rules = try RulesInForce(of: programme, on: day)
    func fact(_ value: FactValue, kind: String? = nil, by evidence: String) -> Fact {
      Fact(value, kind: kind, evidence: Fact.Evidence(kind: evidence, day: day, checkedBy: nil))
    }
    let households = (0..<1_024).map { number in
      var facts = [
        "lives_in_dept": fact(.truth(true), by: "justificatif_domicile"),
        "college": fact(.text("0479901G"), kind: "uai", by: "certificat_scolarite"),
        "has_working_computer": fact(.truth(number % 7 == 0), by: "declaration_honneur"),
        "qf": fact(.number(number), kind: "qf_caf_msa", by: "attestation_caf_qf"),
        "boursier_college": fact(.truth(number % 3 == 0), by: "notification_bourse_college"),
      ]
      if number % 4 > 0 { facts["rsa"] = fact(.truth(number % 5 == 0), by: "attestation_rsa") }
      return facts
    }
    let sheets = try households.map { try programme.sheet(of: $0) }
    try decide("decision", decisions) { try rules.decide(households[$0]).outcome == .eligible }
    try decide("decision-values", 100 * decisions) { try rules.decide(sheets[$0]).outcome == .eligible }
    try decide("decision-fr", 10 * decisions) { try rules.decide(sheets[$0]).findings(in: .fr)[0].truth == .true }
  }

  private static func decide(_ name: String, _ count: Int, _ decide: (Int) throws -> Bool) throws {
    var eligible = 0
    let taken = try (1...rounds).map { _ in
      try measured {
        for number in 0..<count where try decide(number & 1_023) { eligible += 1 }
      } / count
    }
    guard eligible > 0 else { return }
    Figure(name: name, taken: taken).print()
  }

  /// The floor is libqrencode alone on the same payloads.
  private static func render(_ name: String, stock: String, printer: String) throws {
    let templates = LabelTemplates()
    var generator = SystemRandomNumberGenerator()
    let items = (0..<labels).map { _ in
      LabelItem(
        code: .random(using: &generator), baseURL: "https://r47.example",
        lines: ["Exemple SA Carnet 14", "EMU-PC-0001", "Mesures"])
    }
    let setup = try LabelSetup(
      design: templates.design("asset"), stock: templates.stock(stock), printer: templates.printer(printer),
      words: LabelWords(.fr))
    let taken = try (1...rounds).map { _ in
      try measured {
        _ = try LabelSheet.render(items, with: setup, created: Population.now())
      } / labels
    }
    let floor = (1...rounds).map { _ in
      measured {
        for item in items { QRcode_free(QRcode_encodeString(item.payload, 0, QR_ECLEVEL_Q, QR_MODE_8, 1)) }
      } / labels
    }
    Figure(name: name, taken: taken, floor: floor).print()
  }
}

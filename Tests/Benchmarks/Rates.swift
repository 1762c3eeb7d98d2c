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

  /// Each household's quotient differs, so that no answer is like the one before; the whole trace is made.
  private static func decide() throws {
    guard let bytes = ShippedProgrammes.bytes(of: "pret-familles-college.json") else { return }
    let day = try Day("2026-09-15")
    let rules = try RulesInForce(of: Programme(reading: bytes, file: "pret-familles-college.json"), on: day)
    func fact(_ value: FactValue, kind: String? = nil, by evidence: String) -> Fact {
      Fact(value, kind: kind, evidence: Fact.Evidence(kind: evidence, day: day, checkedBy: nil))
    }
    var facts = [
      "lives_in_dept": fact(.truth(true), by: "justificatif_domicile"),
      "college": fact(.text("0479901G"), kind: "uai", by: "certificat_scolarite"),
      "has_working_computer": fact(.truth(false), by: "declaration_honneur"),
      "boursier_college": fact(.truth(false), by: "notification_bourse_college"),
      "rsa": fact(.truth(false), by: "attestation_rsa"),
    ]
    var eligible = 0
    let taken = try (1...rounds).map { _ in
      try measured {
        for quotient in 0..<decisions {
          facts["qf"] = fact(.number(quotient % 1_400), kind: "qf_caf_msa", by: "attestation_caf_qf")
          let decision = try rules.decide(facts)
          if decision.trace.finding.truth == .true { eligible += 1 }
        }
      } / decisions
    }
    guard eligible > 0 else { return }
    Figure(name: "decision", taken: taken).print()
  }

  /// The floor is libqrencode alone on the same payloads.
  private static func render(_ name: String, stock: String, printer: String) throws {
    let templates = try LabelTemplates()
    var generator = SystemRandomNumberGenerator()
    let items = (0..<labels).map { _ in
      LabelItem(
        code: .random(using: &generator), baseURL: "https://r47.example",
        lines: ["Exemple SA Carnet 14", "EMU-PC-0001", "Mesures"])
    }
    let (design, paper) = (try templates.design("asset"), try templates.stock(stock))
    let taken = try (1...rounds).map { _ in
      try measured {
        _ = try LabelSheet.render(
          LabelRun(items), design: design, stock: paper, printer: templates.printer(printer), language: .fr,
          created: Population.now())
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

import Foundation
import TestSupport

/// Moments of one small story, each with the database as it stands then.
enum Moment: Int, CaseIterable {
  case founded, announced, received, inspected, worked, released
  case requested, decided, allocated, signed, handedOver, returned

  /// What is typed between the moment before and this one; days fit the shipped evidence.
  var lines: [String] {
    switch self {
    case .founded:
      [
        """
        rebond init --name "Atelier Exemple" --departement 47 --base-url https://r47.example \
        --person "Camille Exemple"
        """
      ]
    case .announced:
      [
        #"rebond person add "Alix Exemple" --role workshop"#,
        #"rebond person add "Quinn Exemple" --role workshop"#,
        #"rebond structure add "Filière Exemple" --kind association --on 2026-09-01"#,
        #"rebond structure status "Filière Exemple" general-interest --since 2020-01-01 --on 2026-09-01"#,
        #"rebond structure add "Mairie Exemple" --kind commune"#,
        #"rebond donor add "Mairie Exemple" --on 2026-09-01"#,
        #"rebond convention sign CV-2026-1 --donor "Mairie Exemple" --on 2026-09-02"#,
        #"rebond donation add --donor "Mairie Exemple" --convention CV-2026-1 --line laptop=3 --on 2026-09-07"#,
      ]
    case .received:
      ["rebond donation receive 1 laptop=2 --code TEST0001B --code TEST0002D --on 2026-09-07"]
    case .inspected:
      [
        "rebond work start TEST0001B --on 2026-09-08",
        "rebond evidence import --device TEST0001B evidence/portable-1/*.json evidence/portable-1/nwipe.log --on 2026-09-15",
      ]
    case .worked:
      [
        #"rebond erasure validate TEST0001B --as "Alix Exemple" --on 2026-09-16"#,
        "rebond work triage TEST0001B good --on 2026-09-16",
        "rebond work check TEST0001B --on 2026-09-16 \(Moment.checks.map { "\($0)=passed" }.joined(separator: " "))",
        #"rebond work check TEST0001B quality=passed --as "Quinn Exemple" --on 2026-09-17"#,
        "rebond work grade TEST0001B --cosmetic B --functional A --battery B --on 2026-09-17",
      ]
    case .released: ["rebond device release TEST0001B --on 2026-09-18"]
    case .requested:
      ["rebond programme adopt pret-familles-college --on 2026-09-01"] + Moment.request(by: "F-000001")
        + Moment.request(by: "F-000002") + ["rebond work start TEST0002D --on 2026-09-18"]
    case .decided:
      ["D-000001", "D-000002"].map {
        "rebond eligibility decide \($0) --programme pret-familles-college --on 2026-09-21"
      }
    case .allocated: ["rebond request allocate D-000001 TEST0001B --on 2026-09-22"]
    case .signed:
      [#"rebond contract sign D-000001 --lender "Filière Exemple" --with chargeur --on 2026-09-23"#]
    case .handedOver: ["rebond handover record C-000001 --on 2026-09-24"]
    case .returned: ["rebond return record C-000001 --condition good --on 2026-11-03"]
    }
  }

  /// The database as it stands at this moment; the story is played once for all tests.
  func database() throws -> Data {
    try Moment.databases.get()[self] ?? Data()
  }

  /// The checks of the laptop route that the person who does the work may do.
  static let checks = [
    "casing", "power", "charge", "charger-supplied", "screen", "keyboard", "touchpad", "webcam",
    "microphone", "speakers", "audio-jack", "usb-ports", "video-output", "other-ports", "wifi", "bluetooth",
    "ethernet", "battery-health", "firmware-unlocked", "memory-test", "storage-health", "fan", "os-boots", "cleaned",
    "marks-removed",
  ]

  /// A household that has all that is asked for, and its request for a laptop.
  private static func request(by household: String) -> [String] {
    [
      #"rebond household add "Foyer \#(household)" --commune 47091 --on 2026-09-18"#,
      """
      rebond request add --household \(household) --prescriber "Mairie Exemple" --device laptop --uses Devoirs \
      --channel counter --on 2026-09-18
      """,
    ]
      + [
        "lives_in_dept=oui --evidence justificatif_domicile", "college=0479901G --evidence certificat_scolarite",
        "has_working_computer=non --evidence declaration_honneur", "qf=512 --evidence attestation_caf_qf",
      ].map { "rebond household fact \(household) \($0) --dated 2026-09-10 --on 2026-09-18" }
  }

  /// A step of the story that did not go as it should.
  struct Broken: Error {
    let line: String
    let answer: OutsideProgram.Answer
  }

  private static let databases = Result {
    let stage = try Stage()
    var databases: [Moment: Data] = [:]
    for moment in allCases {
      for line in moment.lines {
        let answer = try stage.type(line)
        guard answer.status == 0 else { throw Broken(line: line, answer: answer) }
      }
      databases[moment] = try Data(contentsOf: stage.folder.appending(path: "base.rebond"))
    }
    return databases
  }
}

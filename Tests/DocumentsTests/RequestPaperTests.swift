import Documents
import Foundation
import Kernel
import TestSupport
import Testing

@testable import Typesetting

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "no pdftotext here"))
struct `Papers around a request` {
  private static func text(_ pdf: [UInt8]) throws -> String {
    let text = try #require(OutsideProgram.pdftotext).run(["-", "-"], input: Data(pdf)).output
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func form() -> RequestFormPaper {
    RequestFormPaper(
      issuer: Party(name: "Filière d'exemple"),
      choices: .init(
        devices: ["ordinateur portable", "tablette"], connections: ["pas d'Internet à la maison"],
        trainings: ["démarches en ligne"], help: ["de grandes lettres"], urgencies: ["l'isolement"],
        meetings: ["à domicile"], channels: ["guichet", "papier"]))
  }

  @Test(arguments: Language.allCases)
  func `the blank form holds every list, room to write, and the notice to sign`(language: Language) throws {
    let pdf = try Self.form().pdf(language: language, created: noon)
    let text = try Self.text(pdf)
    for words in [
      "☐ ordinateur portable", "☐ tablette", "☐ pas d'Internet à la maison", "☐ démarches en ligne",
      "☐ de grandes lettres", "☐ l'isolement", "☐ à domicile", "☐ guichet",
    ] { #expect(text.contains(words), "\(words)") }
    let notice = Text(fr: "Vous pouvez les voir, les corriger", en: "You can see them, have them set right")
    #expect(text.contains(notice[language]))
    try expectTidy(pdf)
  }

  private static func letter(place: Party?, phone: String? = "01 23 45 67 89") -> AppointmentLetterPaper {
    AppointmentLetterPaper(
      issuer: Party(name: "Filière d'exemple", details: ["2 rue Fictive"]), phone: phone, household: "Alix Inventé",
      town: "Agen", reference: "D-000012", device: "ordinateur portable", day: "2026-09-20",
      hours: "de 14 h 00 à 14 h 30", place: place, made: "2026-09-11")
  }

  @Test func `the letter of an appointment says when, where, what to bring and what to do otherwise`() throws {
    let place = Party(name: "Tiers-lieu", details: ["3 place Inventée", "47000 Agen"])
    let pdf = try Self.letter(place: place).pdf(language: .fr, created: noon)
    let text = try Self.text(pdf)
    for words in [
      "Votre rendez-vous", "20 septembre 2026, de 14 h 00 à 14 h 30", "Tiers-lieu", "3 place Inventée", "Cette lettre.",
      "Vous ne pouvez pas venir ?", "Appelez le 01 23 45 67 89.", "D-000012",
    ] { #expect(text.contains(words), "\(words)") }
    try expectTidy(pdf)
  }

  @Test func `at home, without a telephone, it says so`() throws {
    let text = try Self.text(Self.letter(place: nil, phone: nil).pdf(language: .en, created: noon))
    #expect(text.contains("At your home"))
    #expect(text.contains("Tell Filière d'exemple."))
  }

  @Test func `the address of a letter lies in the window of an envelope, and nothing else does`() throws {
    let pdf = try Self.letter(place: nil).pdf(language: .fr, created: noon)
    // A DL envelope's window over a sheet folded in three: 100 mm wide and 45 mm high, 20 mm from the right and 45 mm from the top.
    let inside = try PlacedWord.all(in: pdf).filter { word in
      word.page == 1 && word.left >= 95 && word.right <= 190 && word.top >= 45 && word.bottom <= 90
    }
    #expect(inside.map(\.text) == ["Alix", "Inventé", "……………………………………", "Agen"])
  }

  @Test func `the directory of places has each commune with its places`() throws {
    let line = PlacesDirectoryPaper.Line(
      name: "Médiathèque", kind: "libre accès", address: "1 rue Fictive", hours: "mardi 14 h – 18 h",
      phone: "01 23 45 67 89", services: ["4 ordinateurs", "Wi-Fi"])
    let paper = PlacesDirectoryPaper(
      issuer: Party(name: "Filière d'exemple"), territory: "Agglomération fictive",
      communes: [.init(name: "Agen (47001)", places: [line])], made: "2026-09-11")
    let pdf = try paper.pdf(language: .fr, created: noon)
    let text = try Self.text(pdf)
    for words in [
      "Où aller près de chez vous", "Agglomération fictive", "Agen (47001)", "Médiathèque", "4 ordinateurs, Wi-Fi",
      "à jour le 11 septembre 2026",
    ] { #expect(text.contains(words), "\(words)") }
    try expectTidy(pdf)
    let none = PlacesDirectoryPaper(
      issuer: Party(name: "Filière d'exemple"), territory: "Nulle part", communes: [], made: "2026-09-11")
    #expect(try Self.text(none.pdf(language: .fr, created: noon)).contains("Aucun lieu n'est connu"))
  }

  @Test func `the sheet of offers says the price or that it is to be asked, for whom, and where it is known from`()
    throws
  {
    let paper = OffersSheetPaper(
      issuer: Party(name: "Filière d'exemple"), commune: "Agen",
      offers: [
        .init(
          name: "Offre une", provider: "Opérateur fictif", price: Money(cents: 1599),
          conditions: "QF de 700 € ou moins",
          until: "2026-12-31", source: "site de l'opérateur"),
        .init(
          name: "Offre deux", provider: "Autre opérateur", price: nil, conditions: "pour tous", until: nil,
          source: "mairie"),
      ], contacts: ["Médiathèque, 1 rue Fictive"], made: "2026-09-11")
    let pdf = try paper.pdf(language: .fr, created: noon)
    let text = try Self.text(pdf)
    for words in [
      "Offre une – Opérateur fictif", "15,99 € par mois", "QF de 700 € ou moins", "Jusqu'au 31 décembre 2026",
      "Prix : à demander à Autre opérateur", "Source : mairie", "Médiathèque, 1 rue Fictive",
      "à jour le 11 septembre 2026",
    ] { #expect(text.contains(words), "\(words)") }
    try expectTidy(pdf)
  }

  @Test func `each paper names its language and its title`() throws {
    for (language, name) in [(Language.fr, "fr"), (.en, "en")] {
      let pdf = String(decoding: try Self.form().pdf(language: language, created: noon), as: UTF8.self)
      #expect(pdf.contains("/Lang (\(name)"), "\(name)")
    }
  }
}

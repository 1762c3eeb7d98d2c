import Kernel
import TestSupport
import Testing

@testable import Documents

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
struct `A gift convention to sign` {
  static func sample(_ change: (inout ConventionPaper) -> Void = { _ in }) -> ConventionPaper {
    var paper = ConventionPaper(
      reference: "CV-2026-1", donor: Party(name: "Commune d'Exempleville"), donorKind: .publicBody,
      receiver: Party(name: "Atelier Exemple"), endsOn: "2029-02-01", erasure: .purge, noResale: true,
      certificate: true,
      unitValue: Money(euros: 300))
    change(&paper)
    return paper
  }

  static func text(_ paper: ConventionPaper, _ language: Language = .fr) throws -> String {
    let pdf = try paper.pdf(clauses: .shipped(in: language), language: language, created: noon)
    try expectTidy(pdf)
    return sentence(try words(of: pdf))
  }

  @Test func `says what is promised, and by what law`() throws {
    let text = try Self.text(Self.sample())
    for words in [
      "Convention n° CV-2026-1", "articles L. 3212-2 et L. 3212-3", "au plus 300,00 €", "au niveau Purge au moins",
      "Certificats", "Ils ne sont pas revendus", "finit le 1er février 2029", "décret 2023-266", "POUR LE DONATEUR",
    ] { #expect(text.contains(words), "\(words)") }
  }

  @Test func `is worded in English as well, clause by clause`() throws {
    let text = try Self.text(Self.sample(), .en)
    for words in [
      "Convention no. CV-2026-1", "articles L. 3212-2 and L. 3212-3", "at most €300.00", "to the level Purge at least",
      "It is not resold", "ends on 1 February 2029", "FOR THE DONOR", "THE RECEIVER",
    ] { #expect(text.contains(words), "\(words)") }
    let (french, english) = (try ConventionClauses.shipped(in: .fr), try ConventionClauses.shipped(in: .en))
    #expect(french.clauses.map(\.when) == english.clauses.map(\.when))
    let guides = (try GuideClauses.shipped(in: .fr), try GuideClauses.shipped(in: .en))
    #expect(guides.0.clauses.map(\.when) == guides.1.clauses.map(\.when))
  }

  @Test func `leaves out what does not hold`() throws {
    let text = try Self.text(
      Self.sample {
        $0.donorKind = .company
        $0.endsOn = nil
        ($0.noResale, $0.certificate, $0.erasure) = (false, false, .clear)
      })
    for words in ["3212", "Certificats", "pas revendus", "finit le", "2023-266"] {
      #expect(!text.contains(words), "\(words)")
    }
    #expect(text.contains("n'a pas de terme") && text.contains("au niveau Clear au moins"))
  }

  @Test func `is worded by the user's own file, read strictly`() throws {
    func read(_ clause: String) throws -> ConventionClauses {
      try ConventionClauses(
        Array(#"{"id": "c", "title": "T", "subtitle": "S", "clauses": [\#(clause)]}"#.utf8), file: "c.json")
    }
    let own = try read(#"{"title": "Objet", "text": "{donor} donne à {receiver}."}"#)
    let text = sentence(try words(of: Self.sample().pdf(clauses: own, language: .fr, created: noon)))
    #expect(text.contains("Commune d'Exempleville donne à Atelier Exemple."))
    #expect(throws: JSONFailure.self) { try read(#"{"title": "Objet", "text": "{borrower}"}"#) }
    #expect(throws: JSONFailure.self) { try read(#"{"title": "Durée", "text": "jusqu'au {lastDay}"}"#) }
  }
}

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
struct `A donor's guide` {
  @Test(arguments: DonorOnPaper.allCases)
  func `speaks to one kind of donor`(reader: DonorOnPaper) throws {
    let paper = GuidePaper(
      issuer: Party(name: "Filière d'exemple"), reader: reader, made: "2026-09-15", unitValue: Money(euros: 300))
    let pdf = try paper.pdf(clauses: .shipped(in: .fr), language: .fr, created: noon)
    try expectTidy(pdf)
    let text = sentence(try words(of: pdf))
    let own: [(DonorOnPaper, String)] = [
      (.publicBody, "au plus 300,00 €"), (.company, "heures de vos salariés"), (.individual, "point de collecte"),
      (.association, "engager l'association"),
    ]
    for (kind, words) in own { #expect(text.contains(words) == (kind == reader), "\(words)") }
    #expect(text.contains("Filière d'exemple le remet en état"))
    let english = sentence(try words(of: paper.pdf(clauses: .shipped(in: .en), language: .en, created: noon)))
    #expect(english.contains("15 September 2026") && english.contains("Filière d'exemple puts it in order again"))
  }
}

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
struct `A collection ticket` {
  static func sample(lines: Int = 2) -> CollectionTicketPaper {
    CollectionTicketPaper(
      reference: "12", receiver: Party(name: "Atelier Exemple"), donor: Party(name: "Commune d'Exempleville"),
      day: "2026-02-10", time: "14:30", place: "12, rue de l'Écluse",
      lines: (0..<lines).map { CollectionTicketPaper.Line(category: "ordinateur portable", announced: $0 + 3) })
  }

  @Test func `says when and where, what was announced, and leaves room to sign`() throws {
    let pdf = try Self.sample().pdf(language: .fr, created: noon)
    try expectTidy(pdf)
    let text = sentence(try words(of: pdf, "-layout"))
    for words in [
      "Don n° 12", "10 février 2026 à 14:30", "12, rue de l'Écluse", "ordinateur portable 3", "Autre :", "ENLEVÉ PAR",
    ] { #expect(text.contains(words), "\(words)") }
    let english = sentence(try words(of: Self.sample().pdf(language: .en, created: noon)))
    #expect(english.contains("10 February 2026 at 14:30") && english.contains("Collection ticket"))
  }

  @Test func `lists what was announced thing by thing, and names the convention`() throws {
    var paper = Self.sample()
    paper.convention = "CV-2026-1"
    paper.things = [
      AnnouncedLines(category: "ordinateur portable", name: "T490", serial: "PF1ABC23", value: Money(euros: 120)),
      AnnouncedLines(category: "ordinateur portable", name: "T480", serial: "PF1ABC24"),
    ]
    let pdf = try paper.pdf(language: .fr, created: noon)
    try expectTidy(pdf)
    let text = sentence(try words(of: pdf, "-layout"))
    #expect(text.contains("Convention n° CV-2026-1") && text.contains("T490 PF1ABC23 120,00 €"))
    #expect(text.contains("T480 PF1ABC24 –"))
  }

  @Test func `without an appointment leaves room to write it`() throws {
    var paper = Self.sample(lines: 10)
    (paper.day, paper.time, paper.place) = (nil, nil, nil)
    let pdf = try paper.pdf(language: .fr, created: noon)
    try expectTidy(pdf)
    // The day and the place, then two cells for each of ten lines and the one for other equipment.
    #expect(sentence(try words(of: pdf)).matches(of: /…+/).count == 2 + 11 * 2)
  }
}

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
struct `An account of what became of gifts` {
  typealias Share = LotOutcomePaper.Row.Share

  static func sample(_ scope: LotOutcomePaper.Scope, unweighed: Int = 0) -> LotOutcomePaper {
    func row(_ category: String) -> LotOutcomePaper.Row {
      LotOutcomePaper.Row(
        category: category, received: Share(count: 4, grams: 8_460), reused: Share(count: 2, grams: 4_310),
        parts: Share(count: 1, grams: 2_050), recycled: Share(count: 1, grams: 2_100), here: Share(count: 0, grams: 0))
    }
    return LotOutcomePaper(
      issuer: Party(name: "Atelier Exemple"), donor: Party(name: "Commune d'Exempleville"), scope: scope,
      made: "2026-12-31", rows: [row("ordinateur portable"), row("ordinateur fixe")], unweighed: unweighed,
      signatory: Signatory(name: "Camille Exemple", title: "pilotage", day: "2026-12-31", place: nil))
  }

  @Test func `shows counts and kilograms by category, and their sum`() throws {
    let pdf = try Self.sample(.lot(reference: "12", given: "2026-02-02"), unweighed: 2).pdf(
      language: .fr, created: noon)
    try expectTidy(pdf)
    let text = sentence(try words(of: pdf, "-layout"))
    #expect(text.contains("Devenir d'un lot") && text.contains("Don du 2 février 2026"))
    #expect(text.contains("4 (8,5 kg) 2 (4,3 kg) 1 (2,1 kg) 1 (2,1 kg) 0"))
    #expect(text.contains("Total 8 (16,9 kg) 4 (8,6 kg)"))
    #expect(text.contains("2 appareils sans pesée") && text.contains("État au 31 décembre 2026"))
    #expect(!text.contains("Taux"))
  }

  @Test func `names its convention, and tells of each device what became of it`() throws {
    var paper = Self.sample(.lot(reference: "12", given: "2026-02-02"))
    paper.conventions = ["CV-2026-1"]
    paper.devices = [
      LotOutcomePaper.Thing(device: .sample(), received: "2026-02-09", grams: 2_150, fate: "réemployé")
    ]
    let pdf = try paper.pdf(language: .fr, created: noon)
    try expectTidy(pdf)
    let text = sentence(try words(of: pdf, "-layout"))
    let device = DeviceLines.sample()
    let serial = try #require(device.serial)
    for said in ["Convention n° CV-2026-1", device.code.description, serial, "2026-02-09", "2,2", "réemployé"] {
      #expect(text.contains(said), "\(said): \(text)")
    }
    paper.conventions.append("CV-2026-2")
    #expect(try words(of: paper.pdf(language: .en, created: noon)).contains("Conventions no. CV-2026-1, CV-2026-2"))
  }

  @Test func `tells what was given back or lost, when anything was`() throws {
    var paper = Self.sample(.lot(reference: "12", given: "2026-02-02"))
    let without = sentence(try words(of: paper.pdf(language: .fr, created: noon), "-layout"))
    #expect(!without.contains("perdus"))
    paper.rows[0].gone = Share(count: 3, grams: 6_000)
    let pdf = try paper.pdf(language: .fr, created: noon)
    try expectTidy(pdf)
    #expect(sentence(try words(of: pdf, "-layout")).contains("0 3 (6,0 kg)"))
  }

  @Test func `of a year is a proof of reuse, with the rate and how it is counted`() throws {
    let rate = LotOutcomePaper.ReuseRate(
      received: 8, leftOut: 2, age: 10, ofUnknownAge: 1, reused: 4, target: 50, source: "décret 2023-266")
    let pdf = try Self.sample(.year(2026, rate)).pdf(language: .fr, created: noon)
    try expectTidy(pdf)
    let text = sentence(try words(of: pdf, "-layout"))
    for words in [
      "Preuve de réemploi", "Taux de réemploi : 66 %", "4 réemployés sur 6 qui comptent", "De plus de 10 ans, exclus 2",
      "D'année inconnue, comptés 1", "Objectif de l'année 50 %", "décret 2023-266",
    ] { #expect(text.contains(words), "\(words)") }
    let none = LotOutcomePaper.ReuseRate(
      received: 2, leftOut: 2, age: 10, ofUnknownAge: 0, reused: 0, target: nil, source: "s")
    let empty = sentence(try words(of: Self.sample(.year(2026, none)).pdf(language: .fr, created: noon)))
    #expect(empty.contains("Taux de réemploi : –"))
    let early = try Self.sample(.year(2026, isProvisional: true, rate)).pdf(language: .fr, created: noon)
    #expect(try sentence(words(of: early)).contains("Preuve de réemploi, provisoire") && !text.contains("provisoire"))
  }
}

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
struct `A reception report` {
  @Test func `names its days, what did not come and what nobody announced`() throws {
    let device = DeviceLines.sample()
    let paper = ReceptionPaper(
      reference: "12", convention: "CV-2026-1", receiver: Party(name: "Atelier Exemple"),
      donor: Party(name: "Commune d'Exempleville"), devices: [device], values: [device.code: Money(euros: 90)],
      unexpected: [device.code],
      missing: [.init(category: "ordinateur portable", name: "T490", serial: "K1234")], given: "2026-02-02",
      received: ["2026-02-09", "2026-02-10"],
      receivedBy: Signatory(name: "Noé Fictif", title: nil, day: "2026-03-01", place: nil), remark: nil)
    let pdf = try paper.pdf(language: .fr, created: noon)
    try expectTidy(pdf)
    let text = sentence(try words(of: pdf, "-layout"))
    for words in [
      "Don du 2 février 2026", "Reçu le 9 février 2026, le 10 février 2026", "(non annoncé)", "Annoncés et non reçus",
      "ordinateur portable T490 K1234", "Convention n° CV-2026-1", "90,00 €",
    ] { #expect(text.contains(words), "\(words): \(text)") }
  }

  @Test func `sets what came beside what was announced`() throws {
    let paper = ReceptionPaper(
      reference: "12", receiver: Party(name: "Atelier Exemple"), donor: Party(name: "Commune d'Exempleville"),
      comparison: [
        .init(category: "ordinateur portable", announced: 3, received: 2, grams: 4_301),
        .init(category: "tablette", announced: 0, received: 1, grams: nil),
      ],
      devices: [.sample()],
      receivedBy: Signatory(name: "Noé Fictif", title: nil, day: "2026-02-10", place: nil), remark: nil)
    let pdf = try paper.pdf(language: .fr, created: noon)
    try expectTidy(pdf)
    let text = sentence(try words(of: pdf, "-layout"))
    #expect(text.contains("Annoncés Reçus Manquants Non annoncés Poids (kg)"))
    #expect(text.contains("ordinateur portable 3 2 1 0 4,3"))
    #expect(text.contains("tablette 0 1 0 1 –"))
  }
}

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
struct `Certificates gathered` {
  @Test func `come in the order of their numbers, behind a sheet that lists them and what is left`() throws {
    let certificates = [2, 3, 1].map { number in ErasureCertificatePaper.sample { $0.reference = "E-00000\(number)" } }
    let lot = LotCertificatesPaper(
      reference: "12", convention: "CV-2026-1", issuer: Party(name: "Atelier Exemple"),
      donor: Party(name: "Commune d'Exempleville"), made: "2026-09-15", certificates: certificates,
      left: [.init(device: "000-000-000", medium: "S3Z9NB0K123456")])
    let pdf = try lot.pdf(language: .fr, created: noon)
    try expectTidy(pdf)
    let pages = try words(of: pdf, "-layout").split(separator: "\u{C}").map { sentence(String($0)) }
    #expect(pages.count == 4)
    for said in [
      "Don n° 12", "Convention n° CV-2026-1", "E-000001", "E-000003", "Supports sans certificat à ce jour",
      "000-000-000 S3Z9NB0K123456",
    ] { #expect(pages[0].contains(said), "\(said)") }
    for (index, page) in pages.dropFirst().enumerated() {
      #expect(page.contains("Certificat n° E-00000\(index + 1)") && page.contains("1/1"))
    }
  }

  @Test func `tell a firmware's overwrite from its sanitizing`() throws {
    let certificate = ErasureCertificatePaper.sample { $0.method = "écrasement par le support lui-même" }
    let text = try sentence(words(of: certificate.pdf(language: .fr, created: noon)))
    #expect(text.contains("par l'ordinateur ou par le micrologiciel du support"))
    #expect(text.contains("assainissement de tout le support par son micrologiciel"))
  }
}

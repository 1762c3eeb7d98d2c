import Testing

/// One kind of write, and what it leaves beside the database.
struct Writing: CustomTestStringConvertible, Sendable {
  let name: String
  /// Where the story stands before it; nothing when there is no database yet.
  let before: Moment?
  let line: String
  /// The file it makes.
  var file: String?
  /// Whether it goes the same way as others that are killed at more places: then a few do.
  var isLikeOthers = false

  var testDescription: String { name }

  static let all =
    [
      Writing(name: "founding an instance", before: nil, line: Moment.founded.lines[0], file: "base.rebond"),
      Writing(
        name: "receiving a device", before: .received,
        line: "rebond donation receive 1 laptop=1 --code TEST0003F --on 2026-09-08"),
      Writing(
        name: "importing evidence", before: .received,
        line: "rebond evidence import --device TEST0001B evidence/portable-1/nwipe.log --on 2026-09-15"),
      Writing(name: "taking into the workshop", before: .received, line: "rebond work start TEST0001B --on 2026-09-08"),
      Writing(name: "releasing", before: .worked, line: "rebond device release TEST0001B --on 2026-09-18"),
      Writing(
        name: "correcting", before: .received,
        line: #"rebond correct 11 --annul --reason "Compté par erreur" --on 2026-09-09"#),
      Writing(name: "backing up", before: .released, line: "rebond backup copy.rebond", file: "copy.rebond"),
      Writing(
        name: "rendering labels", before: .released,
        line: "rebond label render TEST0001B TEST0002D --output labels.pdf", file: "labels.pdf"),
      Writing(
        name: "printing a certificate", before: .released,
        line: "rebond erasure certificate TEST0001B --output certificate.pdf", file: "certificate.pdf"),
      Writing(
        name: "printing a contract", before: .signed,
        line: "rebond contract print C-000001 --output contract.pdf", file: "contract.pdf"),
      Writing(
        name: "printing command cards", before: .received, line: "rebond label cards --for work --output cards.pdf",
        file: "cards.pdf", isLikeOthers: true),
      Writing(
        name: "printing a report", before: .returned, line: "rebond report 2026-T3 --output report.pdf",
        file: "report.pdf"),
    ]
    + records.map { record in
      var record = record
      record.isLikeOthers = true
      return record
    }

  /// Writes to the database alone.
  private static let records = [
    Writing(
      name: "registering a person", before: .founded, line: #"rebond person add "Alix Exemple" --role workshop"#),
    Writing(
      name: "giving a badge", before: .received,
      line: #"rebond person badge "Alix Exemple""#),
    Writing(
      name: "recording a donation", before: .released,
      line: #"rebond donation add --donor "Mairie Exemple" --line laptop=1 --line screen=2"#),
    Writing(
      name: "declaring a wiping station", before: .received,
      line: #"rebond station declare EMU-STATION-01 --name "Banc""#),
    Writing(
      name: "validating an erasure", before: .inspected,
      line: #"rebond erasure validate TEST0001B --as "Alix Exemple" --on 2026-09-16"#),
    Writing(
      name: "attesting that there is no medium", before: .requested,
      line: #"rebond work attest-no-medium TEST0002D --reason "Disque retiré" --on 2026-09-19"#),
    Writing(
      name: "recording checks", before: .requested,
      line: "rebond work triage TEST0002D to-repair --on 2026-09-19"),
    Writing(
      name: "adopting a programme", before: .released,
      line: "rebond programme adopt pret-familles-college --on 2026-09-01"),
    Writing(
      name: "registering a household", before: .released,
      line: #"rebond household add "Foyer Exemple" --commune 47091 --on 2026-09-18"#),
    Writing(
      name: "adding a fact to a household", before: .requested,
      line: "rebond household fact F-000001 rsa=oui --evidence attestation_rsa --dated 2026-09-10 --on 2026-09-18"),
    Writing(
      name: "recording a request", before: .requested,
      line: """
        rebond request add --household F-000001 --prescriber "Mairie Exemple" --device screen --uses Devoirs \
        --channel web --on 2026-09-18
        """),
    Writing(
      name: "deciding eligibility", before: .requested,
      line: "rebond eligibility decide D-000001 --programme pret-familles-college --on 2026-09-21"),
    Writing(
      name: "allocating", before: .decided, line: "rebond request allocate D-000001 TEST0001B --on 2026-09-22"),
    Writing(
      name: "freeing a device", before: .allocated,
      line: "rebond request release D-000001 --reason declined --on 2026-09-22"),
    Writing(
      name: "signing a contract", before: .allocated,
      line: #"rebond contract sign D-000001 --lender "Filière Exemple" --with chargeur --on 2026-09-23"#),
    Writing(
      name: "giving a contract up", before: .signed,
      line: "rebond contract cancel C-000001 --reason declined --on 2026-09-24"),
    Writing(
      name: "handing over", before: .signed, line: "rebond handover record C-000001 --on 2026-09-24"),
    Writing(
      name: "recording a contact", before: .handedOver, line: "rebond followup done 1 --note Bien --on 2026-10-08"),
    Writing(
      name: "renewing", before: .handedOver, line: "rebond contract renew C-000001 --until 2028-01-01 --on 2026-11-03"),
    Writing(
      name: "reporting a theft", before: .handedOver,
      line: "rebond incident record C-000001 theft --suspend --on 2026-11-03"),
    Writing(
      name: "taking back", before: .handedOver,
      line: "rebond return record C-000001 --condition worn --missing chargeur --on 2026-11-03"),
    Writing(
      name: "annulling a return", before: .returned,
      line: #"rebond correct 41 --annul --reason "Autre contrat" --on 2026-11-04"#),
  ]
}

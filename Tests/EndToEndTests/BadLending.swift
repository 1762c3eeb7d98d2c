extension BadInput {
  static let decisions = [
    BadInput(
      name: "a fact that no programme asks for", before: .requested,
      line: "rebond household fact F-000001 loyer=400 --evidence quittance --dated 2026-09-01", exitCode: 65,
      says: ("ne demande le fait « loyer »", "asks for the fact “loyer”")),
    BadInput(
      name: "a fact that is no number", before: .requested,
      line: "rebond household fact F-000001 qf=beaucoup --evidence attestation_caf_qf --dated 2026-09-01",
      exitCode: 65, says: ("donnez un nombre", "give a number")),
    BadInput(
      name: "a fact given twice", before: .requested,
      line: "rebond household fact F-000001 qf=512 qf=513 --evidence attestation_caf_qf --dated 2026-09-01",
      exitCode: 65, says: ("« qf » est donné deux fois", "“qf” is given twice")),
    BadInput(
      name: "a document that proves something else", before: .requested,
      line: "rebond household fact F-000001 qf=512 --evidence certificat_scolarite --dated 2026-09-01", exitCode: 65,
      says: ("« certificat_scolarite » ne prouve pas « qf »", "“certificat_scolarite” does not prove “qf”")),
    BadInput(
      name: "a household nobody registered", before: .requested,
      line: "rebond household fact F-000009 qf=512 --evidence attestation_caf_qf --dated 2026-09-01", exitCode: 66,
      says: ("pas de foyer F-000009", "no household F-000009")),
    BadInput(
      name: "a request where a household is meant", before: .requested, line: "rebond household show D-000001",
      exitCode: 65, says: ("« D-000001 » n'est pas le numéro d'un foyer", "“D-000001” is not the number of a household")
    ),
    BadInput(
      name: "a programme that is not in force", before: .requested,
      line: "rebond eligibility decide D-000001 --programme don-communal --on 2026-09-21", exitCode: 66,
      says: ("Aucun programme « don-communal »", "No programme “don-communal”")),
    BadInput(
      name: "a programme on a day before it", before: .requested,
      line: "rebond eligibility decide D-000001 --programme pret-familles-college --on 2026-08-21", exitCode: 66,
      says: ("le 21 août 2026", "on 21 August 2026")),
    BadInput(
      name: "a decision already taken", before: .decided,
      line: "rebond eligibility decide D-000001 --programme pret-familles-college --on 2026-09-21", exitCode: 1,
      says: ("D-000001 est déjà décidée", "D-000001 is decided already")),
    BadInput(
      name: "refusing against what was decided", before: .decided,
      line: "rebond request refuse D-000001 --reason not-eligible", exitCode: 1,
      says: ("demande une décision qui le dit", "takes a decision that says so")),
    BadInput(
      name: "a file of rules cut short", preparation: "echo '{ \"id\": \"x\", ' >rules.json",
      line: "rebond programme adopt rules.json", exitCode: 65,
      says: ("« rules.json » est refusé, ligne 2", "“rules.json” is refused, line 2")),
  ]

  static let loans = [
    BadInput(
      name: "a device for a request not decided", before: .requested,
      line: "rebond request allocate D-000001 TEST0001B --on 2026-09-21", exitCode: 1,
      says: ("D-000001 est à décider", "D-000001 is to be decided")),
    BadInput(
      name: "a device that is not ready", before: .decided,
      line: "rebond request allocate D-000001 TEST0002D --on 2026-09-22", exitCode: 1,
      says: ("TES-T00-02D : il est « en atelier »", "it is “in the workshop”")),
    BadInput(
      name: "a device nobody received", before: .decided,
      line: "rebond request allocate D-000001 TEST0003F --on 2026-09-22", exitCode: 66,
      says: ("TES-T00-03F", "TES-T00-03F")),
    BadInput(
      name: "a device kept for somebody else", before: .allocated,
      line: "rebond request allocate D-000002 TEST0001B --on 2026-09-23", exitCode: 1,
      says: ("il est « réservé »", "it is “reserved”")),
    BadInput(
      name: "a device that is out", before: .handedOver,
      line: "rebond request allocate D-000002 TEST0001B --on 2026-09-25", exitCode: 1,
      says: ("il est « sorti »", "it is “out”")),
    BadInput(
      name: "a device that came back and was not erased", before: .returned,
      line: "rebond request allocate D-000002 TEST0001B --on 2026-11-04", exitCode: 1,
      says: ("il est « reçu »", "it is “received”")),
    BadInput(
      name: "a contract without a device", before: .decided, line: "\(sign) --on 2026-09-23", exitCode: 1,
      says: ("Un contrat se signe sur un appareil attribué", "A contract is signed for an allocated device")),
    BadInput(
      name: "a contract for a device that is out", before: .handedOver, line: "\(sign) --on 2026-09-25", exitCode: 1,
      says: ("D-000001 est satisfaite, l'appareil remis", "D-000001 is met, the device handed over")),
    BadInput(
      name: "a second contract", before: .signed, line: "\(sign) --on 2026-09-23", exitCode: 1,
      says: ("C-000001 tient déjà l'appareil", "C-000001 already holds the device")),
    BadInput(
      name: "a fee on a free loan", before: .allocated, line: "\(sign) --fee 25 --on 2026-09-23", exitCode: 64,
      says: ("n'a pas d'option --fee", "has no option --fee")),
    BadInput(
      name: "a loan by a programme that gives", before: .requested, preparation: gift,
      line: "\(sign) --on 2026-09-23", exitCode: 1,
      says: ("« don-communal » n'ouvre pas droit à ce contrat", "“don-communal” gives no right to this contract")),
    BadInput(
      name: "a loan that ends before it starts", before: .allocated,
      line: "\(sign) --until 2026-09-01 --on 2026-09-23", exitCode: 1,
      says: ("sans avoir duré", "without having lasted")),
    BadInput(
      name: "a loan that starts before it is signed", before: .allocated,
      line: "\(sign) --starts 2026-09-01 --on 2026-09-23", exitCode: 1,
      says: ("avant la signature du contrat", "before the contract is signed")),
    BadInput(
      name: "two ends of a loan", before: .allocated,
      line: "\(sign) --months 12 --until 2027-09-01 --on 2026-09-23", exitCode: 64,
      says: ("--months, --until", "--months, --until")),
    BadInput(
      name: "printing a contract given up", before: .signed,
      preparation: "rebond contract cancel C-000001 --reason declined --on 2026-09-24",
      line: "rebond contract print C-000001 --output contract.pdf", exitCode: 1,
      says: ("n'est plus à signer", "no longer to be signed")),
    BadInput(
      name: "freeing a device under contract", before: .signed,
      line: "rebond request release D-000001 --reason declined", exitCode: 1,
      says: ("C-000001 tient déjà l'appareil", "C-000001 already holds the device")),
    BadInput(
      name: "a hand-over without a contract", before: .signed, line: "rebond handover record C-000009", exitCode: 66,
      says: ("pas de contrat C-000009", "no contract C-000009")),
    BadInput(
      name: "a hand-over before the loan", before: .allocated,
      preparation: "\(sign) --starts 2026-11-01 --on 2026-09-23",
      line: "rebond handover record C-000001 --on 2026-10-01", exitCode: 1,
      says: ("C-000001 ne couvre pas le 1er octobre 2026", "C-000001 does not cover 1 October 2026")),
    BadInput(
      name: "a second hand-over", before: .handedOver, line: "rebond handover record C-000001 --on 2026-09-25",
      exitCode: 1, says: ("on ne peut pas remettre l'appareil", "it is not possible to hand the device over")),
    BadInput(
      name: "giving up a contract that runs", before: .handedOver,
      line: "rebond contract cancel C-000001 --reason declined", exitCode: 1,
      says: ("on ne peut pas l'abandonner", "it is not possible to give it up")),
    BadInput(
      name: "a contact closed twice", before: .handedOver, preparation: "rebond followup done 1 --on 2026-10-08",
      line: "rebond followup done 1 --on 2026-10-09", exitCode: 1,
      says: ("Le contact de suivi 1 est déjà clos", "Follow-up contact 1 is closed already")),
    BadInput(
      name: "a return before the hand-over", before: .signed,
      line: "rebond return record C-000001 --condition good --on 2026-09-25", exitCode: 1,
      says: ("l'appareil pas encore remis", "the device not yet handed over")),
    BadInput(
      name: "a return on a day before the hand-over", before: .handedOver,
      line: "rebond return record C-000001 --condition good --on 2026-09-23", exitCode: 1,
      says: ("avant le dernier mouvement", "before the last movement")),
    BadInput(
      name: "a return without what was never lent", before: .handedOver,
      line: "rebond return record C-000001 --condition good --missing souris --on 2026-11-03", exitCode: 1,
      says: ("« souris » n'est pas au contrat C-000001", "“souris” is not in contract C-000001")),
    BadInput(
      name: "a second return", before: .returned,
      line: "rebond return record C-000001 --condition good --on 2026-11-04", exitCode: 1,
      says: ("on ne peut pas enregistrer un retour", "it is not possible to record a return")),
    BadInput(
      name: "annulling a hand-over before its return", before: .returned,
      line: "rebond correct 40 --annul --reason erreur", exitCode: 1,
      says: ("d'autres actes reposent sur elle (entrée 41)", "other acts rest on it (entry 41)")),
  ]

  static let reports = [
    BadInput(
      name: "a fifth quarter", before: .returned, line: "rebond report 2026-T5", exitCode: 65,
      says: ("« 2026-T5 » n'est pas un trimestre", "“2026-T5” is not a quarter")),
    BadInput(
      name: "a period that ends before it starts", before: .returned,
      line: "rebond report --from 2026-12-31 --to 2026-01-01", exitCode: 64,
      says: ("Échangez les deux jours", "Swap the two days")),
    BadInput(
      name: "half a period", before: .returned, line: "rebond report --from 2026-01-01", exitCode: 64,
      says: ("--from JOUR --to JOUR", "--from DAY --to DAY")),
    BadInput(
      name: "a report in no folder", before: .returned, line: "rebond report 2026-T3 --output nowhere/report.pdf",
      exitCode: 73, says: ("« nowhere/report.pdf »", "“nowhere/report.pdf”")),
    BadInput(
      name: "a contract in no folder", before: .signed,
      line: "rebond contract print C-000001 --output nowhere/contract.pdf", exitCode: 73,
      says: ("« nowhere/contract.pdf »", "“nowhere/contract.pdf”")),
  ]

  private static let sign = #"rebond contract sign D-000001 --lender "Filière Exemple""#

  /// The first request decided by a programme that gives computers, and a device kept for it.
  private static let gift = """
    rebond programme adopt don-communal --on 2026-09-01 &&
    fact() { rebond household fact F-000001 $1 --evidence $2 --dated 2026-09-10 --on 2026-09-18; } &&
    fact commune=47001 justificatif_domicile && fact equipment=none declaration_honneur &&
    rebond eligibility decide D-000001 --programme don-communal --on 2026-09-21 &&
    rebond request allocate D-000001 TEST0001B --on 2026-09-22
    """
}

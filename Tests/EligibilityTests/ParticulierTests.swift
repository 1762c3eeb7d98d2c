import Eligibility
import Kernel
import TestSupport
import Testing

@Suite struct `Asking API Particulier` {
  static func question(
    _ place: ParticulierQuestion.BirthPlace, born: String = "1990-05-12", month: Month? = nil
  ) throws -> ParticulierQuestion {
    try ParticulierQuestion(
      recipient: Siret("35600000000048"),
      identity: .init(
        birthName: "Inventé", firstNames: ["Alix", "Zoé Anne"], sex: .female, birthPlace: place,
        birth: .init(born)),
      month: month)
  }

  static let start =
    "/v3/dss/quotient_familial/identite?recipient=35600000000048&nomNaissance=Invent%C3%A9&prenoms%5B%5D=Alix"
    + "&prenoms%5B%5D=Zo%C3%A9%20Anne&sexeEtatCivil=F&codeCogInseePaysNaissance="

  @Test func `the path has all it must, and every name is written safely`() throws {
    #expect(
      try Self.question(.commune(InseeCommune("47001")), month: Month(of: "2026-09-01")).path
        == Self.start + "99100&codeCogInseeCommuneNaissance=47001&anneeDateNaissance=1990&moisDateNaissance=5"
        + "&jourDateNaissance=12&annee=2026&mois=9")
    #expect(
      try Self.question(.named("Exempleville", Departement("47"))).path
        == Self.start + "99100&nomCommuneNaissance=Exempleville&codeCogInseeDepartementNaissance=47"
        + "&anneeDateNaissance=1990&moisDateNaissance=5&jourDateNaissance=12")
  }

  @Test func `a date of birth may lack its day and month`() throws {
    #expect(
      try Self.question(.country(code: "99350"), born: "2020-00-00").path == Self.start
        + "99350&anneeDateNaissance=2020")
    for wrong in ["2020-00-12", "2020-13-01", "2020-02-30", "2020", "20-01-2020"] {
      #expect(throws: KernelFailure.self) { try ParticulierQuestion.PartialDate(wrong) }
    }
  }

  @Test func `nobody is asked about without a name`() throws {
    let birth = try ParticulierQuestion.PartialDate("1990-05-12")
    for (name, first) in [("", ["Alix"]), ("Inventé", []), ("Inventé", [" "])] {
      #expect(throws: EligibilityFailure.identityIncomplete) {
        try ParticulierQuestion.Identity(
          birthName: name, firstNames: first, sex: .male, birthPlace: .country(code: "99350"), birth: birth)
      }
    }
  }
}

@Suite struct `Understanding what API Particulier answers` {
  static func answer(_ status: Int, _ body: String, retryAfter: String? = nil) -> ParticulierAnswer {
    ParticulierAnswer(status: status, body: Array(body.utf8), retryAfter: retryAfter, on: "2026-10-05")
  }

  @Test func `the quotient comes with who calculated it, for which month and when`() throws {
    let body = """
      {"data": {"quotient_familial": {"fournisseur": "CNAF", "valeur": 612, "annee": 2026, "mois": 9, "annee_calcul": 2026,
        "mois_calcul": 8}, "allocataires": [{"date_naissance": "2020-00-00"}], "enfants": [], "adresse": {}}}
      """
    guard case .quotient(let fact) = Self.answer(200, body) else {
      Issue.record("no quotient")
      return
    }
    #expect(fact.value == .number(612))
    #expect(fact.kind == "qf_caf_msa")
    #expect(fact.evidence == .init(kind: "api_particulier_qf", day: "2026-10-05", checkedBy: nil))
    #expect(fact.origin == .init(provider: "CNAF", month: Month(of: "2026-09-01"), calculated: Month(of: "2026-08-01")))
  }

  static func error(_ code: String, provider: String = "CNAF") -> String {
    #"{"errors": [{"code": "\#(code)", "title": "t", "detail": "d", "source": null, "meta": {"provider": "\#(provider)"}}]}"#
  }

  static let cases: [(Int, String, String?, ParticulierAnswer)] = [
    (401, error("00101"), nil, .refused(.token)), (401, error("00103"), nil, .refused(.token)),
    (401, error("00105"), nil, .refused(.token)),
    (404, error("23003"), nil, .unknown(.notFound(provider: "CNAF"))),
    (404, error("10003", provider: "MSA"), nil, .unknown(.notFound(provider: "MSA"))),
    (404, error("35003"), nil, .unknown(.notFound(provider: "CNAF"))),
    (404, error("37003"), nil, .unknown(.notFound(provider: "CNAF"))),
    (404, "<html>", nil, .unknown(.notFound(provider: nil))),
    (409, error("00015"), nil, .later(seconds: 60)),
    (422, error("00366"), nil, .refused(.question(code: "00366"))),
    (422, error("00203"), nil, .refused(.question(code: "00203"))),
    (429, error("00429"), "7", .later(seconds: 7)), (429, error("00429"), "999999999", .later(seconds: 3_600)),
    (429, error("00429"), "-5", .later(seconds: 1)), (429, error("00429"), "soon", .later(seconds: 60)),
    (502, error("37999"), nil, .later(seconds: 60)),
    (504, error("37001"), nil, .later(seconds: 60)), (504, error("37002"), nil, .later(seconds: 60)),
    (504, error("37004"), nil, .later(seconds: 60)), (504, error("37008"), nil, .later(seconds: 60)),
    (504, error("00501"), nil, .later(seconds: 60)),
    (200, #"{"data": {"quotient_familial": {"fournisseur": "CNAF", "valeur": null}}}"#, nil, .unknown(.noValue)),
    (200, #"{"data": {"quotient_familial": {"fournisseur": "CNAF"}}}"#, nil, .unknown(.outOfScope)),
    (200, #"{"data": {}}"#, nil, .unknown(.outOfScope)),
    (200, #"{"data": {"quotient_familial": {"valeur": "612"}}}"#, nil, .unknown(.unreadable)),
    (200, #"{"data": {"quotient_familial": {"valeur": -3}}}"#, nil, .unknown(.unreadable)),
    (200, "{", nil, .unknown(.unreadable)), (302, "", nil, .unknown(.unreadable)),
  ]

  @Test(arguments: cases)
  func `nobody found is unknown, a busy service is asked again, a wrong question is not`(
    _ status: Int, _ body: String, _ retryAfter: String?, _ expected: ParticulierAnswer
  ) {
    #expect(Self.answer(status, body, retryAfter: retryAfter) == expected)
  }
}

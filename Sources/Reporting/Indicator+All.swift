import Kernel
import Storage

extension Indicator {
  /// Every figure of the report, in the order of the chain.
  public static let all: [Indicator] = [
    partnersJoined, partners, schoolsParticipating, donorsRegistered, conventionsSigned, devicesReceived,
    devicesBeforeRebond, devicesReleased, handovers, loansBeforeRebond,
    devicesHandedOver,
    devicesFirstToModest, householdsEquipped, householdsNewlyEquipped,
    simsLent, badgesAwarded, passesGiven, brochuresHandedOut, surveySheets,
  ]

  static let partnersJoined = Indicator(
    id: "partners-joined", version: 1,
    title: Text(fr: "Partenaires arrivés", en: "Partners that joined"),
    definition: Text(
      fr: "Structures entrées dans la filière pendant la période ; une structure qui revient compte de nouveau.",
      en: "Structures that joined the chain during the period; one that comes back counts again."),
    source: directory,
    count: {
      """
      SELECT count(DISTINCT x.structure) AS n FROM structure_tellings AS x \(act(of: "x", during: $0))
        AND x.aspect = 'partner' AND x.holds = 1
      """
    })

  static let partners = Indicator(
    id: "partners", version: 1,
    title: Text(fr: "Partenaires", en: "Partners"),
    definition: Text(
      fr: "Structures qui sont dans la filière à la fin du dernier jour de la période.",
      en: "Structures that are in the chain at the end of the period's last day."),
    source: directory,
    count: { period in
      """
      SELECT count(*) AS n FROM structures WHERE \(standing("structures")) AND (
        SELECT told.holds FROM structure_tellings AS told JOIN acts ON acts.entry = told.entry
        WHERE told.structure = structures.id AND told.aspect = 'partner' AND acts.annulled = 0
          AND acts.day <= \(period.last)
        ORDER BY told.entry DESC LIMIT 1) = 1
      """
    })

  static let schoolsParticipating = Indicator(
    id: "schools-participating", version: 1,
    title: Text(fr: "Établissements scolaires engagés", en: "Schools taking part"),
    definition: Text(
      fr:
        "Écoles, collèges et lycées inscrits pour l'année scolaire du dernier jour de la période, qui va de septembre à "
        + "août.",
      en: "Schools entered for the school year of the period's last day, which runs from September to August."),
    source: directory,
    count: { period in
      let (year, month, _) = period.last.parts
      let first = month >= 9 ? year : year - 1
      return """
        SELECT count(*) AS n FROM structures WHERE \(standing("structures")) AND (
          SELECT told.holds FROM structure_tellings AS told JOIN acts ON acts.entry = told.entry
          WHERE told.structure = structures.id AND told.aspect = 'school-year' AND told.value = \("\(first)-\(first + 1)")
            AND acts.annulled = 0 AND acts.day <= \(period.last)
          ORDER BY told.entry DESC LIMIT 1) = 1
        """
    })

  static let donorsRegistered = Indicator(
    id: "donors-registered", version: 1,
    title: Text(fr: "Gisements enregistrés", en: "Donors registered"),
    definition: Text(
      fr: "Donateurs inscrits pendant la période, où qu'en soient les dons.",
      en: "Donors entered during the period, whatever came of them."),
    source: supply,
    count: { "SELECT count(*) AS n FROM gisements AS x \(act(of: "x", during: $0))" })

  static let conventionsSigned = Indicator(
    id: "conventions-signed", version: 1,
    title: Text(fr: "Conventions signées", en: "Conventions signed"),
    definition: Text(
      fr: "Conventions de don signées pendant la période.",
      en: "Gift conventions signed during the period."),
    source: supply,
    count: { "SELECT count(*) AS n FROM conventions AS x \(act(of: "x", during: $0))" })

  static let devicesReceived = Indicator(
    id: "devices-received", version: 1,
    title: Text(fr: "Appareils reçus", en: "Devices received"),
    definition: Text(
      fr: "Appareils distincts reçus d'un donateur pendant la période ; un retour de prêt n'est pas une réception.",
      en: "Distinct devices received from a donor during the period; the return of a loan is no reception."),
    source: inventory,
    count: { movements("receive", "donate-again", during: $0) + " AND acts.action <> 'device.enter'" })

  static let devicesBeforeRebond = Indicator(
    id: "devices-before-rebond", version: 1,
    title: Text(fr: "Appareils d'avant Rebond", en: "Devices from before Rebond"),
    definition: Text(
      fr: "Appareils d'un stock repris d'une liste, entrés pendant la période ; ils ne comptent pas parmi les reçus.",
      en: "Devices of a stock taken in from a list, that came in during the period; they do not count as received."),
    source: inventory,
    count: { movements("receive", during: $0) + " AND acts.action = 'device.enter'" })

  static let devicesReleased = Indicator(
    id: "devices-released", version: 1,
    title: Text(fr: "Appareils déclarés prêts", en: "Devices released"),
    definition: Text(
      fr: "Appareils distincts qui ont passé la porte de l'atelier pendant la période ; un appareil prêté à nouveau "
        + "compte à chaque trimestre où il l'a passée.",
      en: "Distinct devices that passed the workshop's gate during the period; a device lent again counts in each "
        + "quarter in which it passed."),
    source: inventory,
    count: { movements("release", during: $0) })

  static let handovers = Indicator(
    id: "handovers", version: 1,
    title: Text(fr: "Remises", en: "Hand-overs"),
    definition: Text(
      fr: "Remises d'un appareil à un foyer pendant la période ; un appareil remis deux fois en compte deux.",
      en: "Hand-overs of a device to a household during the period; a device handed over twice makes two."),
    source: loans,
    count: { period in
      """
      SELECT count(*) AS n FROM handovers AS x \(act(of: "x", during: period)) AND \(isOfRebond)
        AND x.contract IN (SELECT contracts.id FROM contracts WHERE contracts.household IS NOT NULL)
      """
    })

  static let loansBeforeRebond = Indicator(
    id: "loans-before-rebond", version: 1,
    title: Text(fr: "Prêts d'avant Rebond", en: "Loans from before Rebond"),
    definition: Text(
      fr: "Prêts et locations en cours repris d'une liste pendant la période ; ils ne comptent pas parmi les remises.",
      en:
        "Loans and rentals that were running, taken over from a list during the period; they do not count as hand-overs."
    ),
    source: loans,
    count: { "SELECT count(*) AS n FROM handovers AS x \(act(of: "x", during: $0)) AND NOT \(isOfRebond)" })

  static let devicesHandedOver = Indicator(
    id: "devices-handed-over", version: 1,
    title: Text(fr: "Appareils distincts remis", en: "Distinct devices handed over"),
    definition: Text(
      fr: "Appareils remis au moins une fois pendant la période ; un appareil remis deux fois en compte un.",
      en: "Devices handed over at least once during the period; a device handed over twice makes one."),
    source: loans,
    count: { period in
      """
      SELECT count(DISTINCT x.device) AS n FROM handovers AS x
      \(act(of: "x", during: period)) AND \(isOfRebond)
      """
    })

  static let devicesFirstToModest = Indicator(
    id: "devices-first-to-modest-household", version: 1,
    title: Text(
      fr: "Appareils remis pour la première fois à un foyer modeste",
      en: "Devices handed for the first time to a modest household"),
    definition: Text(
      fr: "Appareils dont la première remise à un foyer modeste tombe dans la période ; chaque appareil ne compte "
        + "qu'une fois dans sa vie. Est modeste un foyer dont la décision favorable repose sur un critère de ressources.",
      en: "Devices whose first hand-over to a modest household falls in the period; each device counts only once in "
        + "its life. A household is modest when the decision in its favour rests on a criterion of resources."),
    source: loans,
    count: { period in
      """
      SELECT count(*) AS n FROM (
        SELECT handovers.device, min(acts.day) AS first_day FROM handovers
        JOIN acts ON acts.entry = handovers.entry AND acts.annulled = 0
        JOIN contracts ON contracts.id = handovers.contract
        JOIN requests ON requests.id = contracts.request
        JOIN decisions ON decisions.id = requests.decision AND decisions.outcome = 'eligible'
          AND decisions.modest = 1
        GROUP BY handovers.device) AS firsts
      WHERE firsts.first_day BETWEEN \(period.first) AND \(period.last)
      """
    })

  static let householdsEquipped = Indicator(
    id: "households-equipped", version: 2,
    title: Text(fr: "Foyers équipés", en: "Households equipped"),
    definition: Text(
      fr: "Foyers qui ont au moins un appareil à la fin du dernier jour de la période ; un appareil rendu ou "
        + "perdu ce jour-là n'est plus chez eux.",
      en: "Households that have at least one device at the end of the period's last day; a device returned or lost on "
        + "that day is no longer with them."),
    source: loans,
    count: { period in
      """
      SELECT count(DISTINCT contracts.household) AS n FROM handovers
      JOIN acts ON acts.entry = handovers.entry AND acts.annulled = 0 AND acts.day <= \(period.last)
      JOIN contracts ON contracts.id = handovers.contract
      WHERE NOT EXISTS (SELECT 1 FROM contract_steps
        JOIN acts AS gone ON gone.entry = contract_steps.entry AND gone.annulled = 0
        WHERE contract_steps.contract = contracts.id AND contract_steps.verb IN ('take-back', 'lose')
          AND gone.day <= \(period.last))
      """
    })

  static let householdsNewlyEquipped = Indicator(
    id: "households-newly-equipped", version: 1,
    title: Text(fr: "Foyers nouvellement équipés", en: "Households newly equipped"),
    definition: Text(
      fr: "Foyers dont la toute première remise tombe dans la période ; un foyer équipé à nouveau n'est pas nouveau.",
      en: "Households whose very first hand-over falls in the period; a household equipped again is not new."),
    source: loans,
    count: { period in
      """
      SELECT count(*) AS n FROM (
        SELECT contracts.household, min(acts.day) AS first_day FROM handovers
        JOIN acts ON acts.entry = handovers.entry AND acts.annulled = 0
        JOIN contracts ON contracts.id = handovers.contract AND contracts.household IS NOT NULL
        GROUP BY contracts.household HAVING count(*) FILTER (WHERE NOT \(isOfRebond)) = 0) AS firsts
      WHERE firsts.first_day BETWEEN \(period.first) AND \(period.last)
      """
    })

  private static let directory = Text(fr: "annuaire", en: "directory")
  private static let supply = Text(fr: "registre des dons", en: "register of gifts")
  private static let inventory = Text(fr: "mouvements de l'inventaire", en: "movements of the inventory")
  static let loans = Text(fr: "contrats et remises", en: "contracts and hand-overs")

  /// That a hand-over is one that Rebond saw: not a loan from before, taken over from a list.
  private static let isOfRebond: SQL = "acts.action <> 'contract.enter'"

  /// Restricts rows to those whose act happened during a period and was not annulled.
  static func act(of row: SQL, during period: Period) -> SQL {
    """
    JOIN acts ON acts.entry = \(row).entry
    WHERE acts.annulled = 0 AND acts.day BETWEEN \(period.first) AND \(period.last)
    """
  }

  /// That the act of a row was not annulled.
  private static func standing(_ table: SQL) -> SQL { SQL.stands("\(table).entry") }

  private static func movements(_ verbs: String..., during period: Period) -> SQL {
    """
    SELECT count(DISTINCT x.device) AS n FROM movements AS x \(act(of: "x", during: period)) AND x.verb IN (\(list: verbs))
    """
  }
}

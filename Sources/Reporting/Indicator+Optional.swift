import Kernel
import Storage

/// What some programmes count beside their loans: told only where there is something to count.
extension Indicator {
  static let simsLent = Indicator(
    id: "sims-lent", version: 1,
    title: Text(fr: "Cartes SIM prêtées", en: "SIM cards lent"),
    definition: Text(
      fr: "Prêts de cartes SIM solidaires commencés pendant la période ; une carte prêtée deux fois en compte deux.",
      en: "Loans of solidarity SIM cards begun during the period; a card lent twice makes two."),
    source: loans, isOptional: true,
    count: { "SELECT count(*) AS n FROM lent_sims AS x \(act(of: "x", during: $0))" })

  static let badgesAwarded = outcome(
    "badge", id: "badges-awarded", title: Text(fr: "Badges obtenus", en: "Badges awarded"),
    definition: Text(
      fr: "Badges obtenus par des personnes des foyers pendant la période.",
      en: "Badges awarded to people of households during the period."))

  static let passesGiven = outcome(
    "pass", id: "passes-given", title: Text(fr: "Pass numériques remis", en: "Pass numériques given"),
    definition: Text(
      fr: "Pass numériques remis à des foyers pendant la période, un par un.",
      en: "Pass numériques given to households during the period, one by one."))

  static let brochuresHandedOut = outcome(
    "brochure", id: "brochures-handed-out", title: Text(fr: "Brochures remises", en: "Brochures handed out"),
    definition: Text(
      fr: "Brochures et livrets remis pendant la période, à des foyers ou à qui est venu.",
      en: "Brochures and booklets handed out during the period, to households or to whoever came."))

  static let surveySheets = Indicator(
    id: "survey-sheets", version: 1,
    title: Text(fr: "Questionnaires de satisfaction saisis", en: "Satisfaction surveys entered"),
    definition: Text(
      fr: "Feuilles du questionnaire saisies pendant la période ; elles ne nomment personne.",
      en: "Sheets of the survey entered during the period; they name nobody."),
    source: loans, isOptional: true,
    count: { "SELECT count(*) AS n FROM survey_sheets AS x \(act(of: "x", during: $0))" })

  private static func outcome(_ word: String, id: String, title: Text, definition: Text) -> Indicator {
    Indicator(
      id: id, version: 1, title: title, definition: definition, source: loans, isOptional: true,
      count: { period in
        """
        SELECT coalesce(sum(x.quantity), 0) AS n FROM outcomes AS x \(act(of: "x", during: period))
          AND x.outcome = \(word)
        """
      })
  }
}

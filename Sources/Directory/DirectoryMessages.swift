public import Kernel
import Spreadsheets

extension DirectoryFailure {
  public var text: Text {
    switch self {
    case .noSuchPerson(let name):
      Text(
        fr: "Personne n'est inscrit sous le nom « \(name) ». Inscrivez cette personne (`rebond person add … --role …`) "
          + "ou donnez votre nom avec --as.",
        en: "Nobody is registered under the name “\(name)”. Register this person (`rebond person add … --role …`) "
          + "or give your name with --as.")
    case .noSuchStructure(let name, let near):
      Text(
        fr: "Aucune structure ne s'appelle « \(name) ».\(suggestion(near).fr) "
          + "Voyez la liste (`rebond structure list`) ou ajoutez-la (`rebond structure add … --kind …`).",
        en: "No structure is called “\(name)”.\(suggestion(near).en) "
          + "See the list (`rebond structure list`) or add it (`rebond structure add … --kind …`).")
    case .noSuchPlace(let name, let near):
      Text(
        fr: "Aucun lieu ne s'appelle « \(name) ».\(suggestion(near).fr) "
          + "Voyez la liste (`rebond place list`) ou ajoutez-le (`rebond place add … --structure … --kind … --commune …`).",
        en: "No place is called “\(name)”.\(suggestion(near).en) "
          + "See the list (`rebond place list`) or add it (`rebond place add … --structure … --kind … --commune …`).")
    case .nameTaken(let name):
      Text(
        fr: "Le nom « \(name) » est déjà pris. Choisissez-en un qui distingue les deux.",
        en: "The name “\(name)” is taken. Choose one that tells the two apart.")
    case .numberTaken(let number, let name):
      Text(
        fr: "Le numéro \(number) est déjà celui de « \(name) ». Vérifiez-le ; un numéro n'a qu'une structure.",
        en: "The number \(number) is that of “\(name)” already. Check it; a number has one structure only.")
    case .emptyName:
      Text(fr: "Le nom est vide : donnez-en un.", en: "The name is empty: give one.")
    case .ofNoSchool(let aspect):
      Text(
        fr: "« \(aspect.fr) » ne se dit que d'un établissement scolaire : collège, école ou lycée. "
          + "Vérifiez la sorte de la structure.",
        en: "“\(aspect.en)” is told of schools alone: collège, school or lycée. Check the structure's kind.")
    case .notAValue(let values, let written):
      Text(
        fr: "« \(written) » ne convient pas : il faut \(values.text.fr).",
        en: "“\(written)” will not do: it takes \(values.text.en).")
    case .toldTwice(let aspect):
      Text(
        fr: "« \(aspect.fr) » est dit deux fois. Gardez ce qui est vrai.",
        en: "“\(aspect.en)” is told twice. Keep what is true.")
    case .notTold(let aspect, let value):
      Text(
        fr: "« \(aspect.fr) : \(value) » n'était pas vrai : il n'y a rien à retirer. "
          + "Ce qui a été dit par erreur s'annule : `rebond correct NUMÉRO --annul --reason …`",
        en: "“\(aspect.en): \(value)” did not hold: there is nothing to take back. "
          + "What was told by mistake is annulled: `rebond correct NUMBER --annul --reason …`")
    case .alreadyPartner(let name):
      Text(
        fr:
          "« \(name) » est déjà partenaire. Si le jour est faux, corrigez-le : "
          + "`rebond correct NUMÉRO --day JOUR --reason …`",
        en:
          "“\(name)” is a partner already. If the day is wrong, correct it: `rebond correct NUMBER --day DAY --reason …`"
      )
    case .notPartner(let name):
      Text(
        fr: "« \(name) » n'est pas partenaire, et ne peut donc pas quitter la filière. "
          + "Dites d'abord quand elle l'a rejointe : `rebond structure join \(name.inShell) --on …`",
        en: "“\(name)” is no partner, and so cannot leave the chain. "
          + "Say first when it joined: `rebond structure join \(name.inShell) --on …`")
    case .beforeMembership(let day, let last):
      Text(
        fr: "Le \(day.text.fr) est avant le \(last.text.fr), où la structure a rejoint ou quitté la filière. "
          + "Vérifiez le jour donné avec --on, ou corrigez l'autre (rebond correct).",
        en: "\(day.text.en) is before \(last.text.en), when the structure joined or left the chain. "
          + "Check the day given with --on, or correct the other (rebond correct).")
    case .noSuchCommune(let written, let near):
      Text(
        fr: "« \(written) » n'est dans aucune liste de communes chargée.\(suggestion(near.map(\.label)).fr) "
          + "Vérifiez le code INSEE, qui n'est pas le code postal, ou chargez une liste plus récente "
          + "(`rebond territory import v_commune_2025.csv`).",
        en: "“\(written)” is in no list of communes that is loaded.\(suggestion(near.map(\.label)).en) "
          + "Check the INSEE code, which is not the postcode, or load a newer list (`rebond territory import v_commune_2025.csv`)."
      )
    case .communeNotUnique(let name, let communes):
      Text(
        fr: "Plusieurs communes s'appellent « \(name) » : \(communes.map(\.label).joined(separator: ", ")). "
          + "Donnez le code INSEE.",
        en: "Several communes are called “\(name)”: \(communes.map(\.label).joined(separator: ", ")). "
          + "Give the INSEE code.")
    case .noListOfCommunes(let name):
      Text(
        fr: "« \(name) » n'est pas un code INSEE, et aucune liste de communes n'est chargée pour le trouver. "
          + "Donnez le code, ou chargez la liste de l'INSEE (`rebond territory import v_commune_2025.csv`).",
        en: "“\(name)” is no INSEE code, and no list of communes is loaded to find it in. "
          + "Give the code, or load INSEE's list (`rebond territory import v_commune_2025.csv`).")
    case .noSuchTerritory(let name, let near):
      Text(
        fr: "Aucun territoire ne s'appelle « \(name) ».\(suggestion(near).fr) Voyez les listes : "
          + "`rebond territory list --level epci`",
        en:
          "No territory is called “\(name)”.\(suggestion(near).en) See the lists: `rebond territory list --level epci`")
    case .unknownLayout(let titles):
      Text(
        fr: "Cette liste n'est d'aucune sorte connue ; ses titres : \(titles.joined(separator: ", ")). "
          + "Sont lues : la liste des communes de l'INSEE (TYPECOM, COM, DEP, LIBELLE…), celle des cantons, "
          + "la composition des EPCI (CODGEO, EPCI, LIBEPCI…), les populations légales (CODCOM, PMUN…), "
          + "et vos listes « bassin;commune » ou « commune;indice;année;valeur ».",
        en: "This list is of no known kind; its titles: \(titles.joined(separator: ", ")). "
          + "What can be read: INSEE's list of communes (TYPECOM, COM, DEP, LIBELLE…), that of cantons, "
          + "what EPCI are made of (CODGEO, EPCI, LIBEPCI…), the legal populations (CODCOM, PMUN…), "
          + "and your own lists “bassin;commune” or “commune;index;year;value”.")
    case .badLines(let cells):
      Text(
        fr:
          "La liste n'est pas chargée, à cause de \(cells.count == 1 ? "1 cellule" : "\(cells.count) cellules") :\(cells.text(\.fr))"
          + "Corrigez-les et recommencez.",
        en:
          "The list is not loaded, because of \(cells.count == 1 ? "1 cell" : "\(cells.count) cells"):\(cells.text(\.en))Set them right and try again."
      )
    case .duration(let written):
      Text(
        fr: "« \(written) » n'est pas une durée d'une minute à 24 heures. Écrivez-la ainsi : 3h30, 7h, 45min.",
        en: "“\(written)” is no time from a minute to 24 hours. Write it so: 3h30, 7h, 45min.")
    case .personLeft(let name, let day):
      Text(
        fr:
          "\(name) a quitté la filière le \(day.text.fr) et n'agit plus. Si c'est une erreur, quelqu'un d'autre le dit : "
          + "`rebond person tell … --left no`.",
        en: "\(name) left the chain on \(day.text.en) and acts no more. If that is a mistake, somebody else says so: "
          + "`rebond person tell … --left no`.")
    case .lastToAnswer(let name):
      Text(
        fr: "\(name) est la dernière personne qui répond de la filière. Inscrivez d'abord qui la remplace : "
          + "`rebond person add … --role manager`.",
        en: "\(name) is the last person who answers for the chain. Register first who comes after: "
          + "`rebond person add … --role manager`.")
    case .dayTooLong(let day, let minutes):
      Text(
        fr:
          "Cela ferait \(minutes) minutes de présence le \(day.text.fr), plus de 24 heures. Vérifiez le jour (--on) et la durée.",
        en:
          "That would be \(minutes) minutes of presence on \(day.text.en), more than 24 hours. Check the day (--on) and the time."
      )
    case .yearMissing:
      Text(
        fr: "De quelle année est cette liste ? Ni elle ni le nom du fichier ne le disent : --year 2025",
        en: "Of which year is this list? Neither it nor the file's name says so: --year 2025")
    }
  }

  private func suggestion(_ near: [String]) -> Text {
    guard !near.isEmpty else { return Text(same: "") }
    return Text(
      fr: " Vouliez-vous dire \(near.map { "« \($0) »" }.joined(separator: ", ")) ?",
      en: " Did you mean \(near.map { "“\($0)”" }.joined(separator: ", "))?")
  }
}

extension DirectoryFailure.Values {
  fileprivate var text: Text {
    switch self {
    case .text: Text(fr: "un texte", en: "a text")
    case .truth: Text(fr: "yes ou no", en: "yes or no")
    case .number: Text(fr: "un nombre de 0 à 9999", en: "a number from 0 to 9999")
    case .decimal: Text(fr: "un nombre d'au plus trois décimales", en: "a number of at most three decimals")
    case .year: Text(fr: "une année, comme 2025", en: "a year, such as 2025")
    case .postcode: Text(fr: "un code postal de cinq chiffres", en: "a postcode of five digits")
    case .digest: Text(fr: "une empreinte de 64 chiffres hexadécimaux", en: "a hash of 64 hexadecimal digits")
    case .schoolYear: Text(fr: "une année scolaire, comme 2026-2027", en: "a school year, such as 2026-2027")
    case .choice(let words):
      Text(fr: "l'un de : \(words.joined(separator: ", "))", en: "one of: \(words.joined(separator: ", "))")
    }
  }
}

extension [CellFailure] {
  /// The first of them, one line each.
  fileprivate func text(_ language: (Text) -> String) -> String {
    prefix(10).map { cell in
      let place = [cell.column, cell.written.map { "« \($0) »" }].compactMap(\.self).joined(separator: " ")
      return "\n  \(cell.line) : \(place.isEmpty ? "" : place + " — ")\(language(cell.reason))"
    }.joined() + (count > 10 ? "\n  …\n" : "\n")
  }
}

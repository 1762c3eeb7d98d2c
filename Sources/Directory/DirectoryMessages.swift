public import Kernel

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
    case .uaiOfNoSchool(let uai):
      Text(
        fr:
          "Le numéro UAI \(uai) est celui d'un établissement scolaire : la structure doit être un collège ou une école.",
        en: "The UAI number \(uai) is a school's: the structure must be a collège or a school.")
    }
  }

  private func suggestion(_ near: [String]) -> Text {
    guard !near.isEmpty else { return Text(same: "") }
    return Text(
      fr: " Vouliez-vous dire \(near.map { "« \($0) »" }.joined(separator: ", ")) ?",
      en: " Did you mean \(near.map { "“\($0)”" }.joined(separator: ", "))?")
  }
}

public import Kernel

extension StorageFailure {
  public var text: Text {
    switch self {
    case .noDatabase(let path):
      Text(
        fr:
          "Il n'y a pas de base à « \(path) ». Créez-en une avec `rebond init --name … --departement … --person …`, ou donnez la bonne avec --data.",
        en:
          "There is no database at “\(path)”. Make one with `rebond init --name … --departement … --person …`, or give the right one with --data."
      )
    case .alreadyThere(let path):
      Text(
        fr: "Il y a déjà un fichier à « \(path) » ; il n'est pas touché. Choisissez un autre nom.",
        en: "There is a file at “\(path)” already; it is left as it is. Choose another name.")
    case .cannotOpen(let path, let error):
      Text(
        fr: "« \(path) » ne peut pas être ouvert : \(error.text.fr). Vérifiez le chemin et les droits.",
        en: "“\(path)” cannot be opened: \(error.text.en). Check the path and the rights.")
    case .cannotCreate(let path, let error):
      Text(
        fr: "« \(path) » ne peut pas être créé : \(error.text.fr). Vérifiez le chemin, le dossier et les droits.",
        en: "“\(path)” cannot be made: \(error.text.en). Check the path, the folder and the rights.")
    case .notADatabase(let path):
      Text(
        fr: "« \(path) » n'est pas une base Rebond ; rien n'y a été changé. Donnez la bonne avec --data.",
        en: "“\(path)” is not a Rebond database; nothing in it was changed. Give the right one with --data.")
    case .damaged(let path, let reason):
      Text(
        fr: "La base « \(path) » est abîmée (\(reason)). "
          + "Gardez ce fichier et repartez de la dernière sauvegarde.",
        en: "The database “\(path)” is damaged (\(reason)). "
          + "Keep this file and go back to the last backup.")
    case .newerDatabase(let path, let unknown):
      Text(
        fr: "La base « \(path) » vient d'une version plus récente de Rebond "
          + "(changements inconnus : \(unknown.joined(separator: ", "))). Mettez le programme à jour.",
        en: "The database “\(path)” comes from a newer version of Rebond "
          + "(unknown changes: \(unknown.joined(separator: ", "))). Update the program.")
    case .networkFileSystem(let path, let kind):
      Text(
        fr:
          "« \(path) » est sur un disque partagé par le réseau (\(kind)), où les verrous ne sont pas fiables : "
          + "des données seraient perdues. Mettez la base sur un disque de cette machine.",
        en: "“\(path)” is on a disk shared over the network (\(kind)), where locks cannot be trusted: "
          + "data would be lost. Put the database on a disk of this machine.")
    case .busy(let path, let holders):
      Text(
        fr: "La base « \(path) » est occupée depuis trop longtemps\(holders.text.fr). "
          + "Rien n'a été changé ; réessayez dans un instant.",
        en: "The database “\(path)” has been busy for too long\(holders.text.en). "
          + "Nothing was changed; try again in a moment.")
    case .diskFull(let path):
      Text(
        fr: "Le disque de « \(path) » est plein. Rien n'a été changé ; faites de la place et recommencez.",
        en: "The disk of “\(path)” is full. Nothing was changed; make room and start again.")
    case .readOnly(let path):
      Text(
        fr:
          "« \(path) » ne peut pas être écrit (fichier, dossier ou disque en lecture seule). Rien n'a été changé ; "
          + "vérifiez les droits.",
        en:
          "“\(path)” cannot be written (read-only file, folder or disk). Nothing was changed; check the rights."
      )
    case .inputOutput(let path, let reason):
      Text(
        fr: "Le disque de « \(path) » ne répond pas comme il faut (\(reason)). Rien n'a été changé ; "
          + "vérifiez le disque et faites une sauvegarde.",
        en: "The disk of “\(path)” does not answer as it should (\(reason)). Nothing was changed; "
          + "check the disk and make a backup.")
    case .guarded(let guardName):
      Text(
        fr: "La base a refusé ce changement : \(guardName.inFrench). Rien n'a été changé.",
        en: guardName.inFrench == guardName
          ? "The database refused this change, by a rule it keeps in French: “\(guardName)”. Nothing was changed."
          : "The database refused this change: \(guardName). Nothing was changed.")
    case .constraint(let reason, _):
      Text(
        fr: "La base a refusé ce changement, contraire à ses règles (\(reason.inFrench)). Rien n'a été changé.",
        en: "The database refused this change, which is against its rules (\(reason)). Nothing was changed.")
    case .row(let column, let expected, let found, let statement):
      Text(
        fr:
          "Erreur interne de Rebond : la colonne « \(column) » devait être \(expected), elle est \(found), dans : \(statement)",
        en: "Internal error in Rebond: column “\(column)” was to be \(expected), it is \(found), in: \(statement)")
    case .statement(let reason, let statement):
      Text(
        fr: "Erreur interne de Rebond : \(reason), dans : \(statement ?? "—")",
        en: "Internal error in Rebond: \(reason), in: \(statement ?? "—")")
    case .brokenChain(let entry):
      Text(
        fr: "La chaîne du journal est rompue à l'entrée \(entry) : le journal a été modifié hors de Rebond. "
          + "Gardez ce fichier et comparez-le à la dernière sauvegarde.",
        en: "The journal's chain is broken at entry \(entry): the journal was changed outside Rebond. "
          + "Keep this file and compare it with the last backup.")
    case .damagedBytes(let digest):
      Text(
        fr: "Un document conservé est abîmé (empreinte \(digest)). Reprenez-le dans la dernière sauvegarde.",
        en: "A stored document is damaged (hash \(digest)). Take it again from the last backup.")
    case .erasedBytes(let digest, let day):
      Text(
        fr:
          "Ce document a été effacé le \(day.text.fr), au terme de sa conservation ; seule son empreinte reste : \(digest).",
        en: "This document was erased on \(day.text.en), at the end of its term; only its hash is kept: \(digest).")
    }
  }
}

extension [LockHolder] {
  /// Who holds the database, in brackets, or nothing when nobody can be named.
  fileprivate var text: Text {
    guard !isEmpty else { return Text(same: "") }
    let list = map { "\($0.command), \($0.processID)" }.joined(separator: " ; ")
    return Text(fr: " (tenue par : \(list))", en: " (held by: \(list))")
  }
}

extension String {
  /// A refusal of SQLite or of a guard of every table, in French; those of the rooms are French already.
  fileprivate var inFrench: String {
    let words = [
      ("rows are never deleted", "une ligne n'y est jamais effacée"),
      ("rows are never changed", "une ligne n'y est jamais modifiée"),
      ("rows are never replaced", "une ligne n'y est jamais remplacée"),
      ("rows come with the act they are of", "une ligne n'y vient qu'avec son acte"),
      ("values never change", "ces valeurs n'y changent jamais"),
      ("entries are numbered without gaps", "les entrées se suivent sans trou"),
      ("CHECK constraint failed", "condition non remplie"), ("UNIQUE constraint failed", "valeur déjà prise"),
      ("NOT NULL constraint failed", "valeur manquante"), ("FOREIGN KEY constraint failed", "référence inconnue"),
    ]
    guard let (english, french) = words.first(where: { contains($0.0) }) else { return self }
    return replacing(english, with: french)
  }
}

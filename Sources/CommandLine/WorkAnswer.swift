import Kernel
import Refurbishment

/// What is told of a device's round in the workshop.
struct WorkAnswer {
  let dossier: RoundDossier

  /// What is still missing, or that nothing is.
  var whatIsMissing: Answer {
    var answer = Answer()
    addMissing(to: &answer)
    return answer
  }

  /// The checks done, the media, and what is missing.
  var everything: Answer {
    var answer = Answer()
    answer.fact("code", fr: "Appareil", en: "Device", .code(dossier.workpiece.code))
    answer.fact("round", fr: "Passage", en: "Round", .number(dossier.workpiece.round))
    answer.fact("route", fr: "Parcours", en: "Route", .name(orNone: dossier.opening?.route.name))
    if let choice = dossier.sorted?.choice {
      answer.fact("triage", fr: "Tri", en: "Triage", .word(choice, choice.text))
    }
    if !dossier.repairs.isEmpty {
      answer.fact(
        "repairs", fr: "Réparations n°", en: "Repairs no.", .numbers(dossier.repairs.map { Int($0.id.rawValue) }))
    }
    if let route = dossier.opening?.route {
      answer.table(
        "checks", none: Text(fr: "Aucun contrôle.", en: "No check."),
        [
          .init("check", fr: "contrôle", en: "check"), .init("title", fr: "intitulé", en: "title"),
          .init("outcome", fr: "résultat", en: "outcome"),
        ],
        rows: route.checks.map { check in
          let outcome = dossier.last(check.id)?.result.outcome
          return [
            .name(check.id), .texts([check.title]), outcome.map { .word($0, $0.text) } ?? .none,
          ]
        })
    }
    addMissing(to: &answer)
    return answer
  }

  /// Adds what is missing, or the next command.
  func addMissing(to answer: inout Answer) {
    let missing = dossier.missing
    answer.fact("missing", fr: "Il manque", en: "Missing", .texts(missing.map { $0.text(for: dossier.workpiece.code) }))
    if let closing = dossier.opening?.closing {
      answer.say(
        fr: "Le passage est terminé : l'appareil a été déclaré prêt (entrée \(closing.entry)).",
        en: "The round is closed: the device was released (entry \(closing.entry)).")
    } else if missing.isEmpty {
      answer.next(
        fr: "Rien ne manque :", en: "Nothing is missing:", ["rebond device release \(dossier.workpiece.code)"])
    }
  }
}

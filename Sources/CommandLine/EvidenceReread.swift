import Application
import Arguments
import Kernel
import Refurbishment

/// `rebond evidence reread`
struct EvidenceReread: Command {
  static let applies = Option<Bool>(
    flag: "apply", Text(fr: "enregistrer ce qui change", en: "record what changes"))

  static let specification = CommandSpecification(
    "reread",
    Text(
      fr: "Relit toutes les preuves gardées et dit ce que cela change.",
      en: "Reads all the evidence kept again and tells what that changes."),
    discussion: Text(
      fr: "Sans --apply, rien n'est enregistré. Un effacement que son journal ne prouve plus cesse de compter ; "
        + "ce qui est nouvellement prouvé attend une deuxième personne, comme toujours.",
      en: "Without --apply, nothing is recorded. An erasure that its log does not prove any more stops counting; "
        + "what is newly proven waits for a second person, as ever."),
    parameters: [applies])

  let applies: Bool

  init(_ values: ParsedValues) throws {
    applies = try values[Self.applies]
  }

  func run(in session: Session) throws {
    try session.performAll { chain, act, entries in
      var changed: [RereadEvidence] = []
      let count = try chain.rereadEvidence(applying: applies, as: act) { reread in
        changed.append(reread)
        for entry in chain.lastEntries where applies && !entries.contains(entry) { entries.append(entry) }
      }
      return answer(changed, of: count)
    }
  }

  private func answer(_ changed: [RereadEvidence], of count: Int) -> Answer {
    var answer = Answer()
    answer.fact("reports", fr: "Preuves relues", en: "Evidence read again", .number(count))
    answer.fact(
      "changed", fr: applies ? "Dont changées" : "Dont changeraient", en: applies ? "Changed" : "That would change",
      .number(changed.count { $0.refusal == nil }))
    guard !changed.isEmpty else { return answer }
    answer.table(
      "facts", none: Text(fr: "Aucun fait ne change.", en: "No fact changes."),
      [
        .init("report", fr: "preuve", en: "evidence"), .init("devices", fr: "appareil", en: "device"),
        .init("fact", fr: "fait", en: "fact"), .init("before", fr: "avant", en: "before"),
        .init("now", fr: "maintenant", en: "now"),
      ],
      rows: changed.flatMap { reread in
        reread.facts.map { fact in
          [
            .id(reread.report), .codes(reread.devices), .name(fact.path), .name(orNone: fact.before),
            .name(orNone: fact.now),
          ]
        }
      })
    answer.table(
      "erasures", none: Text(fr: "Aucun effacement ne change.", en: "No erasure changes."),
      [
        .init("report", fr: "preuve", en: "evidence"), .init("device", fr: "appareil", en: "device"),
        .init("medium", fr: "support", en: "medium"), .init("before", fr: "avant", en: "before"),
        .init("now", fr: "maintenant", en: "now"),
      ],
      rows: changed.flatMap { reread in
        reread.erasures.map { erasure in
          [
            .id(reread.report), .code(erasure.device), .name(erasure.medium), word(erasure.before), word(erasure.now),
          ]
        }
      })
    for reread in changed { tell(reread, in: &answer) }
    if !applies, changed.contains(where: { $0.refusal == nil }) {
      answer.next(fr: "Pour l'enregistrer :", en: "To record it:", ["rebond evidence reread --apply"])
    }
    return answer
  }

  private func word(_ outcome: ErasureOutcome?) -> Answer.Value { outcome.map { .word($0, $0.text) } ?? .none }

  private func tell(_ reread: RereadEvidence, in answer: inout Answer) {
    let name = Text(fr: "Preuve n° \(reread.report)", en: "Evidence no. \(reread.report)")
    if let reason = reread.unreadable {
      answer.say(fr: "\(name.fr) : ne se lit plus. \(reason.fr)", en: "\(name.en): is read no more. \(reason.en)")
    }
    if let refusal = reread.refusal {
      answer.exitCode = .refused
      answer.say(fr: "\(name.fr) : laissée telle quelle. \(refusal.fr)", en: "\(name.en): left as it is. \(refusal.en)")
    }
    for medium in reread.unseen {
      let code = reread.devices.first?.description ?? "CODE"
      answer.say(
        fr:
          "\(name.fr) : plus aucun relevé ne montre le support « \(medium) », qui reste dans l'appareil. S'il n'en est pas, "
          + "trouvez l'acte qui l'a dit (`rebond journal \(code)`) et annulez-le : "
          + "`rebond correct NUMÉRO --annul --reason …`",
        en:
          "\(name.en): no report shows the medium “\(medium)” any more, which stays in the device. If it is not of it, "
          + "find the act that said so (`rebond journal \(code)`) and annul it: "
          + "`rebond correct NUMBER --annul --reason …`")
    }
    for (code, missing) in reread.missingPastGate {
      let text = missing.text(for: code)
      answer.say(
        fr: "ATTENTION, l'appareil \(code) est déjà sorti de l'atelier : \(text.fr)",
        en: "WARNING, the device \(code) has left the workshop already: \(text.en)")
    }
    if !reread.questions.isEmpty {
      answer.next(
        fr: "Ce support est-il dans l'appareil, ou à l'atelier ?",
        en: "Is this medium in the device, or the workshop's?",
        reread.devices.flatMap { code in
          reread.questions.flatMap { medium in
            ["yes", "no"].map { "rebond device medium \(code) \(medium.inShell) --part-of \($0)" }
          }
        })
    }
  }
}

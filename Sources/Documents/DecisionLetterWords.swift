import Kernel

/// The words of a decision letter: short sentences, no word of the trade, no threat.
struct DecisionLetterWords {
  let letter: DecisionLetterPaper

  var title: Text { Text(fr: "Réponse à votre demande", en: "Answer to your request") }
  var number: Text { Text(fr: "Demande n° \(letter.reference)", en: "Request no. \(letter.reference)") }

  var headline: Text {
    switch letter.answer {
    case .yes: Text(fr: "C'est oui.", en: "The answer is yes.")
    case .no: Text(fr: "C'est non, pour ce programme.", en: "The answer is no, for this programme.")
    case .notYet: Text(fr: "Il manque des papiers.", en: "Papers are missing.")
    }
  }

  var headlineDetail: Text {
    switch letter.answer {
    case .yes:
      Text(
        fr: "Vous avez droit à ce que vous avez demandé : \(letter.wish).",
        en: "You have a right to what you asked for: \(letter.wish).")
    case .no:
      Text(
        fr: "Vous avez demandé : \(letter.wish). D'autres aides existent peut-être : demandez-nous.",
        en: "You asked for: \(letter.wish). There may be other help: ask us.")
    case .notYet:
      Text(
        fr: "Ce n'est pas un refus. Nous répondrons quand nous aurons les papiers de la liste.",
        en: "This is no refusal. We will answer when we have the papers on the list.")
    }
  }

  var decidedHeading: Text { Text(fr: "Ce qui a été décidé", en: "What was decided") }

  var decisionSentences: [Text] {
    let day = letter.decided.text
    let who = Text(
      fr: "\(letter.decidedBy) a étudié votre demande le \(day.fr), pour le programme « \(letter.programme) ».",
      en: "\(letter.decidedBy) looked at your request on \(day.en), for the programme “\(letter.programme)”.")
    guard let reason = letter.ownReason else { return [who] }
    return [
      who,
      Text(
        fr: "Cette personne a décidé autrement que ce que proposait le calcul. Sa raison : \(reason)",
        en: "This person decided otherwise than the calculation proposed. The reason: \(reason)"),
    ]
  }

  var whyHeading: Text {
    letter.ownReason == nil
      ? Text(fr: "Pourquoi", en: "Why") : Text(fr: "Ce que disait le calcul", en: "What the calculation said")
  }

  func reason(_ reason: DecisionLetterPaper.Reason, _ language: Language) -> String {
    let head =
      switch reason.isSo {
      case .yes: Text(fr: "Rempli", en: "Met")
      case .no: Text(fr: "Pas rempli", en: "Not met")
      case .notYet: Text(fr: "On ne sait pas", en: "Not known")
      }
    return head[language] + Text(fr: " : ", en: ": ")[language] + reason.text
  }

  var bringHeading: Text { Text(fr: "Ce que vous pouvez apporter", en: "What you can bring") }

  var neededSentence: Text {
    letter.needed.count == 1
      ? Text(fr: "Il nous faut :", en: "We need:") : Text(fr: "Il nous faut tout ceci :", en: "We need all of this:")
  }

  var choiceSentence: Text {
    letter.needed.isEmpty
      ? Text(
        fr: "Un de ces papiers, ou plusieurs, selon ce que vous avez :",
        en: "One of these papers, or several, depending on what you have:")
      : Text(
        fr: "Et un de ceux-ci, ou plusieurs, selon ce que vous avez :",
        en: "And one of these, or several, depending on what you have:")
  }

  var papersSentence: Text {
    Text(
      fr: "Nous regardons vos papiers et nous vous les rendons : nous ne les gardons pas.",
      en: "We look at your papers and give them back: we do not keep them.")
  }

  var offerHeading: Text { Text(fr: "Ce qui vous est proposé", en: "What you are offered") }

  var contestHeading: Text { Text(fr: "Si vous n'êtes pas d'accord", en: "If you do not agree") }

  var contestSentences: [Text] {
    let issuer = letter.issuer.name
    switch letter.contest {
    case .pointless: return []
    case .possible(let until):
      return [
        Text(
          fr:
            "Vous pouvez contester jusqu'au \(until.text.fr). Venez, téléphonez ou écrivez à \(issuer), avec le numéro "
            + "\(letter.reference), et dites pourquoi. Une personne regardera de nouveau et vous répondra dans les deux mois.",
          en: "You can contest until \(until.text.en). Come, call or write to \(issuer), with the number "
            + "\(letter.reference), and say why. A person will look again and answer within two months."),
        judge(until: until),
      ]
    case .underWay(let day):
      return [
        Text(
          fr:
            "Vous avez contesté. Une personne regarde de nouveau votre demande et vous répond avant le \(day.text.fr).",
          en: "You have contested. A person is looking at your request again and will answer before \(day.text.en).")
      ]
    case .confirmed(let reason, let until):
      return [
        Text(
          fr: "Vous avez contesté. Une personne a regardé de nouveau : la réponse reste la même. Sa raison : \(reason)",
          en: "You contested. A person looked again: the answer stays the same. The reason: \(reason)"),
        judge(until: until),
      ]
    }
  }

  /// CRPA art. L. 411-2, CJA art. R. 421-1: two months from when the decision was made known.
  private func judge(until: Day) -> Text {
    Text(
      fr: "Vous pouvez aussi vous adresser au tribunal administratif, dans les deux mois : jusqu'au \(until.text.fr). "
        + "C'est gratuit et sans avocat.",
      en:
        "You can also turn to the administrative court within two months: until \(until.text.en). It is free and takes "
        + "no lawyer.")
  }

  var algorithmHeading: Text { Text(fr: "Comment cette réponse a été préparée", en: "How this answer was prepared") }

  /// CRPA art. L. 311-3-1 and R. 311-3-1-1: what it is for, the right to the rules, how to use it, and CADA.
  var algorithmSentences: [Text] {
    [
      Text(
        fr:
          "Un ordinateur a comparé vos papiers aux règles du programme, pour aider à savoir si vous y avez droit : c'est "
          + "un traitement algorithmique. Il propose ; \(letter.decidedBy) a décidé.",
        en:
          "A computer compared your papers with the rules of the programme, to help find out whether you have a right to "
          + "it: this is algorithmic treatment. It proposes; \(letter.decidedBy) decided."),
      Text(
        fr: "Vous avez le droit de connaître ces règles et comment elles ont été appliquées à vous : demandez-les à "
          + "\(letter.issuer.name). Sans réponse après un mois, adressez-vous à la CADA, cada.fr (code des relations entre le "
          + "public et l'administration, articles L. 311-3-1 et R. 311-3-1-1).",
        en:
          "You have the right to know these rules and how they were applied to you: ask \(letter.issuer.name) for them. "
          + "Without an answer after a month, turn to CADA, cada.fr (code des relations entre le public et l'administration, "
          + "articles L. 311-3-1 and R. 311-3-1-1)."),
    ]
  }
}

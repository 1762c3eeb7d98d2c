import Application
import Arguments
import Kernel
import Loans

/// `rebond request edit`
struct RequestEdit: Command {
  static let prescriber = Option<String?>(
    "prescriber", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(fr: "une autre structure qui l'oriente", en: "another structure that sends it"))
  static let device = Option<DeviceCategory?>(
    "device", .choice, Text(fr: "une autre sorte d'appareil", en: "another kind of device"))
  static let uses = Option<String?>(
    "uses", .text, Text(fr: "à quoi il servira, en mots simples", en: "what it is for, in plain words"))
  static let channel = Option<Request.Channel?>(
    "channel", .choice, Text(fr: "comment la demande est arrivée en fait", en: "how the request really came"))
  static let without = Option<[Request.Part]>(
    "without", .choice, Text(fr: "ce qui n'est plus demandé", en: "what is not asked for any more"))

  static let specification = CommandSpecification(
    "edit", Text(fr: "Reprend le brouillon d'une demande, avant son envoi.", en: "Edits a draft before it is sent."),
    discussion: Text(
      fr: "Ce qui n'est pas redit reste. Le foyer, lui, se rectifie : `rebond privacy rectify F-…`.",
      en: "What is not told again stays. The household itself is set right: `rebond privacy rectify F-…`."),
    parameters: [
      LendingParameters.request, prescriber, device, uses, channel, RequestAdd.connection, RequestAdd.training,
      RequestAdd.help, RequestAdd.urgent, RequestAdd.neededBy, RequestAdd.place, RequestAdd.home, RequestAdd.nearest,
      RequestAdd.times, without,
    ])

  let request: RequestID
  let prescriber, place: String?
  let news: Request.News

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    prescriber = try values[Self.prescriber]
    place = try values[RequestAdd.place]
    var news = Request.News()
    (news.device, news.uses) = (try values[Self.device], try values[Self.uses])
    (news.channel, news.dropped) = (try values[Self.channel], try values[Self.without])
    news.needs = try RequestAdd.needs(values)
    self.news = news
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      _ = try chain.edit(draft: request, news, by: prescriber, at: place, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le brouillon \(request.reference) est repris.", en: "Draft \(request.reference) is edited.")
      answer.fact("request", fr: "Numéro", en: "Number", .reference(request))
      answer.next(
        fr: "Pour le relire, puis l'envoyer :", en: "To read it over, then send it:",
        ["rebond request show \(request.reference)", "rebond request submit \(request.reference)"])
      return answer
    }
  }
}

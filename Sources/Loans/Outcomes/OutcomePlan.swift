public import Kernel

/// Which optional outcomes each programme counts, and what the paper survey asks: data, read from a file.
///
/// A survey has closed questions alone: nothing can be written on it about a person's health, nor about anybody.
public struct OutcomePlan: Sendable, Equatable {
  /// The name the file gives itself.
  public let id: String
  /// The version the file gives itself.
  public let version: String
  /// The questions of the survey, in the order of the paper.
  public let questions: [Question]
  private let programmes: [String: [OptionalOutcome]]
  private let otherwise: [OptionalOutcome]

  /// One question of the survey.
  public struct Question: Sendable, Equatable {
    /// Its name for programs, as `accueil`.
    public let id: String
    public let text: Text
    /// The answers that can be ticked, one of them.
    public let choices: [Choice]
  }

  /// One answer that can be ticked.
  public struct Choice: Sendable, Equatable {
    /// Its name for programs, as `oui`.
    public let id: String
    public let text: Text
  }

  /// The plan that is used unless an instance adopts its own.
  public static func shipped() throws(JSONFailure) -> OutcomePlan { try once.get() }

  private static let once = Result { () throws(JSONFailure) in
    try OutcomePlan(PackageResources.outcomes_json, file: "outcomes.json")
  }

  /// Reads a plan.
  ///
  /// - Throws: `JSONFailure` with the place of the first mistake.
  public init(_ bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      var programmes: [String: [OptionalOutcome]] = [:]
      for node in try fields.required("programmes").elements() {
        let (programme, outcomes) = try node.object { programme throws(JSONFailure) in
          (try programme.required("programme").string(), try Self.outcomes(programme))
        }
        guard programmes.updateValue(outcomes, forKey: programme) == nil else {
          throw node.failure(fr: "« \(programme) » y est deux fois", en: "“\(programme)” is there twice")
        }
      }
      let survey = try fields.required("survey")
      let questions = try survey.array { node throws(JSONFailure) in try Question(node) }
      try survey.requireDistinct(questions.map(\.id))
      return OutcomePlan(
        id: try fields.required("id").string(), version: try fields.required("version").string(),
        questions: questions, programmes: programmes,
        otherwise: try fields.required("otherwise").object { other throws(JSONFailure) in try Self.outcomes(other) })
    }
  }

  private init(
    id: String, version: String, questions: [Question], programmes: [String: [OptionalOutcome]],
    otherwise: [OptionalOutcome]
  ) {
    (self.id, self.version, self.questions) = (id, version, questions)
    (self.programmes, self.otherwise) = (programmes, otherwise)
  }

  private static func outcomes(_ fields: JSONFields) throws(JSONFailure) -> [OptionalOutcome] {
    try fields.required("outcomes").array { node throws(JSONFailure) in try node.choice(OptionalOutcome.self) }
  }

  /// What a programme counts; without a list of its own, or for no programme, what all others count.
  public func outcomes(of programme: String?) -> [OptionalOutcome] {
    programme.flatMap { programmes[$0] } ?? otherwise
  }

  /// Checks the answers of one sheet.
  ///
  /// - Throws: ``OutcomeFailure/emptySheet``, ``OutcomeFailure/noQuestion(_:known:)``,
  ///   ``OutcomeFailure/noChoice(_:question:known:)``, ``OutcomeFailure/answeredTwice(_:)``.
  public func check(_ answers: [SurveyAnswer]) throws(OutcomeFailure) {
    guard !answers.isEmpty else { throw .emptySheet }
    for (index, answer) in answers.enumerated() {
      guard let question = questions.first(where: { $0.id == answer.question }) else {
        throw .noQuestion(answer.question, known: questions.map(\.id))
      }
      guard question.choices.contains(where: { $0.id == answer.choice }) else {
        throw .noChoice(answer.choice, question: question.id, known: question.choices.map(\.id))
      }
      guard !answers[..<index].contains(where: { $0.question == answer.question }) else {
        throw .answeredTwice(answer.question)
      }
    }
  }
}

/// What was ticked under one question of one sheet.
public struct SurveyAnswer: Sendable, Equatable {
  public let question: String
  public let choice: String

  /// Says what was ticked.
  public init(_ question: String, _ choice: String) { (self.question, self.choice) = (question, choice) }
}

extension OutcomePlan.Question {
  fileprivate init(_ node: JSONNode) throws(JSONFailure) {
    self = try node.object { fields throws(JSONFailure) in
      let list = try fields.required("choices")
      let choices = try list.array { choice throws(JSONFailure) in
        try choice.object { choice throws(JSONFailure) in
          OutcomePlan.Choice(id: try choice.required("id").name(), text: try choice.required("text").text())
        }
      }
      guard choices.count >= 2 else {
        throw list.failure(fr: "il faut au moins deux réponses", en: "there must be two answers at least")
      }
      try list.requireDistinct(choices.map(\.id))
      return OutcomePlan.Question(
        id: try fields.required("id").name(), text: try fields.required("text").text(), choices: choices)
    }
  }
}

extension JSONNode {
  /// A name that can be typed on the command line.
  fileprivate func name() throws(JSONFailure) -> String {
    let name = try string()
    guard !name.isEmpty, name.allSatisfy({ ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }) else {
      throw failure(
        fr: "il faut des minuscules sans accent, des chiffres et « - »",
        en: "it takes lower-case letters without accents, digits and “-”")
    }
    return name
  }

  fileprivate func requireDistinct(_ names: [String]) throws(JSONFailure) {
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw failure(fr: "« \(name) » y est deux fois", en: "“\(name)” is there twice")
    }
  }
}

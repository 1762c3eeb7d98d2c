public import Kernel
import Typesetting

/// The condition of a device as the workshop leaves it: what works, what does not and is said, what it does not have.
public struct ConditionReportPaper: Sendable, Equatable {
  public var issuer: Party
  public var device: DeviceLines
  /// The route followed and its version.
  public var route: String
  /// Whether it may be called *reconditionné* (C. conso. art. R. 122-4): the word is printed only then.
  public var mayBeCalledReconditioned: Bool
  /// Whether it is ready to leave; else the report says that it is unfinished.
  public var isReady: Bool
  /// What was checked, in the order of the route, and how it ended.
  public var lines: [Line]
  /// The grades given.
  public var grades: [Grade]
  /// What was repaired.
  public var repairs: [String]
  public var madeBy: Signatory

  /// One check.
  public struct Line: Sendable, Equatable {
    public var title: String
    public var outcome: Outcome
    /// What was seen, in the words of whoever looked.
    public var note: String?

    /// Makes a line.
    public init(title: String, outcome: Outcome, note: String?) {
      self.title = title
      self.outcome = outcome
      self.note = note
    }
  }

  /// A grade on one axis.
  public struct Grade: Sendable, Equatable {
    public var axis: String
    public var grade: String

    /// Makes a grade.
    public init(axis: String, grade: String) {
      self.axis = axis
      self.grade = grade
    }
  }

  /// How a check ended, as the report says it.
  public enum Outcome: String, Sendable, CaseIterable {
    case works, defect, notFitted, notChecked
  }

  /// Makes a report.
  public init(
    issuer: Party, device: DeviceLines, route: String, mayBeCalledReconditioned: Bool, isReady: Bool, lines: [Line],
    grades: [Grade], repairs: [String], madeBy: Signatory
  ) {
    self.issuer = issuer
    self.device = device
    self.route = route
    self.mayBeCalledReconditioned = mayBeCalledReconditioned
    self.isReady = isReady
    self.lines = lines
    self.grades = grades
    self.repairs = repairs
    self.madeBy = madeBy
  }

  /// The report as a PDF; the same input gives the same bytes.
  ///
  /// - Throws: ``TypesettingFailure`` when a character cannot be printed.
  public func pdf(language: Language, created: Instant) throws -> [UInt8] {
    try paper(language).pdf(language: language, created: created)
  }

  func paper(_ language: Language) -> Paper {
    let words = PaperWords(language)
    let name = String.name(maker: device.manufacturer, model: device.model) ?? ""
    return Paper(
      letterhead: issuer.letterhead,
      reference: [device.code.description, madeBy.day?.text[language]].compactMap(\.self),
      title: Text(fr: "Fiche d'état", en: "Condition report")[language],
      subtitle: name.isEmpty ? device.category : name,
      blocks: [
        .banner(verdict[language], detail: detail[language]),
        .fields([
          Paper.Field(words(.category), device.category), Paper.Field(words(.serial), words.held(device.serial)),
          Paper.Field(Text(fr: "Parcours suivi", en: "Route followed")[language], route),
        ]),
      ] + section(.defect, words) + graded(words) + repaired(words) + section(.works, words)
        + section(.notFitted, words)
        + section(.notChecked, words) + [
          .note(
            Text(
              fr: "Établie par \(madeBy.name)\(madeBy.title.map { ", \($0)" } ?? "").",
              en: "Made by \(madeBy.name)\(madeBy.title.map { ", \($0)" } ?? "").")[language])
        ])
  }

  private var verdict: Text {
    if mayBeCalledReconditioned { return Text(fr: "Reconditionné", en: "Reconditionné (refurbished)") }
    return isReady
      ? Text(fr: "Prêt à partir, avec les réserves dites ici", en: "Ready to leave, with the reservations told here")
      : Text(fr: "Travail en cours : fiche provisoire", en: "Work under way: provisional report")
  }

  private var detail: Text {
    mayBeCalledReconditioned
      ? Text(
        fr: "Toutes ses fonctions ont été testées et marchent ; les données d'avant sont effacées "
          + "(Code de la consommation, art. R. 122-4).",
        en: "All its functions were tested and work; the data of before are erased (C. conso., art. R. 122-4).")
      : Text(
        fr: "Les défauts connus sont écrits ci-dessous.", en: "The known defects are written below.")
  }

  private func section(_ outcome: Outcome, _ words: PaperWords) -> [Paper.Block] {
    let said = lines.filter { $0.outcome == outcome }
    guard !said.isEmpty else {
      return outcome == .defect
        ? [.paragraph(Text(fr: "Aucun défaut déclaré.", en: "No declared defect.")[words.language])] : []
    }
    let bullets = said.map { line in
      line.note.map { note in Text(fr: "\(line.title) : \(note)", en: "\(line.title): \(note)")[words.language] }
        ?? line.title
    }
    return [.heading(outcome.heading[words.language]), .bullets(bullets)]
  }

  private func graded(_ words: PaperWords) -> [Paper.Block] {
    guard !grades.isEmpty else { return [] }
    return [
      .heading(Text(fr: "Notes", en: "Grades")[words.language]),
      .fields(grades.map { Paper.Field($0.axis, $0.grade) }),
    ]
  }

  private func repaired(_ words: PaperWords) -> [Paper.Block] {
    repairs.isEmpty
      ? [] : [.heading(Text(fr: "Réparé", en: "Repaired")[words.language]), .bullets(repairs)]
  }
}

extension ConditionReportPaper.Outcome {
  fileprivate var heading: Text {
    switch self {
    case .works: Text(fr: "Vérifié, marche", en: "Checked, works")
    case .defect: Text(fr: "Défauts", en: "Defects")
    case .notFitted: Text(fr: "N'en a pas", en: "Does not have")
    case .notChecked: Text(fr: "Non vérifié", en: "Not checked")
    }
  }
}

public import Kernel
import Typesetting

/// What a contract says, in plain words: what one reads who reads little.
public typealias SummaryClauses = Wording<SummaryVocabulary>

/// What a summary may speak of.
public enum SummaryVocabulary: ClauseVocabulary {
  public enum Condition: String, Sendable, CaseIterable {
    case loan, sale, gift, withTerm, deposit, helpline
    /// A rental whose rent is due so often.
    case rentalOnce, rentalByMonth, rentalByYear
    /// That the device comes back one day, or does not.
    case comesBack, staysForGood
  }

  public enum Placeholder: String, Sendable, CaseIterable {
    case lender, term, amount, deposit, helpline
  }

  public static func conditions(for placeholder: Placeholder) -> [Condition] {
    switch placeholder {
    case .lender: []
    case .term: [.withTerm]
    case .amount: [.rentalOnce, .rentalByMonth, .rentalByYear, .sale]
    case .deposit: [.deposit]
    case .helpline: [.helpline]
    }
  }
}

/// The languages in which Rebond brings a summary; others are a file of the user's own.
public enum SummaryLanguage: String, Sendable, CaseIterable {
  case fr, en
  /// Arabic, written from right to left.
  case ar
}

extension SummaryClauses {
  /// The summary shipped with Rebond in a language.
  ///
  /// - Throws: ``JSONFailure`` when the shipped file is wrong, which the tests keep from happening.
  public static func shipped(in language: SummaryLanguage) throws(JSONFailure) -> SummaryClauses {
    switch language {
    case .fr: try SummaryClauses(PackageResources.resume_du_contrat_json, file: "resume-du-contrat.json")
    case .en: try SummaryClauses(PackageResources.resume_du_contrat_en_json, file: "resume-du-contrat.en.json")
    case .ar: try SummaryClauses(PackageResources.resume_du_contrat_ar_json, file: "resume-du-contrat.ar.json")
    }
  }
}

extension ContractPaper {
  /// One page in large letters, a sign before each point.
  func summary(_ clauses: SummaryClauses) -> Paper {
    let points = clauses.clauses.filter { $0.when.map(holds) ?? true }
    return Paper(
      letterhead: lender.letterhead, reference: ["Contrat n° \(reference)"], title: clauses.title,
      subtitle: clauses.subtitle, blocks: points.map { .banner($0.title, detail: $0.filled(value)) }, typeSize: .large)
  }

  private func holds(_ condition: SummaryVocabulary.Condition) -> Bool {
    switch condition {
    case .loan: kind == .loan
    case .rentalOnce: kind == .rental && pace == .once
    case .rentalByMonth: kind == .rental && pace == .month
    case .rentalByYear: kind == .rental && pace == .year
    case .sale: kind == .sale
    case .gift: kind == .gift
    case .withTerm: term != nil
    case .deposit: deposit != nil
    case .helpline: helpline != nil
    case .comesBack: kind == .loan || kind == .rental
    case .staysForGood: kind == .sale || kind == .gift
    }
  }

  private func value(of placeholder: SummaryVocabulary.Placeholder) -> String {
    switch placeholder {
    case .lender: lender.name
    // In figures: the names of months are in no language but one.
    case .term: term?.inFigures ?? ""
    case .amount: amount ?? ""
    case .deposit: deposit ?? ""
    case .helpline: helpline ?? ""
    }
  }
}

extension Day {
  /// The day as `14/09/2027`.
  fileprivate var inFigures: String {
    description.split(separator: "-").reversed().joined(separator: "/")
  }
}

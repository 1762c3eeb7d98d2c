public import Kernel

/// The clauses of a contract with a household.
public typealias ClauseSet = Wording<ContractVocabulary>
/// The clauses of a gift convention.
public typealias ConventionClauses = Wording<ConventionVocabulary>
/// The chapters of the donor's guide.
public typealias GuideClauses = Wording<GuideVocabulary>

/// What the clauses of a contract with a household may speak of.
public enum ContractVocabulary: ClauseVocabulary {
  public enum Condition: String, Sendable, CaseIterable {
    case jointBorrowers, lenderBearsLoss, borrowerBearsLoss, helpline
    case withTerm, withoutTerm, deposit, noDeposit, instalments
  }

  public enum Placeholder: String, Sendable, CaseIterable {
    case lender, owner, period, value, returnPlace, dataContact, helpline
    /// The rent and how often it is due, or the price.
    case amount
    case deposit, instalments
  }

  public static func conditions(for placeholder: Placeholder) -> [Condition] {
    switch placeholder {
    case .lender, .owner, .period, .returnPlace, .dataContact, .amount: []
    case .value: [.lenderBearsLoss, .borrowerBearsLoss]
    case .helpline: [.helpline]
    case .deposit: [.deposit]
    case .instalments: [.instalments]
    }
  }
}

/// What a gift convention's clauses may speak of.
public enum ConventionVocabulary: ClauseVocabulary {
  public enum Condition: String, Sendable, CaseIterable {
    case publicDonor, company, association, individual, withTerm, withoutTerm, noResale, resaleAllowed, certificate
    case clear, purge, destroy
  }

  public enum Placeholder: String, Sendable, CaseIterable {
    case donor, receiver, lastDay, erasure, unitValue
  }

  public static func conditions(for placeholder: Placeholder) -> [Condition] {
    switch placeholder {
    case .donor, .receiver, .erasure: []
    case .lastDay: [.withTerm]
    case .unitValue: [.publicDonor]
    }
  }
}

/// What the chapters of a donor's guide may speak of.
public enum GuideVocabulary: ClauseVocabulary {
  public enum Condition: String, Sendable, CaseIterable {
    case publicDonor, company, association, individual
  }

  public enum Placeholder: String, Sendable, CaseIterable {
    case issuer, unitValue
  }

  public static func conditions(for placeholder: Placeholder) -> [Condition] {
    switch placeholder {
    case .issuer: []
    case .unitValue: [.publicDonor]
    }
  }
}

extension ClauseSet {
  /// The wording of the loan for use shipped with Rebond, C. civ. 1875–1891.
  ///
  /// - Throws: ``JSONFailure`` when the shipped file is wrong, which the tests keep from happening.
  public static func loanForUse() throws(JSONFailure) -> ClauseSet {
    try ClauseSet(PackageResources.pret_a_usage_json, file: "pret-a-usage.json")
  }

  /// The wording of a kind of contract shipped with Rebond.
  ///
  /// - Throws: ``JSONFailure`` when the shipped file is wrong, which the tests keep from happening.
  public static func shipped(for kind: ContractKind) throws(JSONFailure) -> ClauseSet {
    switch kind {
    case .loan: try loanForUse()
    case .freeAccess: try ClauseSet(PackageResources.mise_a_disposition_json, file: "mise-a-disposition.json")
    case .rental: try ClauseSet(PackageResources.location_solidaire_json, file: "location-solidaire.json")
    case .sale: try ClauseSet(PackageResources.vente_solidaire_json, file: "vente-solidaire.json")
    case .gift: try ClauseSet(PackageResources.don_a_un_foyer_json, file: "don-a-un-foyer.json")
    }
  }
}

extension ConventionClauses {
  /// The wording of the gift convention shipped with Rebond, in a language; the law it rests on is French.
  ///
  /// - Throws: ``JSONFailure`` when the shipped file is wrong, which the tests keep from happening.
  public static func shipped(in language: Language) throws(JSONFailure) -> ConventionClauses {
    switch language {
    case .fr: try ConventionClauses(PackageResources.convention_de_don_json, file: "convention-de-don.json")
    case .en: try ConventionClauses(PackageResources.convention_de_don_en_json, file: "convention-de-don.en.json")
    }
  }
}

extension GuideClauses {
  /// The donor's guide shipped with Rebond, in a language.
  ///
  /// - Throws: ``JSONFailure`` when the shipped file is wrong, which the tests keep from happening.
  public static func shipped(in language: Language) throws(JSONFailure) -> GuideClauses {
    switch language {
    case .fr: try GuideClauses(PackageResources.guide_du_donateur_json, file: "guide-du-donateur.json")
    case .en: try GuideClauses(PackageResources.guide_du_donateur_en_json, file: "guide-du-donateur.en.json")
    }
  }
}

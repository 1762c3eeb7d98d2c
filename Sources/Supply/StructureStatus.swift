public import Kernel

/// What a structure is before the law, where it decides what it may receive, resell or certify; a dated statement, kept on file.
public enum StructureStatus: String, Sendable, CaseIterable {
  /// *Association reconnue d'utilité publique*.
  case publicUtility = "rup"
  /// *Association d'intérêt général* whose object is to equip, train or support people in precarity.
  case generalInterest = "general-interest"
  /// Reuse body approved as *entreprise solidaire d'utilité sociale*.
  case esus
  /// Association of parents or of school support.
  case schoolSupport = "school-support"
  case students
  /// Entitled to issue receipts for tax relief (CGI, art. 200 and 238 bis).
  case taxReceipts = "tax-receipts"

  /// Whether such a structure may be given equipment by a public body (CGPPP, art. L. 3212-2 3°).
  public var mayReceivePublicGifts: Bool {
    switch self {
    case .publicUtility, .generalInterest, .esus, .schoolSupport, .students: true
    case .taxReceipts: false
    }
  }

  /// Whether such a structure may resell what a public body gave (CGPPP, art. L. 3212-3).
  public var mayResellPublicGifts: Bool {
    switch self {
    case .publicUtility, .generalInterest: true
    case .esus, .schoolSupport, .students, .taxReceipts: false
    }
  }

  /// The status in words.
  public var text: Text {
    switch self {
    case .publicUtility:
      Text(fr: "association reconnue d'utilité publique", en: "association of recognised public utility")
    case .generalInterest: Text(fr: "association d'intérêt général", en: "general-interest association")
    case .esus: Text(fr: "structure de réemploi agréée ESUS", en: "reuse body approved as ESUS")
    case .schoolSupport:
      Text(fr: "association de parents d'élèves ou de soutien scolaire", en: "parents' or school-support association")
    case .students: Text(fr: "association étudiante", en: "student association")
    case .taxReceipts: Text(fr: "habilitée à émettre des reçus fiscaux", en: "entitled to issue tax receipts")
    }
  }
}

/// That a structure has a status, from one day and until another.
public struct StatusStatement: Sendable, Equatable {
  /// The act that put it on file.
  public let entry: EntryID
  /// Whose status it is.
  public let structure: StructureID
  public let status: StructureStatus
  /// From when the structure has it.
  public let since: Day
  /// Its last day; nothing while it has none.
  public let endsOn: Day?
  /// The day it was put on file.
  public let filedOn: Day

  /// Whether the structure had the status on a day, whenever it was put on file.
  public func covers(_ day: Day) -> Bool { since <= day && day <= (endsOn ?? day) }
}

extension [StatusStatement] {
  /// The word that counted on a day, among those on file by then, on each status from each day; the latest of them all.
  public func filedBy(_ day: Day) -> [StatusStatement] {
    let filed = filter { $0.filedOn <= day }
    return filed.filter { said in
      !filed.contains { other in
        other.entry > said.entry && other.structure == said.structure && other.status == said.status
          && other.since == said.since
      }
    }
  }
}

public import Kernel

/// The three independent axes a device is graded on; battery health never weighs on the looks.
public enum GradeAxis: String, Sendable, CaseIterable {
  case cosmetic, functional, battery

  /// The axis in words.
  public var text: Text {
    switch self {
    case .cosmetic: Text(fr: "aspect", en: "cosmetic")
    case .functional: Text(fr: "fonctionnement", en: "functional")
    case .battery: Text(fr: "batterie", en: "battery")
    }
  }
}

/// A scale of grades, from a file: which grades each axis knows and what they mean.
public struct GradeScale: Sendable, Equatable {
  /// The name the scale gives itself.
  public let id: String
  /// Its version.
  public let version: String
  /// The grades of each axis, best first.
  public let grades: [GradeAxis: [Grade]]

  /// One grade of an axis.
  public struct Grade: Sendable, Equatable {
    /// The word people write, such as `B`.
    public let id: String
    /// What it means.
    public let title: Text
    /// The grade of another standard it answers to, such as R2v3 REC's, when the scale says it.
    public let crossReference: String?
  }

  /// Reads a scale from its file.
  ///
  /// - Throws: `JSONFailure` with the place and the reason.
  public init(reading bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      let (id, version) = (try fields.required("id").string(), try fields.required("version").string())
      var grades: [GradeAxis: [Grade]] = [:]
      for axis in GradeAxis.allCases { grades[axis] = try GradeScale.axis(fields.required(axis.rawValue)) }
      return GradeScale(id: id, version: version, grades: grades)
    }
  }

  /// The scale that comes with Rebond.
  ///
  /// - Throws: `JSONFailure` only if the shipped file is wrong, which the tests exclude.
  public static func shipped() throws(JSONFailure) -> GradeScale { try once.get() }

  private static let once = Result { () throws(JSONFailure) -> GradeScale in
    try GradeScale(reading: PackageResources.grade_scale_json, file: "grade-scale.json")
  }

  /// A grading in the words of this scale; case does not matter.
  ///
  /// - Parameter battery: nothing when no battery is fitted.
  /// - Throws: ``RefurbishmentFailure/unknownGrade(_:input:known:)``.
  public func grading(
    cosmetic: String, functional: String, battery: String?
  ) throws(RefurbishmentFailure) -> Grading {
    Grading(
      scale: id, version: version, cosmetic: try grade(cosmetic, on: .cosmetic),
      functional: try grade(functional, on: .functional),
      battery: try battery.map { input throws(RefurbishmentFailure) in
        try grade(input, on: .battery)
      })
  }

  /// The category of R2v3's REC that a grade answers to, when this scale, in the version it was given by, says it.
  public func crossReference(of grade: String, on axis: GradeAxis, in grading: Grading) -> String? {
    guard grading.scale == id, grading.version == version else { return nil }
    return grades[axis]?.first { $0.id == grade }?.crossReference
  }

  private func grade(_ input: String, on axis: GradeAxis) throws(RefurbishmentFailure) -> String {
    let known = (grades[axis] ?? []).map(\.id)
    guard let grade = known.first(where: { $0.lowercased() == input.lowercased() }) else {
      throw .unknownGrade(axis, input: input, known: known)
    }
    return grade
  }

  private init(id: String, version: String, grades: [GradeAxis: [Grade]]) {
    self.id = id
    self.version = version
    self.grades = grades
  }

  private static func axis(_ node: JSONNode) throws(JSONFailure) -> [Grade] {
    var seen: Set<String> = []
    let grades = try node.array { item throws(JSONFailure) in
      let grade = try item.object { fields throws(JSONFailure) in
        Grade(
          id: try fields.required("id").string(), title: try fields.required("title").text(),
          crossReference: try fields.optional("crossReference")?.string())
      }
      guard !grade.id.isEmpty, seen.insert(grade.id.lowercased()).inserted else {
        throw item.failure(
          fr: "la note « \(grade.id) » est vide ou déjà donnée", en: "the grade “\(grade.id)” is empty or given twice")
      }
      return grade
    }
    guard !grades.isEmpty else { throw node.failure(fr: "il n'y a aucune note", en: "there is no grade") }
    return grades
  }
}

/// The grades of a device, in the words of one scale.
public struct Grading: Sendable, Equatable {
  /// The scale's name.
  public let scale: String
  /// The scale's version.
  public let version: String
  /// The grade of its looks.
  public let cosmetic: String
  /// The grade of its working.
  public let functional: String
  /// The grade of its battery; nothing when none is fitted.
  public let battery: String?
}

import Kernel
import Storage

/// The scales devices were graded with: which words each axis has.
enum GradeScaleStore {
  /// Keeps the words of a version of a scale; the same are kept once.
  static func keep(_ scale: GradeScale, in change: Change) throws {
    for axis in GradeAxis.allCases {
      for grade in scale.grades[axis] ?? [] {
        let known = try change.count(
          """
          SELECT count(*) AS n FROM grade_words WHERE scale = \(scale.id) AND scale_version = \(scale.version)
            AND axis = \(axis.rawValue) AND grade = \(grade.id)
          """)
        if known > 0 { continue }
        try change.run(
          """
          INSERT INTO grade_words (scale, scale_version, axis, grade)
          VALUES (\(scale.id), \(scale.version), \(axis.rawValue), \(grade.id))
          """)
      }
    }
  }
}

/// A face and a size of type.
public struct Font: Hashable, Sendable {
  /// The drawing of the letters.
  public var face: Face
  /// The size in typographic points, 1/72 inch.
  public var points: Double

  /// Makes a font from its face and its size in points.
  public init(_ face: Face, points: Double) {
    self.face = face
    self.points = points
  }
}

/// The faces Rebond writes with; the families are chosen here and nowhere else.
///
/// DejaVu comes with Debian's `fonts-dejavu-core`, covers French, Greek, Cyrillic, Hebrew, Arabic and the signs of prices
/// and measures, and its mono tells 0 from O and 1 from l.
public enum Face: String, Sendable, CaseIterable {
  case regular, bold, mono, monoBold

  /// The family as the font names itself.
  var family: String {
    switch self {
    case .regular, .bold: "DejaVu Sans"
    case .mono, .monoBold: "DejaVu Sans Mono"
    }
  }

  /// Whether all letters are equally wide.
  var isMono: Bool { family.hasSuffix("Mono") }

  /// Whether the strokes are heavy.
  var isBold: Bool {
    switch self {
    case .bold, .monoBold: true
    case .regular, .mono: false
    }
  }
}

/// The colours of Rebond's papers: few, and legible once photocopied.
public enum Ink: Sendable, Hashable {
  case black, grey, hairline, tint, accent, white

  /// Red, green and blue, 0 to 1.
  var components: (red: Double, green: Double, blue: Double) {
    switch self {
    case .black: (0, 0, 0)
    case .grey: (0.36, 0.38, 0.40)
    case .hairline: (0.74, 0.76, 0.78)
    case .tint: (0.945, 0.953, 0.957)
    case .accent: (0.05, 0.30, 0.36)
    case .white: (1, 1, 1)
    }
  }
}

/// The look of papers, in one place: sizes of type in points, all else in millimetres.
enum PaperStyle {
  static let title = Font(.bold, points: 17)
  static let subtitle = Font(.regular, points: 10)
  static let heading = Font(.bold, points: 10)
  static let body = Font(.regular, points: 9)
  static let strong = Font(.bold, points: 9)
  static let small = Font(.regular, points: 7.5)
  static let code = Font(.mono, points: 7.5)
  static let caption = Font(.bold, points: 7)
  static let banner = Font(.bold, points: 12)

  static let sheet = Extent.a4
  /// Where the text stands on the first page and on the others; the footer lies below.
  static let field = Area(x: 22, y: 18, width: 166, height: 253)
  static let footer = 281.0

  /// From one baseline to the next: 1.4 times the size, for eyes that tire.
  static func lineHeight(of font: Font) -> Double { font.points * 1.4 * millimetresPerPoint }

  static let hairline = 0.15
  static let padding = 3.0
  static let gutter = 5.0
  /// The width of the names of fields.
  static let fieldName = 52.0
  /// Room to sign.
  static let signature = 24.0
}

/// The look of papers, in one place: sizes of type in points, all else in millimetres.
enum PaperStyle {
  static let sheet = Extent.a4
  /// Where the text stands on the first page and on the others; the footer lies below.
  static let field = Area(x: 22, y: 18, width: 166, height: 253)
  static let footer = 281.0
  /// How high a logo is at most: above the window of a letter there is room for it and for two lines.
  static let logo = 14.0
  /// Whom to call and when, between the text and the footer: no larger, and no more lines than have room there.
  static let contactPoints = 9.0
  static let contactLines = 2

  /// From one baseline to the next: 1.4 times the size, for eyes that tire.
  static func lineHeight(of font: Font) -> Double { font.points * 1.4 * millimetresPerPoint }

  static let hairline = 0.15
  static let padding = 3.0
  static let gutter = 5.0
  /// The width of the names of fields.
  static let fieldName = 52.0
  /// Where the address of a letter lies on the sheet, for the window of a DL envelope: 35 by 100 mm, 20 mm from its right edge
  /// and from its foot (La Poste), over a sheet folded in three.
  static let window = Area(x: 105, y: 50, width: 83, height: 32)
  /// Room to sign.
  static let signature = 24.0
}

/// The sizes of type of a paper.
struct PaperType {
  let title, subtitle, heading, body, strong, small, code, caption, banner: Font

  init(_ size: Paper.TypeSize) {
    let points: (title: Double, heading: Double, body: Double, small: Double, caption: Double, banner: Double) =
      switch size {
      case .usual: (17, 10, 9, 7.5, 7, 12)
      // 14 points for what is read: what « Facile à lire et à comprendre » asks for.
      case .large: (24, 16, 14, 12, 12, 18)
      }
    title = Font(.bold, points: points.title)
    subtitle = Font(.regular, points: points.heading)
    heading = Font(.bold, points: points.heading)
    body = Font(.regular, points: points.body)
    strong = Font(.bold, points: points.body)
    small = Font(.regular, points: points.small)
    code = Font(.mono, points: points.small)
    caption = Font(.bold, points: points.caption)
    banner = Font(.bold, points: points.banner)
  }
}

public import Kernel

/// A document of running text on sheets of A4: letterhead, title, blocks one under the other, page numbers.
public struct Paper: Sendable, Equatable {
  /// Who hands the paper out.
  public var letterhead: Letterhead
  /// The number of the paper and its date, at the top right.
  public var reference: [String]
  public var title: String
  public var subtitle: String?
  public var blocks: [Block]
  public var typeSize: TypeSize
  /// Whom a letter is for: the lines that show in the window of its envelope; none when it is no letter.
  public var addressee: [String]

  /// Makes a paper.
  public init(
    letterhead: Letterhead, reference: [String], title: String, subtitle: String? = nil, blocks: [Block],
    typeSize: TypeSize = .usual, addressee: [String] = []
  ) {
    self.letterhead = letterhead
    self.reference = reference
    self.title = title
    self.subtitle = subtitle
    self.blocks = blocks
    self.typeSize = typeSize
    self.addressee = addressee
  }

  /// How large the letters are.
  public enum TypeSize: Sendable, Equatable {
    /// For those who file papers.
    case usual
    /// For whoever a paper is handed to, good eyes or not.
    case large
  }

  /// One part of a paper.
  public enum Block: Sendable, Equatable {
    case heading(String)
    case paragraph(String)
    /// Small print.
    case note(String)
    case bullets([String])
    /// The one thing to see: a strip of bold text and what it means.
    case banner(String, detail: String?)
    /// Boxes side by side, as tall as the tallest.
    case panels([Panel])
    /// Names and what they stand for, one under the other.
    case fields([Field])
    case table(Table)
    /// Boxes to sign in, two to a row, never parted from their names.
    case signatures([Signature])
  }

  /// A box with a caption, a name, and lines about it.
  public struct Panel: Sendable, Equatable {
    public var caption: String
    public var name: String
    public var lines: [String]

    /// Makes a panel.
    public init(caption: String, name: String, lines: [String]) {
      self.caption = caption
      self.name = name
      self.lines = lines
    }
  }

  /// A name and what it stands for.
  public struct Field: Sendable, Equatable {
    public var name: String
    public var value: String
    /// Whether the value is for machines: digits and letters that must not be mistaken.
    public var isCode: Bool

    /// Makes a field.
    public init(_ name: String, _ value: String, isCode: Bool = false) {
      self.name = name
      self.value = value
      self.isCode = isCode
    }
  }

  /// Rows under a head, which is repeated on each page.
  public struct Table: Sendable, Equatable {
    public var columns: [Column]
    public var rows: [[String]]

    /// Makes a table; each row has as many cells as there are columns.
    public init(columns: [Column], rows: [[String]]) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// One column of a table.
  public struct Column: Sendable, Equatable {
    public var head: String
    /// The width in relation to the other columns.
    public var share: Double
    public var style: Style

    /// How the cells of a column are written.
    public enum Style: Sendable {
      case plain, strong, small
      /// Numbers, set to the right.
      case number
    }

    /// Makes a column.
    public init(_ head: String, share: Double, style: Style = .plain) {
      self.head = head
      self.share = share
      self.style = style
    }
  }

  /// Who signs, as what, and what to write.
  public struct Signature: Sendable, Equatable {
    public var role: String
    public var name: String
    public var hint: String

    /// Makes a box to sign in.
    public init(role: String, name: String, hint: String) {
      self.role = role
      self.name = name
      self.hint = hint
    }
  }

  /// The paper as a PDF.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing or a part is taller than a page.
  public func pdf(language: Language, created: Instant) throws(TypesettingFailure) -> [UInt8] {
    let name = reference.isEmpty ? title : "\(title) – \(reference[0])"
    return try Paper.pdf(of: [self], titled: name, language: language, created: created)
  }

  /// Several papers as one PDF, each with page numbers of its own.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing or a part is taller than a page.
  public static func pdf(
    of papers: [Paper], titled title: String, language: Language, created: Instant
  ) throws(TypesettingFailure) -> [UInt8] {
    let typesetter = try Typesetter()
    var pages: [Page] = []
    for paper in papers { pages += try paper.pages(typesetter: typesetter) }
    return try PDFWriter.bytes(
      of: pages, properties: PDFWriter.Properties(title: title, language: language, created: created),
      typesetter: typesetter)
  }
}

/// Who hands a paper out: the name and the address at its head, a picture beside them, and at its foot whom to call and when.
public struct Letterhead: Sendable, Equatable, ExpressibleByArrayLiteral {
  /// The name, then the lines of its address.
  public var lines: [String]
  /// What stands at the foot of each page; nothing unless there is something to say.
  public var contacts: [String]
  /// Nothing unless there is one.
  public var logo: Bitmap?

  /// Makes a letterhead.
  public init(_ lines: [String], contacts: [String] = [], logo: Bitmap? = nil) {
    self.lines = lines
    self.contacts = contacts
    self.logo = logo
  }

  /// Makes a letterhead of lines alone.
  public init(arrayLiteral lines: String...) { self.init(lines) }
}

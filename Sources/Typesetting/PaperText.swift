/// Lines that pile up from the top of a column.
struct Stack {
  let x, width: Double
  var height = 0.0
  var marks: [Mark] = []
}

extension PaperLayout {
  /// Breaks words into lines and puts them under what the column holds, set to the right when asked.
  func add(
    _ words: String, _ font: Font, _ ink: Ink, to column: inout Stack, atEnd: Bool = false
  ) throws(TypesettingFailure) {
    for line in try typesetter.lines(of: words.withFirmSpaces, in: font, width: column.width) {
      let shift = atEnd || line.readsFromRight ? column.width - (try typesetter.width(of: line, in: font)) : 0
      column.marks.append(
        text(line, font, ink, at: Point(x: column.x + shift, y: column.height + baseline(of: font))))
      column.height += PaperStyle.lineHeight(of: font)
    }
  }

  /// From the top of a line to its baseline: the letters stand in the middle of the line's height.
  func baseline(of font: Font) -> Double {
    let reach = typesetter.reach(of: font)
    return (PaperStyle.lineHeight(of: font) - reach.ascent - reach.descent) / 2 + reach.ascent
  }

  func text(_ words: String, _ font: Font, _ ink: Ink, at origin: Point) -> Mark {
    .text(TextLine(words, font: font, ink: ink, origin: origin))
  }

  func hairline(at y: Double) -> Mark {
    .line(
      from: Point(x: 0, y: y), to: Point(x: width, y: y), thickness: PaperStyle.hairline, ink: .hairline)
  }

  /// One slab for each row, the head kept with the first and repeated on each page.
  func rows(of table: Paper.Table) throws(TypesettingFailure) -> [Slab] {
    let shares = table.columns.reduce(0) { $0 + $1.share }
    var x = 0.0
    let places = table.columns.map { column in
      let own = width * column.share / shares
      defer { x += own }
      return (x: x, width: own)
    }
    var head = try row(table.columns.map(\.head), in: places, table.columns, isHead: true)
    head.marks.insert(.fill(Area(x: 0, y: 0, width: width, height: head.height), ink: .tint), at: 0)
    head.above = 2
    head.keepsNext = true
    var slabs = [head]
    for (index, cells) in table.rows.enumerated() {
      var slab = try row(cells, in: places, table.columns, isHead: false)
      slab.head = [head]
      // A short table stays whole; of a long one, neither the first row nor the last is left alone.
      slab.keepsNext =
        index < table.rows.count - 1 && (table.rows.count <= 6 || index == 0 || index == table.rows.count - 2)
      slabs.append(slab)
    }
    return slabs
  }

  private func row(
    _ cells: [String], in places: [(x: Double, width: Double)], _ columns: [Paper.Column], isHead: Bool
  ) throws(TypesettingFailure) -> Slab {
    let padding = 1.5
    var filled: [Stack] = []
    for ((cell, place), column) in zip(zip(cells, places), columns) {
      let font = isHead ? type.caption : column.style.font(in: type)
      // The first lines of a row share one baseline, whatever their sizes.
      let drop = isHead ? 0 : baseline(of: type.body) - baseline(of: font)
      var content = Stack(x: place.x + padding, width: place.width - 2 * padding, height: 1.1 + drop)
      try add(cell, font, isHead ? .accent : column.style.ink, to: &content, atEnd: column.style == .number)
      filled.append(content)
    }
    let height = (filled.map(\.height).max() ?? 0) + 1.1
    return Slab(
      marks: filled.flatMap(\.marks) + [hairline(at: height)], height: height, words: cells.first ?? "")
  }
}

extension String {
  /// The text with its spaces before and inside French punctuation made unbreakable, so that no line starts with one.
  var withFirmSpaces: String {
    var result = ""
    var previous: Character = " "
    for character in self {
      if previous == " ", ":;?!»%€".contains(character), result.last == " " {
        result.removeLast()
        result.append("\u{A0}")
      }
      result.append(previous == "«" && character == " " ? "\u{A0}" : character)
      previous = character
    }
    return result
  }
}

extension Paper.Column.Style {
  func font(in type: PaperType) -> Font {
    switch self {
    case .plain: type.body
    case .strong, .number: type.strong
    case .small: type.small
    }
  }

  var ink: Ink {
    switch self {
    case .plain, .strong, .number: .black
    case .small: .grey
    }
  }
}

extension String {
  /// Whether a line begins at the right: its first letter is Hebrew or Arabic.
  var readsFromRight: Bool {
    let letter = unicodeScalars.first { $0.properties.isAlphabetic }
    return letter.map { (0x590...0x8FF).contains($0.value) || (0xFB1D...0xFEFF).contains($0.value) } ?? false
  }
}

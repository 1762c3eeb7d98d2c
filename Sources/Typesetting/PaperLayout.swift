extension Paper {
  /// The pages of the paper.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing or a part is taller than a page.
  public func pages(typesetter: Typesetter) throws(TypesettingFailure) -> [Page] {
    let layout = PaperLayout(typesetter: typesetter, type: PaperType(typeSize))
    var slabs = try layout.head(of: self)
    var small: Int?
    for block in blocks {
      if case .signatures = block {
        // Nobody signs a page that holds nothing but small print.
        for index in (small ?? slabs.count) - 1..<slabs.count { slabs[index].keepsNext = true }
      }
      small = if case .note = block { slabs.count } else { nil }
      slabs += try layout.slabs(of: block)
    }
    let bodies = try slabs.paginated(in: PaperStyle.field)
    var pages: [Page] = []
    for (index, marks) in bodies.enumerated() {
      let number = "\(index + 1)/\(bodies.count)"
      pages.append(Page(size: PaperStyle.sheet, marks: marks + (try layout.footer(of: self, number: number))))
    }
    return pages
  }
}

/// Turns the blocks of a paper into slabs as wide as the text.
struct PaperLayout {
  let typesetter: Typesetter
  let type: PaperType
  let width = PaperStyle.field.size.width

  /// The letterhead, a rule, the title.
  func head(of paper: Paper) throws(TypesettingFailure) -> [Slab] {
    var left = Stack(x: 0, width: width * 0.6)
    for (index, line) in paper.letterhead.lines.enumerated() {
      try add(line, index == 0 ? type.strong : type.small, index == 0 ? .black : .grey, to: &left)
    }
    var right = Stack(x: width * 0.62, width: width * 0.38)
    if let logo = paper.letterhead.logo {
      // Beside the reference: the lines of the address keep their width, and the window of a letter its place.
      let room = Area(x: right.x, y: 0, width: right.width, height: PaperStyle.logo)
      let place = logo.placed(in: room)
      right.marks.append(
        .picture(logo, in: Area(x: width - place.size.width, y: 0, width: place.size.width, height: place.size.height)))
      right.height = place.size.height + 1.5
    }
    for line in paper.reference { try add(line, type.small, .grey, to: &right, atEnd: true) }
    let height = max(left.height, right.height) + 2.5
    let rule = Mark.fill(Area(x: 0, y: height, width: width, height: 0.7), ink: .accent)
    var title = Stack(x: 0, width: width)
    try add(paper.title, type.title, .accent, to: &title)
    if let subtitle = paper.subtitle { try add(subtitle, type.subtitle, .grey, to: &title) }
    let top = Slab(marks: left.marks + right.marks + [rule], height: height + 0.7, keepsNext: true)
    return [top] + (try window(of: paper, below: top.height))
      + [Slab(marks: title.marks, height: title.height, above: 6, keepsNext: true, words: paper.title)]
  }

  /// The address in the window of the envelope, and the room that keeps all else out of it.
  private func window(of paper: Paper, below top: Double) throws(TypesettingFailure) -> [Slab] {
    if paper.addressee.isEmpty { return [] }
    let (window, field) = (PaperStyle.window, PaperStyle.field)
    var column = Stack(
      x: window.minX - field.minX, width: window.size.width, height: max(0, window.minY - field.minY - top))
    for line in paper.addressee { try add(line, type.body, .black, to: &column) }
    let foot = window.maxY - field.minY - top
    return [Slab(marks: column.marks, height: max(column.height, foot), keepsNext: true)]
  }

  /// The name of the paper and the number of the page, below whom to call and when.
  func footer(of paper: Paper, number: String) throws(TypesettingFailure) -> [Mark] {
    let foot = Font(.regular, points: min(type.small.points, PaperStyle.contactPoints))
    let contacts = try typesetter.lines(
      of: paper.letterhead.contacts.joined(separator: " – ").withFirmSpaces, in: foot, width: self.width
    ).prefix(PaperStyle.contactLines)
    let name = ([paper.title] + paper.reference.prefix(1)).joined(separator: " – ")
    let field = PaperStyle.field
    let baseline = PaperStyle.footer + PaperStyle.lineHeight(of: type.small)
    let width = try typesetter.width(of: number, in: type.small)
    let lines = try typesetter.lines(
      of: name, in: type.small, width: self.width - width - PaperStyle.gutter)
    let rule = Mark.line(
      from: Point(x: field.minX, y: PaperStyle.footer), to: Point(x: field.maxX, y: PaperStyle.footer),
      thickness: PaperStyle.hairline, ink: .hairline)
    let above = contacts.enumerated().map { index, line in
      let fromBelow = Double(contacts.count - index) - 1
      return text(
        line, foot, .grey,
        at: Point(x: field.minX, y: PaperStyle.footer - 1.5 - fromBelow * PaperStyle.lineHeight(of: foot)))
    }
    return above + [
      rule,
      text(lines.first ?? "", type.small, .grey, at: Point(x: field.minX, y: baseline)),
      text(number, type.small, .grey, at: Point(x: field.maxX - width, y: baseline)),
    ]
  }

  func slabs(of block: Paper.Block) throws(TypesettingFailure) -> [Slab] {
    switch block {
    case .heading(let words):
      var slabs = try lines(of: words, type.heading, .accent, above: 4.5)
      for index in slabs.indices { slabs[index].keepsNext = true }
      return slabs
    case .paragraph(let words): return try lines(of: words, type.body, .black, above: 1.2)
    case .note(let words): return try lines(of: words, type.small, .grey, above: 2.5)
    case .bullets(let items): return try bullets(items)
    case .banner(let words, let detail): return [try banner(words, detail: detail)]
    case .panels(let panels): return [try self.panels(panels)]
    case .fields(let fields): return try self.fields(fields)
    case .table(let table): return try rows(of: table)
    case .signatures(let signatures): return try boxes(for: signatures)
    }
  }

  /// Lines one under the other; neither the first nor the last is left alone on a page.
  private func lines(
    of words: String, _ font: Font, _ ink: Ink, above: Double, indent: Double = 0
  ) throws(TypesettingFailure) -> [Slab] {
    let lines = try typesetter.lines(of: words.withFirmSpaces, in: font, width: width - indent)
    let height = PaperStyle.lineHeight(of: font)
    return lines.enumerated().map { index, line in
      Slab(
        marks: [text(line, font, ink, at: Point(x: indent, y: baseline(of: font)))], height: height,
        above: index == 0 ? above : 0,
        keepsNext: lines.count > 1 && (index == 0 || index == lines.count - 2), words: words)
    }
  }

  private func bullets(_ items: [String]) throws(TypesettingFailure) -> [Slab] {
    var slabs: [Slab] = []
    for item in items {
      var lines = try lines(of: item, type.body, .black, above: 0.6, indent: type.body.points * 0.45)
      if !lines.isEmpty {
        lines[0].marks.append(
          text("•", type.body, .accent, at: Point(x: 1, y: baseline(of: type.body))))
      }
      slabs += lines
    }
    return slabs
  }

  private func banner(_ words: String, detail: String?) throws(TypesettingFailure) -> Slab {
    let bar = 1.6
    var column = Stack(
      x: bar + PaperStyle.padding, width: width - bar - 2 * PaperStyle.padding, height: PaperStyle.padding)
    try add(words, type.banner, .accent, to: &column)
    if let detail { try add(detail, type.body, .black, to: &column) }
    let height = column.height + PaperStyle.padding
    let ground = [
      Mark.fill(Area(x: 0, y: 0, width: width, height: height), ink: .tint),
      Mark.fill(Area(x: 0, y: 0, width: bar, height: height), ink: .accent),
    ]
    return Slab(marks: ground + column.marks, height: height, above: 5, words: words)
  }

  private func panels(_ panels: [Paper.Panel]) throws(TypesettingFailure) -> Slab {
    let each = (width - PaperStyle.gutter * Double(panels.count - 1)) / Double(max(panels.count, 1))
    var columns: [Stack] = []
    for (index, panel) in panels.enumerated() {
      var column = Stack(
        x: Double(index) * (each + PaperStyle.gutter) + PaperStyle.padding,
        width: each - 2 * PaperStyle.padding,
        height: PaperStyle.padding)
      try add(panel.caption.uppercased(), type.caption, .accent, to: &column)
      column.height += 0.6
      try add(panel.name, type.strong, .black, to: &column)
      for line in panel.lines { try add(line, type.body, .black, to: &column) }
      columns.append(column)
    }
    let height = (columns.map(\.height).max() ?? 0) + PaperStyle.padding
    let grounds = columns.map { column in
      Mark.fill(Area(x: column.x - PaperStyle.padding, y: 0, width: each, height: height), ink: .tint)
    }
    return Slab(
      marks: grounds + columns.flatMap(\.marks), height: height, above: 5,
      words: panels.map(\.name).joined(separator: ", "))
  }

  private func fields(_ fields: [Paper.Field]) throws(TypesettingFailure) -> [Slab] {
    var slabs: [Slab] = []
    for (index, field) in fields.enumerated() {
      var name = Stack(x: 0, width: PaperStyle.fieldName - 3, height: 0.7)
      try add(field.name, type.body, .grey, to: &name)
      let font = field.isCode ? type.code : type.body
      let drop = baseline(of: type.body) - baseline(of: font)
      var value = Stack(x: PaperStyle.fieldName, width: width - PaperStyle.fieldName, height: 0.7 + drop)
      try add(field.value, font, .black, to: &value)
      let height = max(name.height, value.height) + 0.7
      slabs.append(
        Slab(
          marks: name.marks + value.marks + [hairline(at: height)], height: height,
          above: index == 0 ? 1.5 : 0,
          keepsNext: index == 0 && fields.count > 1, words: field.name))
    }
    return slabs
  }

  private func boxes(for signatures: [Paper.Signature]) throws(TypesettingFailure) -> [Slab] {
    let each = (width - PaperStyle.gutter) / 2
    var slabs: [Slab] = []
    for start in stride(from: 0, to: signatures.count, by: 2) {
      var columns: [Stack] = []
      for (index, signature) in signatures[start..<min(start + 2, signatures.count)].enumerated() {
        var column = Stack(
          x: Double(index) * (each + PaperStyle.gutter) + PaperStyle.padding,
          width: each - 2 * PaperStyle.padding,
          height: 2)
        try add(signature.role.uppercased(), type.caption, .accent, to: &column)
        column.height += 0.4
        try add(signature.name, type.strong, .black, to: &column)
        try add(signature.hint, type.small, .grey, to: &column)
        columns.append(column)
      }
      let height = (columns.map(\.height).max() ?? 0) + PaperStyle.signature
      let frames = columns.map { column in
        Mark.outline(
          Area(x: column.x - PaperStyle.padding, y: 0, width: each, height: height), radius: 1.2,
          thickness: 0.25,
          ink: .grey)
      }
      slabs.append(
        Slab(
          marks: frames + columns.flatMap(\.marks), height: height, above: 4, words: signatures[start].name))
    }
    return slabs
  }
}

/// A piece of a paper that no page break cuts: a line, a row of a table, a box.
struct Slab {
  /// Marks from the top left corner of the slab.
  var marks: [Mark] = []
  var height: Double
  /// White above, unless the slab starts a page.
  var above = 0.0
  /// Whether a page may not end after it.
  var keepsNext = false
  /// What is repeated above it when it starts a page: the head of its table.
  var head: [Slab] = []
  /// What it says, for a failure to quote.
  var words = ""
}

extension [Slab] {
  /// The slabs spread over pages: each starts a new page when it, and what it keeps with it, no longer fits.
  ///
  /// - Throws: ``TypesettingFailure/tallerThanPage(_:)`` when one slab alone fits on no page.
  func paginated(in field: Area) throws(TypesettingFailure) -> [[Mark]] {
    var pages: [[Mark]] = [[]]
    var y = field.minY
    var isFirst = true
    func place(_ slab: Slab) {
      y += isFirst ? 0 : slab.above
      pages[pages.count - 1] += slab.marks.map { $0.moved(by: Point(x: field.minX, y: y)) }
      y += slab.height
      isFirst = false
    }
    for (index, slab) in enumerated() {
      let head = slab.head.reduce(0) { $0 + $1.height }
      guard head + slab.height <= field.size.height else { throw .tallerThanPage(slab.words) }
      if !isFirst, y + slab.above + kept(from: index) > field.maxY + 0.001 {
        pages.append([])
        (y, isFirst) = (field.minY, true)
        for piece in slab.head { place(piece) }
      }
      place(slab)
    }
    return pages
  }

  /// The height of a slab and of what must stay with it, unless that is more than a page.
  private func kept(from index: Int) -> Double {
    var (height, next) = (self[index].height, index)
    while self[next].keepsNext, next + 1 < count {
      next += 1
      height += self[next].above + self[next].height
    }
    return Swift.min(height, PaperStyle.field.size.height)
  }
}

/// A corner of a symbol's modules, counted from the top left.
public struct Corner: Hashable, Sendable {
  public var column: Int
  public var row: Int
}

extension QRSymbol {
  /// The borders of the dark regions, as closed paths of corners.
  ///
  /// Filled by the even-odd rule they are the symbol, with no seam between modules at any zoom.
  public var outlines: [[Corner]] {
    var walked = Set<Corner>()
    var paths: [[Corner]] = []
    for row in 0...side {
      for column in 0...side {
        let start = Corner(column: column, row: row)
        // Every border has a stretch that runs eastwards: looking for those finds them all.
        guard leads(.east, from: start), !walked.contains(start) else { continue }
        paths.append(outline(from: start, walked: &walked))
      }
    }
    return paths
  }

  private enum Heading: Int {
    case east, south, west, north

    var rightTurn: Heading { Heading(rawValue: (rawValue + 1) % 4) ?? self }
    var leftTurn: Heading { Heading(rawValue: (rawValue + 3) % 4) ?? self }
  }

  /// Follows a border with the dark modules on the right hand, back to where it started.
  private func outline(from start: Corner, walked: inout Set<Corner>) -> [Corner] {
    var path = [start]
    var (here, heading) = (start, Heading.east)
    repeat {
      if heading == .east { walked.insert(here) }
      switch heading {
      case .east: here.column += 1
      case .south: here.row += 1
      case .west: here.column -= 1
      case .north: here.row -= 1
      }
      // Where two dark modules touch by a corner only, turning right keeps them apart.
      let next = [heading.rightTurn, heading, heading.leftTurn].first { leads($0, from: here) } ?? heading
      if next != heading { path.append(here) }
      heading = next
    } while here != start || heading != .east
    if path.last == start { path.removeLast() }
    return path
  }

  /// Whether a border starts at a corner in a direction, the dark module on its right hand.
  private func leads(_ heading: Heading, from corner: Corner) -> Bool {
    let (column, row) = (corner.column, corner.row)
    return switch heading {
    case .east: isDark(column, row) && !isDark(column, row - 1)
    case .south: isDark(column - 1, row) && !isDark(column, row)
    case .west: isDark(column - 1, row - 1) && !isDark(column - 1, row)
    case .north: isDark(column, row - 1) && !isDark(column - 1, row - 1)
    }
  }
}

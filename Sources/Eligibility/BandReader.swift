import Kernel

/// Reads the bands of a ladder at one date: without gap or overlap, and going one way.
struct BandReader {
  /// How many steps of a `plus` are written out at most.
  static let mostSteps = 1_000

  let over: Measure
  let direction: Ladder.Direction

  /// A band as the file writes it.
  private struct Written {
    let min: Int
    let max: Int?
    let value: Int
    /// What each number after the first adds, as « + 4 500 € par personne supplémentaire ».
    let plus: Int
    let node: JSONNode
  }

  /// The bands, those with a `plus` written out number by number, so that reading a ladder is only looking up.
  func bands(_ node: JSONNode) throws(JSONFailure) -> [Ladder.Band] {
    var bands: [Ladder.Band] = []
    for element in try node.elements() {
      let written = try element.object { fields throws(JSONFailure) in
        let (min, max) = (try fields.required("min").wholeNumber(), try fields.optional("max")?.wholeNumber())
        if let max, max < min { throw element.failure(.emptyRange(min: min, max: max)) }
        return Written(
          min: min, max: max, value: try fields.required("value").wholeNumber(),
          plus: try fields.optional("plus")?.wholeNumber() ?? 0, node: element)
      }
      for band in try steps(of: written) {
        if let previous = bands.last { try check(band, after: previous, at: element) }
        bands.append(band)
      }
    }
    guard !bands.isEmpty else { throw node.failure(.emptyList) }
    return bands
  }

  private func steps(of band: Written) throws(JSONFailure) -> [Ladder.Band] {
    guard band.plus != 0 else { return [Ladder.Band(min: band.min, max: band.max, value: band.value)] }
    let last = band.max ?? over.largestUsual
    guard last >= band.min, last - band.min < BandReader.mostSteps else {
      throw band.node.failure(.tooManySteps(limit: BandReader.mostSteps))
    }
    return (band.min...last).map { number in
      // A step is far below where the sum of a thousand would overflow.
      Ladder.Band(
        min: number, max: number == last ? band.max : number, value: band.value + band.plus * (number - band.min))
    }
  }

  private func check(
    _ band: Ladder.Band, after previous: Ladder.Band, at node: JSONNode
  ) throws(JSONFailure) {
    guard band.min > previous.min else {
      throw node.failure(.bandsOutOfOrder(band.min, after: previous.min))
    }
    guard let end = previous.max else { throw node.failure(.bandAfterEndlessBand) }
    guard band.min > end else { throw node.failure(.bandsOverlap(band.min)) }
    guard band.min == end + 1 else { throw node.failure(.bandsGap(from: end + 1, to: band.min - 1)) }
    let goesOn =
      switch direction {
      case .increasing: band.value >= previous.value
      case .decreasing: band.value <= previous.value
      case .any: true
      }
    guard goesOn else {
      throw node.failure(.bandAgainstDirection(band.value, after: previous.value, direction))
    }
  }
}

/// What was measured, and what the same costs without Rebond.
struct Figure {
  let name: String
  var taken: [Duration]
  var floor: [Duration] = []

  /// Prints the name and every measure, one line for the program and one for its floor.
  func print() {
    for (kind, durations) in [("taken", taken), ("floor", floor)] where !durations.isEmpty {
      let seconds = durations.map { String(Double($0.components.attoseconds) / 1e18 + Double($0.components.seconds)) }
      Swift.print(([name, kind] + seconds).joined(separator: "\t"))
    }
  }
}

/// How long something took.
func measured(_ body: () throws -> Void) rethrows -> Duration { try ContinuousClock().measure(body) }

extension String {
  /// The candidate this word was probably meant to be, or nothing when none is near.
  ///
  /// The only candidate that begins with it, else the first of those at the least distance; one slip is forgiven for each
  /// three letters.
  public func nearest(in candidates: [String]) -> String? {
    let begun = candidates.filter { $0.hasPrefix(self) }
    if begun.count == 1, count > 1 { return begun.first }
    let word = Array(self)
    let forgiven = max(1, word.count / 3)
    return candidates.map { (candidate: $0, letters: Array($0)) }
      .filter { abs($0.letters.count - word.count) <= forgiven }
      .map { (candidate: $0.candidate, slips: slips(from: $0.letters, to: word)) }
      .filter { $0.slips <= forgiven }
      .min { $0.slips < $1.slips }?.candidate
  }
}

/// How many letters were added, dropped, changed or swapped with their neighbour (Damerau-Levenshtein, no letter touched
/// twice).
public func slips(from meant: [Character], to written: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...written.count)
  for (i, letter) in meant.enumerated() {
    var row = [i + 1]
    for (j, other) in written.enumerated() {
      var least = min(last[j] + (letter == other ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, letter == written[j - 1], meant[i - 1] == other {
        least = min(least, beforeLast[j - 1] + 1)
      }
      row.append(least)
    }
    (beforeLast, last) = (last, row)
  }
  return last[written.count]
}

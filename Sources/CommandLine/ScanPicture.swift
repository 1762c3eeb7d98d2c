import Kernel
import Scanning
import Terminal

/// What the screen of a session shows: who and what on top, counters, the last answer large, the ones before, the line typed.
struct ScanPicture {
  let state: ScanState
  /// What was told, newest first.
  let told: [Notice]
  /// What is being typed or scanned.
  let typed: String
  let language: Language

  /// The picture for a screen of a size; the smallest useful one is 40 columns by 12 rows.
  func picture(columns: Int, rows: Int) -> Picture {
    // On the lowest screens, the place and the step leave room for the answer.
    let head =
      [Picture.Row(" " + state.context[language], .bar)]
      + (rows < 10 ? [] : [Picture.Row(" " + standing(columns: columns), .bar)])
      + [Picture.Row(" " + counters, .strong)]
    let room = max(0, rows - head.count - 2)
    let body = state.lock.map { error($0, columns: columns, rows: room) } ?? work(columns: columns, rows: room)
    let shown = state.awaitsSecret ? String(repeating: "*", count: typed.count) : typed
    let prompt = "> " + shown
    let foot = [
      Picture.Row(String(repeating: "─", count: columns)),
      Picture.Row(typed.isEmpty ? prompt + help : prompt, .strong),
    ]
    let filling = max(0, room - body.count)
    var picture = Picture(
      rows: head + body.prefix(room) + Array(repeating: Picture.Row(""), count: filling) + foot)
    picture.cursor = 2 + shown.count
    return picture
  }

  /// Where and what, the step cut by what the place leaves it.
  private func standing(columns: Int) -> String {
    let place = "⌂ " + (state.place ?? "—")
    return state.step.map { "\(place.prefix(columns / 2))   ▸ \($0[language])" } ?? place
  }

  private var counters: String {
    let done = Text.count(state.done, fr: ("fait", "faits"), en: ("done", "done"))
    let refused = Text.count(state.refused, fr: ("refusé", "refusés"), en: ("refused", "refused"))
    return "✔ \(done[language])    ✘ \(refused[language])"
  }

  private var help: String { Text(fr: "   (Ctrl-D : finir)", en: "   (Ctrl-D: end)")[language] }

  /// The last answer as a band, then those before it.
  private func work(columns: Int, rows: Int) -> [Picture.Row] {
    guard let last = told.first else {
      return [Picture.Row(""), Picture.Row("   " + Text(fr: "Scannez.", en: "Scan.")[language], .strong)]
    }
    let band =
      [""] + ["   \(last.kind.sign)  \(last.kind.word[language])"] + wrapped(last.text, columns).prefix(3) + [""]
    let list = told.dropFirst().map { Picture.Row(" \($0.kind.sign) \($0.text[language])") }
    return [Picture.Row("")] + band.map { Picture.Row($0, last.kind.look) } + [Picture.Row("")]
      + list.prefix(max(0, rows - band.count - 2))
  }

  /// A refusal, over the whole screen until it is read.
  private func error(_ refusal: Text, columns: Int, rows: Int) -> [Picture.Row] {
    let words = Text(fr: "✘  ERREUR — RIEN N'EST ENREGISTRÉ", en: "✘  ERROR — NOTHING IS RECORDED")[language]
    let ok = Text(fr: "▶  Scannez la carte  OK", en: "▶  Scan the  OK  card")[language]
    let lines = ["", "   " + words, ""] + wrapped(refusal, columns).prefix(max(1, rows - 6)) + ["", "   " + ok]
    let filling = Array(repeating: "", count: max(0, rows - lines.count))
    return (lines + filling).map { Picture.Row($0, .bad) }
  }

  /// A text on lines as wide as the screen, less a margin.
  private func wrapped(_ text: Text, _ columns: Int) -> [String] {
    let width = max(10, columns - 6)
    var lines: [String] = []
    for word in text[language].split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + word.count < width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word.prefix(width)))
      }
    }
    return lines.map { "   " + $0 }
  }
}

extension Notice.Kind {
  /// The one word that goes with the sign and the colour.
  fileprivate var word: Text {
    switch self {
    case .done: Text(fr: "FAIT", en: "DONE")
    case .undone: Text(fr: "ANNULÉ", en: "UNDONE")
    case .refused, .locked: Text(fr: "ERREUR", en: "ERROR")
    case .pin: Text(fr: "CODE SECRET ?", en: "PIN?")
    case .chosen: Text(fr: "ET ENSUITE ?", en: "AND THEN?")
    case .device: Text(fr: "EN MAIN", en: "IN HAND")
    case .person: Text(fr: "BONJOUR", en: "HELLO")
    case .shown: Text(fr: "VOICI", en: "HERE")
    case .already: Text(fr: "DÉJÀ", en: "ALREADY")
    case .cleared: Text(fr: "MAINS VIDES", en: "EMPTY HANDS")
    case .unlocked: Text(fr: "ON CONTINUE", en: "GO ON")
    }
  }

  fileprivate var look: Picture.Look {
    switch self {
    case .done, .undone: .good
    case .refused, .locked: .bad
    case .pin, .chosen: .waiting
    case .device, .person, .shown, .already, .cleared, .unlocked: .bar
    }
  }
}

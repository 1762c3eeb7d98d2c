import Evidence
import Kernel

/// The words people write in the cells of a list, and what they mean.
enum EquipmentWords {
  /// What a cell says of the kind of a device; its words without case, accents or anything but letters and digits.
  static func category(_ written: String) -> DeviceCategory? {
    let word = written.lettersAndDigits
    return categoryByWord[word] ?? categoryByWord[singular(word)]
  }

  /// Where a thing of a stock stands, as its list says.
  enum Standing {
    case received, inWorkshop, ready, lent, gone
  }

  /// What a cell says of where a thing stands.
  ///
  /// « PRETE » may mean ready or lent: without its accents it means nothing.
  static func standing(_ written: String) -> Standing? {
    let words = [written.lowercased().filter(\.isLetter), written.lettersAndDigits].flatMap { [$0, singular($0)] }
    return standings.first { !$0.words.isDisjoint(with: words) }?.standing
  }

  /// What a cell says of a serial number, or nothing when what stands there is none: « néant », « 0000000 ».
  ///
  /// A machine's serial of five characters or fewer is doubtful; one that a person copied is not. What a person writes without
  /// a single digit is a word about it: « à remplir », « illisible ».
  static func serial(_ written: String) -> String? {
    guard let serial = SerialNumber(written), serial.written.contains(where: \.isNumber) else { return nil }
    return switch serial.verdict {
    case .usable: serial.written
    case .short: serial.written.count >= 3 ? serial.written : nil
    case .placeholder, .masked, .garbled: nil
    }
  }

  private static func singular(_ word: String) -> String { word.hasSuffix("s") ? String(word.dropLast()) : word }

  /// What each category is called: by its own names first, then as people write it.
  private static let categoryByWord: [String: DeviceCategory] = {
    let named = DeviceCategory.allCases.flatMap { category in
      [category.rawValue, category.text.fr].map { ($0.lettersAndDigits, category) }
    }
    let written = categories.flatMap { category, words in words.map { ($0, category) } }
    return Dictionary(named + written) { first, _ in first }
  }()

  private static let categories: [(category: DeviceCategory, words: Set<String>)] = [
    (.laptop, ["portable", "pcportable", "ordinateurportable", "laptop", "notebook", "ultraportable", "chromebook"]),
    (
      .desktop,
      [
        "fixe", "pcfixe", "ordinateurfixe", "ordinateurdebureau", "pc", "pcdebureau", "tour", "unitecentrale", "uc",
        "desktop", "ordinateur", "poste", "minipc", "microtour",
      ]
    ),
    (.allInOne, ["toutenun", "allinone", "aio", "ordinateurtoutenun", "imac"]),
    (.tablet, ["tablette", "tablet", "ipad"]),
    (.smartphone, ["telephone", "telephoneportable", "smartphone", "mobile", "telephonemobile", "iphone"]),
    (.screen, ["ecran", "moniteur", "screen", "monitor", "computermonitor", "ecranpc"]),
    (.printer, ["imprimante", "printer", "multifonction", "copieur", "imprimantemultifonction"]),
    (
      .peripheral,
      ["peripherique", "clavier", "souris", "keyboard", "mouse", "webcam", "casque", "scanner", "stationdaccueil"]
    ),
    (.router, ["box", "routeur", "router", "switch", "modem", "bornewifi"]),
    (.other, ["autre", "divers", "other"]),
  ]

  private static let standings: [(standing: Standing, words: Set<String>)] = [
    (.received, ["recu", "enstock", "stock", "atester", "atrier", "received", "instock", "inventory"]),
    (.inWorkshop, ["enatelier", "atelier", "encours", "areparer", "enreparation", "inworkshop", "inrefurbishment"]),
    (.ready, ["pret", "prête", "disponible", "teste", "testee", "pretapartir", "ready", "available"]),
    (
      .lent,
      [
        "prêté", "prêtée", "enpret", "enprêt", "loue", "louee", "enlocation", "chezunfoyer", "onloan", "lent", "loaned",
      ]
    ),
    (
      .gone,
      [
        "sorti", "sortie", "donne", "donnee", "vendu", "vendue", "recycle", "recyclee", "rebut", "detruit", "perdu",
        "vole", "out", "given", "sold", "recycled", "scrapped", "lost",
      ]
    ),
  ]
}

import Arguments
import Kernel

/// The argument of lists that can be narrowed.
enum Sought {
  static let words = Argument<String?>(
    .text.named(fr: "MOTS", en: "WORDS"),
    Text(fr: "seulement ce dont le nom contient ces mots", en: "only what these words are in the name of"))
}

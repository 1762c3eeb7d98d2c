/// A language Rebond speaks to its users.
public enum Language: String, Sendable, CaseIterable {
  case fr, en

  /// Chooses the language of a session: the explicit wish, else `REBOND_LANG`, else an fr or en locale, else French.
  ///
  /// - Parameters:
  ///   - wish: what the user asked for on the command line, already known to be a language.
  ///   - environment: the variables of the process; `LC_ALL`, `LC_MESSAGES` and `LANG` are read in that order.
  public static func chosen(wish: Language?, environment: [String: String]) -> Language {
    if let wish { return wish }
    for variable in ["REBOND_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = environment[variable] else { continue }
      if let language = Language(rawValue: String(value.lowercased().prefix(2))) { return language }
    }
    return .fr
  }
}

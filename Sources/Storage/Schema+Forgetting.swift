extension Schema {
  /// What rows about a person lose when the act that forgets them says so, while everything else in them stays for ever.
  public struct Forgetting: Sendable {
    enum Loss: Sendable {
      /// The rows go.
      case rows
      /// Some columns lose their words, each in its own way; the others, all named, stay.
      case words([String: Emptied], kept: [String])
    }

    let loss: Loss
    /// Whose file the row belongs to, as a subject of the journal, over `OLD`.
    let subject: String

    /// Rows that go with the file of their subject.
    public static func rows(of subject: String) -> Forgetting { Forgetting(loss: .rows, subject: subject) }

    /// Rows that stay without their words.
    ///
    /// - Parameters:
    ///   - emptied: the columns that are emptied, and how.
    ///   - kept: all other columns.
    public static func words(
      _ emptied: [String: Emptied], keeping kept: [String], of subject: String
    ) -> Forgetting {
      Forgetting(loss: .words(emptied, kept: kept), subject: subject)
    }
  }

  /// What takes the place of words that are forgotten.
  public enum Emptied: Sendable {
    /// Nothing.
    case null
    /// A dash, where there must be something.
    case dash
    /// The SHA-256 of what was there: whoever still has the text can show that it was this one.
    case digest
    /// No bytes at all.
    case bytes

    func holds(_ column: String) -> String {
      switch self {
      case .null: "NEW.\(column) IS NULL"
      case .bytes: "NEW.\(column) = x''"
      case .dash: "NEW.\(column) = '\(Forgotten.dash)'"
      case .digest: "(NEW.\(column) GLOB '\(Forgotten.digestMark)*' AND length(NEW.\(column)) = 71)"
      }
    }
  }

  /// Whether the act that is being recorded forgets a subject of the journal; once its entry is written, it forgets no more.
  public static func isBeingForgotten(_ subject: String) -> String {
    """
    EXISTS (SELECT 1 FROM forgettings WHERE forgettings.subject = \(subject)
      AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.sequence = forgettings.entry))
    """
  }

  /// Whether a subject of the journal was forgotten by an earlier act.
  public static func isForgotten(_ subject: String) -> String {
    """
    EXISTS (SELECT 1 FROM forgettings JOIN journal ON journal.sequence = forgettings.entry
      WHERE forgettings.subject = \(subject))
    """
  }

  static func keepsRows(of table: String, forgetting: Forgetting?) -> String {
    let condition: String
    if let forgetting, case .rows = forgetting.loss {
      condition = "WHEN NOT \(isBeingForgotten(forgetting.subject))\n"
    } else {
      condition = ""
    }
    return """
      CREATE TRIGGER \(table)_keeps_rows BEFORE DELETE ON \(table)
      \(condition)BEGIN SELECT RAISE(ABORT, '\(table): rows are never deleted'); END;
      """
  }

  static func keepsValues(of table: String, forgetting: Forgetting?) -> String {
    guard let forgetting, case .words(let emptied, let kept) = forgetting.loss else {
      return """
        CREATE TRIGGER \(table)_keeps_values BEFORE UPDATE ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table): rows are never changed'); END;
        """
    }
    return """
      CREATE TRIGGER \(table)_keeps_values BEFORE UPDATE OF \(kept.joined(separator: ", ")) ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table): rows are never changed'); END;
      \(losesWords(of: table, emptied, with: forgetting.subject))
      """
  }

  /// A trigger that lets columns be emptied by the act that forgets their subject, and changed by nothing else.
  ///
  /// - Parameter rewritten: when they may be written anew all the same, over `OLD`.
  public static func losesWords(
    of table: String, _ emptied: [String: Emptied], with subject: String, unless rewritten: String? = nil
  ) -> String {
    let columns = emptied.keys.sorted()
    let unchanged = columns.map { column in
      "(NEW.\(column) IS OLD.\(column) OR \(emptied[column, default: .null].holds(column)))"
    }
    return """
      CREATE TRIGGER \(table)_forgets BEFORE UPDATE OF \(columns.joined(separator: ", ")) ON \(table)
      WHEN NOT (\(unchanged.joined(separator: " AND ")) AND \(isBeingForgotten(subject))\(rewritten.map { "\n  OR \($0)" } ?? ""))
      BEGIN SELECT RAISE(ABORT, '\(table): rows are never changed'); END;

      """
  }
}

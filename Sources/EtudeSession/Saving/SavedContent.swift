import EtudeLanguage

/// What a saved session holds.
public enum SavedContent: String, Sendable, CaseIterable {
  /// What makes the live values again, and what was shown of them.
  case all
  /// The shortest script that makes the live values again.
  case values
}

extension SessionRecord {
  /// The statements that showed something of live values, each once: what was shown of values that have been superseded,
  /// or shown once more later, is left out.
  var shownAgain: Set<Int> {
    var seen: Set<String> = []
    let kept = statements.reversed().filter { statement in
      guard statement.isShownAgain(vocabulary), showsLiveValues(statement) else { return false }
      // What stands on nothing, such as a line of text, is meant to stand where it stands.
      return statement.uses.isEmpty || seen.insert("\(statement.uses) \(statement.text)").inserted
    }
    return Set(kept.map(\.index))
  }

  /// Whether all names that a statement mentions still have the values that it saw.
  private func showsLiveValues(_ statement: ExecutedStatement) -> Bool {
    let mentioned = Set(statement.mentionedNames)
    let cells = Set(statement.makersOfCells)
    return statement.uses.allSatisfy { use in
      let names = statements[use].statement.boundNames.filter(mentioned.contains)
      guard
        names.allSatisfy({ name in
          bindings[name].map { $0.maker == use || $0.maker == statement.index } ?? false
        })
      else { return false }
      return !cells.contains(use) || !names.isEmpty || showsLiveValues(statements[use])
    }
  }
}

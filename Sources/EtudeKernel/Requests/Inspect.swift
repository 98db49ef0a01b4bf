import EtudeCore
import EtudeLanguage
import EtudeSession

extension Kernel {
  /// Answers what is known of the word at the cursor: a name's value, or the page of a verb or a kind.
  func inspect(_ conversation: Conversation) {
    guard let cursor: Cursor = conversation.request.content() else {
      return conversation.refuse("an inspect_request says in which code, and where")
    }
    let text = inspection(of: Self.word(at: cursor))
    conversation.reply([
      ("status", { $0.string("ok") }), ("found", { $0.raw(text == nil ? "false" : "true") }),
      ("data", { $0.object(text.map { text in [("text/plain", { $0.string(text) })] } ?? []) }),
      ("metadata", { $0.object([]) }),
    ])
  }

  private func inspection(of word: String) -> String? {
    let interpreter = session.interpreter
    let vocabulary = interpreter.vocabulary
    let isKnown =
      interpreter.bindings[word] != nil || vocabulary.verbs[word] != nil
      || vocabulary.kinds[Kind(word)] != nil || vocabulary.hints[word] != nil
    guard isKnown, let request = HelpRequest("?" + word) else { return nil }
    return Help.text(for: request, in: interpreter)
  }

  /// The word in which the cursor is; of none, the one before it on its line: `fit net |` asks about the last name.
  private static func word(at cursor: Cursor) -> String {
    func isPart(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character == "_"
    }
    let end = cursor.after.prefix(while: isPart)
    var before = cursor.before[...]
    if end.isEmpty { before = before.trimmingEnd { !isPart($0) && !$0.isNewline } }
    return String(before.suffix(while: isPart)) + end
  }
}

extension Substring {
  fileprivate func trimmingEnd(while condition: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, condition(last) { text.removeLast() }
    return text
  }

  fileprivate func suffix(while condition: (Character) -> Bool) -> Substring {
    suffix(reversed().prefix(while: condition).count)
  }
}

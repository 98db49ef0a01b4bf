import EtudeCore
import EtudeLanguage
import EtudeSession

extension Kernel {
  /// Answers what may stand at the cursor: what TAB offers at the prompt.
  func complete(_ conversation: Conversation) {
    guard let cursor: Cursor = conversation.request.content() else {
      return conversation.refuse("a complete_request says in which code, and where")
    }
    let offers = Offers.at(
      endOf: cursor.before, in: session, commands: commands.commands)
    let end = cursor.before.unicodeScalars.count
    let replaced = String(decoding: cursor.before.utf8.dropFirst(offers.replaced.lowerBound), as: UTF8.self)
    let matches = offers.candidates.map { match($0.text, before: cursor.after) }
    conversation.reply([
      ("status", { $0.string("ok") }), ("matches", { json in json.list(matches) { $0.string($1) } }),
      ("cursor_start", { $0.number(offers.candidates.isEmpty ? end : end - replaced.unicodeScalars.count) }),
      ("cursor_end", { $0.number(end) }),
      ("metadata", { [self] in $0.object([("_jupyter_types_experimental", types(of: matches))]) }),
    ])
  }

  /// A candidate without the space that goes on at a prompt, and without the quote that is there already.
  private func match(_ candidate: String, before after: String) -> String {
    let text = candidate.last == " " ? String(candidate.dropLast()) : candidate
    guard let quote = text.last, "\"'".contains(quote), after.first == quote, text.first != quote else {
      return text
    }
    return String(text.dropLast())
  }

  /// What each match is, for the signs beside them.
  private func types(of matches: [String]) -> JSONText.Value {
    let kinds = matches.map { match in
      if session.vocabulary.verbs[match] != nil { return "function" }
      if match.last == ":" { return "keyword" }
      return match.last == "/" ? "path" : "instance"
    }
    return { json in
      json.list(zip(matches, kinds)) { json, pair in
        json.object([("text", { $0.string(pair.0) }), ("type", { $0.string(pair.1) })])
      }
    }
  }
}

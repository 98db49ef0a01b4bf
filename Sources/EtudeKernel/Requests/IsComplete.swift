import EtudeCore
import EtudeLanguage

extension Kernel {
  private struct IsCompleteRequest: Decodable { let code: String }

  /// Answers whether a cell can run as it is, goes on on the next line, or is wrong.
  func checkWhetherComplete(_ conversation: Conversation) {
    guard let request: IsCompleteRequest = conversation.request.content() else {
      return conversation.refuse("an is_complete_request says which code")
    }
    let status = status(of: request.code)
    conversation.reply(
      [("status", { $0.string(status) })]
        + (status == "incomplete" ? [("indent", { $0.string("  ") })] : []))
  }

  private func status(of code: String) -> String {
    if HelpRequest(code) != nil { return "complete" }
    if Interpreter.isIncomplete(code) { return "incomplete" }
    let source = SourceText(name: "", text: code)
    return (try? session.interpreter.check(source, mode: .cell)) == nil ? "invalid" : "complete"
  }
}

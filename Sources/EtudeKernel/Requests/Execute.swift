import Dispatch
import EtudeCore
import EtudeLanguage
import EtudeLessons
import EtudeSession
import Glibc

extension Kernel {
  private struct ExecuteRequest: Decodable {
    let code: String
    let silent: Bool?
    let store_history: Bool?
    let stop_on_error: Bool?
  }

  /// Runs a cell; shows on the way what it shows.
  func execute(_ conversation: Conversation) {
    guard let request: ExecuteRequest = conversation.request.content() else {
      return conversation.refuse("an execute_request says which code to run")
    }
    let isSilent = request.silent ?? false
    let isKept = !isSilent && request.store_history ?? true
    let number = session.promptNumber
    if !isSilent {
      conversation.publish(
        "execute_input",
        [("code", { $0.string(request.code) }), ("execution_count", { $0.number(number) })])
    }
    if let text = page(for: request.code) {
      if isKept { history.append(request.code, output: nil) }
      return conversation.replyDone(number, page: text)
    }
    let display = CellDisplay(conversation, isSilent: isSilent)
    outlet.current = display
    display.begin()
    var cell: Cell?
    if SessionCommand.isCommand(request.code) {
      commands.obey(request.code)
    } else {
      cell = session.execute(request.code, isKept: isKept)
      if commands.showsTime, let cell { display.show(Elapsed.text(cell.seconds)) }
    }
    let error = display.end(number: cell?.number)
    outlet.current = nil
    if isKept { history.append(request.code, output: cell?.value.map(ValueText.of)) }
    guard let error else { return conversation.replyDone(number) }
    if request.stop_on_error ?? true { abortWhatWaits() }
    conversation.reply(
      [("status", { $0.string("error") }), ("execution_count", { $0.number(number) })] + error.members)
  }

  /// What is looked up, and is no cell: help, and the lessons.
  private func page(for code: String) -> String? {
    if let help = HelpRequest(code) { return Help.text(for: help, in: session.interpreter) }
    guard session.interpreter.bindings["lesson"] == nil else { return nil }
    return LessonRequest(code)?.page
  }

  /// Marks the cells that were sent before anyone could know of the error.
  ///
  /// Cells of a notebook that is run whole follow each other within milliseconds, and some may still be on their way.
  private func abortWhatWaits() {
    usleep(50_000)
    let all = DispatchSemaphore(value: 0)
    channels.readAll { all.signal() }
    // Where the sockets are closed, nothing waits any more.
    _ = all.wait(timeout: .now() + 1)
    inbox.abortCells()
  }
}

extension Conversation {
  /// Answers that a cell ran to its end.
  ///
  /// - Parameter page: a text to look up something in, which no notebook keeps.
  fileprivate func replyDone(_ number: Int, page: String? = nil) {
    reply([
      ("status", { $0.string("ok") }), ("execution_count", { $0.number(number) }),
      ("user_expressions", { $0.object([]) }),
      (
        "payload",
        { json in
          json.list(page.map { [$0] } ?? []) { json, text in
            json.object([
              ("source", { $0.string("page") }), ("start", { $0.number(0) }),
              ("data", { $0.object([("text/plain", { $0.string(text) })]) }),
            ])
          }
        }
      ),
    ])
  }
}

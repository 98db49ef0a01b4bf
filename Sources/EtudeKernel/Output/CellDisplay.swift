import EtudeCore
import EtudeLanguage
import EtudeSession
import Synchronization

/// What a cell shows while it runs, sent to all front ends; any thread may show.
///
/// Lines are sent together, ten times a second at most, so that a loop that prints does not drown them.
final class CellDisplay: Sendable {
  private let conversation: Conversation
  /// Whether only errors are taken note of.
  private let isSilent: Bool
  private let state: Mutex<State>

  private struct State {
    var stream = "stdout"
    var text = ""
    /// The value that was shown last, if nothing else was since: at the end it is the cell's result.
    var result: MIMEBundle?
    /// When it was shown.
    var resultTime = 0.0
    var sounds = 0
    var errors: [Diagnostic] = []
    var progress: ProgressDisplay
    var ticker: Ticker?
  }

  /// Bytes of text that are not held back any longer.
  private static let most = 1 << 16
  /// Seconds after which a value that was shown is not taken for the cell's result.
  private static let resultPatience = 1.0

  init(_ conversation: Conversation, isSilent: Bool) {
    self.conversation = conversation
    self.isSilent = isSilent
    state = Mutex(State(progress: ProgressDisplay(conversation)))
  }

  /// Begins to send what is shown.
  func begin() {
    guard !isSilent else { return }
    // Where the system gives no thread for it, text is sent at the end of the cell.
    let ticker = try? Ticker(after: 0.1, every: 0.1) { [weak self] in self?.tick() }
    state.withLock { $0.ticker = ticker }
  }

  /// Shows a line of results.
  func show(_ text: String) { write(text + "\n", on: "stdout") }

  /// Shows what is looked at.
  func show(_ bundle: MIMEBundle) {
    guard !isSilent else { return }
    state.withLock { state in
      flush(&state)
      conversation.publish("display_data", bundle.members)
    }
  }

  /// Shows a value as a text stands for it.
  func present(_ value: Value, as text: String) {
    guard !isSilent else { return }
    let sounds = state.withLock { state in
      if case .object(let object) = value, object is any AudibleValue { state.sounds += 1 }
      return state.sounds
    }
    let bundle = MIMEBundle(value, as: text, hasSound: sounds <= ShownPart.mostSounds)
    state.withLock { state in
      flush(&state)
      state.result = bundle
      state.resultTime = SteadyClock.seconds()
    }
  }

  /// Shows a warning; keeps an error for the end.
  func report(_ diagnostic: Diagnostic) {
    switch diagnostic.severity {
    case .warning: write(diagnostic.rendered + "\n", on: "stderr")
    case .error: state.withLock { $0.errors.append(diagnostic) }
    }
  }

  /// Takes what work says of itself.
  func take(_ event: WorkEvent) {
    switch event {
    case .warning(let message): report(Diagnostic(.warning, at: nil, message))
    case .progress(let stage, let done, let total, let note):
      guard !isSilent else { return }
      state.withLock { $0.progress.take(stage, done: done, total: total, note: note) }
    }
  }

  /// Sends what is left.
  ///
  /// - Parameter number: the cell's, under which its result stands; nil if it has none.
  /// - Returns: the cell's error, if it has one.
  func end(number: Int?) -> CellError? {
    state.withLock { state in
      state.ticker?.stop()
      state.ticker = nil
      let error = CellError(state.errors)
      state.progress.end(failed: error != nil)
      if let result = state.result, let number, error == nil {
        state.result = nil
        conversation.publish(
          "execute_result", [("execution_count", { $0.number(number) })] + result.members)
      }
      flush(&state)
      if let error, !isSilent { conversation.publish("error", error.members) }
      return error
    }
  }

  private func tick() {
    state.withLock { state in
      guard state.ticker != nil else { return }
      // What is followed by long work is seen meanwhile.
      if SteadyClock.seconds() - state.resultTime > Self.resultPatience { flush(&state) }
      flushText(&state)
      state.progress.tick()
    }
  }

  private func write(_ text: String, on stream: String) {
    guard !isSilent else { return }
    state.withLock { state in
      if state.stream != stream || state.result != nil { flush(&state) }
      state.stream = stream
      state.text += text
      if state.text.utf8.count > Self.most { flush(&state) }
    }
  }

  /// Sends all that was shown so far; a value that something follows is no result.
  private func flush(_ state: inout State) {
    flushText(&state)
    guard let bundle = state.result else { return }
    state.result = nil
    conversation.publish("display_data", bundle.members)
  }

  private func flushText(_ state: inout State) {
    guard !state.text.isEmpty else { return }
    let (stream, text) = (state.stream, state.text)
    conversation.publish("stream", [("name", { $0.string(stream) }), ("text", { $0.string(text) })])
    state.text = ""
  }
}

import EtudeCore
import EtudeSession

/// How far a cell's work has come: one output that changes in its place.
///
/// There is none before half a second of work, and it changes at most twice a second.
struct ProgressDisplay {
  private let conversation: Conversation
  private var stages = Stages()
  /// When the first stage began.
  private var began: Double?
  /// The name by which front ends find it again; nil while there is none.
  private var name: String?
  private var lastChange = 0.0

  private static let patience = 0.5
  private static let pause = 0.5
  private static let width = 100

  init(_ conversation: Conversation) { self.conversation = conversation }

  mutating func take(_ stage: String, done: Int, total: Int, note: String) {
    let now = SteadyClock.seconds()
    if began == nil { began = now }
    stages.take(stage, done: done, total: total, note: note, now: now)
  }

  /// Shows how things stand, if it is time to.
  mutating func tick() {
    let now = SteadyClock.seconds()
    guard let began, now - began >= Self.patience, now - lastChange >= Self.pause, !stages.stages.isEmpty
    else { return }
    lastChange = now
    let line = ProgressBar.line(
      width: Self.width, stages: stages.stages.map { .init($0.name, done: $0.done, total: $0.total) },
      share: stages.share, remaining: stages.remaining(now: now),
      note: stages.stages.last { !$0.note.isEmpty }?.note ?? "")
    let bar = "<progress max=\"1\" value=\"\(stages.share)\"></progress>"
    // The bar stands for the one that is drawn with letters.
    let words = String(line.filter { !"━╌".contains($0) })
    show(
      MIMEBundle(forms: [
        (type: "text/html", content: "\(bar) <span>\(HTMLText.escaped(words))</span>"),
        (type: "text/plain", content: line),
      ]))
  }

  /// Says how long it took, where it was shown.
  mutating func end(failed: Bool) {
    guard name != nil, let began else { return }
    let time = Elapsed.rounded(SteadyClock.seconds() - began)
    let text = failed ? "stopped after \(time)" : "done in \(time)"
    show(MIMEBundle(forms: [(type: "text/plain", content: text)]))
  }

  private mutating func show(_ bundle: MIMEBundle) {
    let name = name ?? "progress-\(conversation.channels.sender.newName())"
    let place: JSONText.Member = (
      "transient", { $0.object([("display_id", { $0.string(name) })]) }
    )
    conversation.publish(self.name == nil ? "display_data" : "update_display_data", bundle.members + [place])
    self.name = name
  }
}

import EtudeCore

/// A request on its channel, and all that is said because of it.
struct Conversation: Sendable {
  let request: Request
  let channel: Channels.Channel
  let channels: Channels

  /// Answers who asked.
  func reply(_ content: [JSONText.Member]) {
    channels.send(
      channels.sender.frames(replyType, to: request.identities, parent: request, content), on: channel)
  }

  /// Tells all who listen.
  func publish(_ type: String, _ content: [JSONText.Member]) {
    channels.send(
      channels.sender.frames(type, to: [Array(type.utf8)], parent: request, content), on: .ioPub)
  }

  /// Says that the kernel is busy while `body` runs, and idle after.
  func busily(_ body: () -> Void) {
    publish("status", [("execution_state", { $0.string("busy") })])
    body()
    publish("status", [("execution_state", { $0.string("idle") })])
  }

  /// Answers that the request cannot be dealt with.
  func refuse(_ cause: String) {
    reply([
      ("status", { $0.string("error") }), ("ename", { $0.string("error") }),
      ("evalue", { $0.string(cause) }), ("traceback", { $0.list([cause]) { $0.string($1) } }),
    ])
  }

  /// `execute_reply` to an `execute_request`.
  var replyType: String {
    let suffix = "_request"
    return (request.type.hasSuffix(suffix) ? String(request.type.dropLast(suffix.count)) : request.type)
      + "_reply"
  }
}

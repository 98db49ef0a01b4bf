import EtudeCore
import EtudeLanguage

/// What is answered without the session: who the kernel is, and how it is stopped.
extension Conversation {
  /// Answers on the control channel, also while a cell runs.
  func answerAtOnce(cancellation: Cancellation, end: () -> Void) {
    switch request.type {
    case "interrupt_request":
      busily {
        cancellation.request()
        reply([("status", { $0.string("ok") })])
      }
    case "shutdown_request": shutDown(end)
    default: busily { answerWithoutSession() }
    }
  }

  /// Says that the kernel ends, and ends it.
  func shutDown(_ end: () -> Void) {
    struct Content: Decodable { let restart: Bool? }
    let restarts = request.content(as: Content.self)?.restart ?? false
    let content: [JSONText.Member] = [
      ("status", { $0.string("ok") }), ("restart", { $0.raw(restarts ? "true" : "false") }),
    ]
    busily {
      publish("shutdown_reply", content)
      reply(content)
    }
    end()
  }

  /// Answers what does not need the session; what is unknown is refused, if it asks for an answer.
  func answerWithoutSession() {
    switch request.type {
    case "kernel_info_request": reply(Self.info)
    // No verb opens a comm, so that there are none, and one that a front end opens is closed.
    case "comm_info_request": reply([("status", { $0.string("ok") }), ("comms", { $0.object([]) })])
    case "comm_open":
      struct Content: Decodable { let comm_id: String }
      guard let comm = request.content(as: Content.self)?.comm_id else { return }
      publish("comm_close", [("comm_id", { $0.string(comm) }), ("data", { $0.object([]) })])
    case let type where type.hasSuffix("_request"): refuse("the kernel knows no \(type)")
    default: break
    }
  }

  private static var info: [JSONText.Member] {
    [
      ("status", { $0.string("ok") }), ("protocol_version", { $0.string(EtudeKernel.protocolVersion) }),
      ("implementation", { $0.string("etude") }), ("implementation_version", { $0.string(Etude.version) }),
      (
        "language_info",
        {
          $0.object([
            ("name", { $0.string("etude") }), ("version", { $0.string(Etude.version) }),
            ("mimetype", { $0.string("text/x-etude") }), ("file_extension", { $0.string(".etude") }),
            // Comments, strings and numbers are written as in Python, so that its colours fit.
            ("codemirror_mode", { $0.string("python") }), ("pygments_lexer", { $0.string("text") }),
          ])
        }
      ),
      ("banner", { $0.string("Étude \(Etude.version), a session for music-genre recognition") }),
      ("debugger", { $0.raw("false") }), ("help_links", { $0.list([String]()) { $0.string($1) } }),
    ]
  }
}

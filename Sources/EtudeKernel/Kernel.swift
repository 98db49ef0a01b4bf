import Dispatch
import EtudeCore
import EtudeLanguage
import EtudeSession
import Glibc

/// A session that Jupyter's front ends speak to.
public final class Kernel {
  let session: Session
  let outlet: Outlet
  let channels: Channels
  let inbox = Inbox()
  let history: KernelHistory
  let commands: NotebookCommands
  private let cancellation: Cancellation
  private let connection: ConnectionFile

  /// - Parameters:
  ///   - environment: what verbs may use; what they show goes to the front ends.
  ///   - history: where cells are kept from session to session; nil to keep none.
  ///   - drawing: a picture as SVG, if it can be had.
  public init(
    vocabulary: Vocabulary, environment: Environment, seed: UInt64? = nil, connection: ConnectionFile,
    history: HistoryFile? = nil,
    drawing: @escaping @Sendable (any ObjectValue) throws -> [UInt8]? = { _ in nil }
  ) throws {
    let outlet = Outlet()
    self.outlet = outlet
    self.connection = connection
    let history = KernelHistory(history)
    self.history = history
    cancellation = environment.work.cancellation
    channels = try Channels(sender: Sender(signer: Signer(key: connection.key)))
    session = Session(
      vocabulary: vocabulary, environment: outlet.environment(environment, drawing: drawing), seed: seed,
      report: { outlet.current?.report($0) })
    commands = NotebookCommands(session, history, outlet)
  }

  /// Answers until a front end ends it, or the program that started it is gone; gives how the program ends.
  ///
  /// - Throws: `Failure` if it cannot listen at the connection's addresses.
  public func run() throws -> ProgramExit {
    let finished = DispatchSemaphore(value: 0)
    let closed = DispatchSemaphore(value: 0)
    try channels.open(connection, listener(finished: finished, closed: closed))
    channels.send(
      channels.sender.frames(
        "status", to: [Array("status".utf8)], parent: nil, [("execution_state", { $0.string("starting") })]),
      on: .ioPub)
    while true {
      switch inbox.next() {
      case .answer(let request): answer(Conversation(request: request, channel: .shell, channels: channels))
      case .abort(let request):
        let conversation = Conversation(request: request, channel: .shell, channels: channels)
        conversation.busily { conversation.reply([("status", { $0.string("aborted") })]) }
      case .end:
        session.environment.work.store?.prune()
        finished.signal()
        closed.wait()
        return .done
      }
    }
  }

  /// What the sockets' thread does with what comes in.
  private func listener(finished: DispatchSemaphore, closed: DispatchSemaphore) -> Channels.Listener {
    let parent = ParentProcess()
    let end = { @Sendable [inbox, cancellation, channels] in
      inbox.end()
      cancellation.request()
      channels.end()
    }
    return Channels.Listener(
      shell: { [inbox, channels] request in
        if request.type == "shutdown_request" {
          Conversation(request: request, channel: .shell, channels: channels).shutDown(end)
        } else {
          inbox.put(request)
        }
      },
      control: { [channels, cancellation] request in
        Conversation(request: request, channel: .control, channels: channels)
          .answerAtOnce(cancellation: cancellation, end: end)
      },
      now: { if parent?.isGone == true { end() } },
      ended: {
        closed.signal()
        // Work that does not stop is ended with the program.
        if finished.wait(timeout: .now() + 2) == .timedOut { _exit(ProgramExit.done.rawValue) }
      })
  }

  /// Answers a request on the shell channel.
  private func answer(_ conversation: Conversation) {
    conversation.busily {
      switch conversation.request.type {
      case "execute_request": execute(conversation)
      case "complete_request": complete(conversation)
      case "inspect_request": inspect(conversation)
      case "is_complete_request": checkWhetherComplete(conversation)
      case "history_request": tellHistory(conversation)
      default: conversation.answerWithoutSession()
      }
    }
  }
}

/// The program that started the kernel, where it says so: Jupyter's server, without which nobody can reach the kernel.
struct ParentProcess: Sendable {
  private let number: pid_t

  /// Nil where the kernel was started by hand.
  init?() {
    guard UserEnvironment.value(of: "JPY_PARENT_PID") == String(getppid()) else { return nil }
    number = getppid()
  }

  var isGone: Bool { getppid() != number }
}

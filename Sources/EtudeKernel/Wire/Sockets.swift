import EtudeCore

/// The sockets, and what is done with each.
final class Sockets {
  private var open: [Channels.Channel: Socket]
  private var stdin: Socket?
  private var heartbeat: Socket?
  private let signer: Signer
  private var seen = SeenSignatures()

  init(_ connection: ConnectionFile) throws {
    let context = try SocketContext()
    func socket(_ role: Socket.Role, _ port: Int) throws -> Socket {
      let socket = try Socket(role, in: context)
      try socket.listen(at: connection.address(port: port))
      return socket
    }
    open = [
      .shell: try socket(.router, connection.shellPort),
      .control: try socket(.router, connection.controlPort),
      .ioPub: try socket(.publisher, connection.ioPubPort),
    ]
    stdin = try socket(.router, connection.stdinPort)
    heartbeat = try socket(.router, connection.heartbeatPort)
    signer = Signer(key: connection.key)
  }

  subscript(channel: Channels.Channel) -> Socket? { open[channel] }

  var all: [Socket] { open.values + [stdin, heartbeat].compactMap { $0 } }

  /// Lets the sockets go: this waits a little for what was sent.
  func close() {
    open = [:]
    stdin = nil
    heartbeat = nil
  }

  /// Reads what waits: control first, since it stops what shell asks for. Messages that are none are passed over.
  func read(_ listener: Channels.Listener) {
    receive(open[.control]) { frames in request(frames).map(listener.control) }
    receive(heartbeat) { heartbeat?.send($0) }
    receive(open[.shell]) { frames in request(frames).map(listener.shell) }
    // No verb asks for input, so that nothing is to be heard there.
    receive(stdin) { _ in }
  }

  /// Takes the messages that wait on a socket; of a flood so many that the others have their turn.
  private func receive(_ socket: Socket?, _ body: ([[UInt8]]) -> Void) {
    for _ in 0..<1000 {
      guard let frames = socket?.receive() else { return }
      body(frames)
    }
  }

  private func request(_ frames: [[UInt8]]) -> Request? {
    Request(frames, signer: signer, isNew: { seen.insert($0) })
  }

  /// Greets who begins to hear what is published, so that it knows from when on it hears all.
  func welcome(_ sender: Sender) {
    receive(open[.ioPub]) { frames in
      guard let first = frames.first, first.first == 1,
        let topic = String(validating: first.dropFirst(), as: UTF8.self)
      else { return }
      let content: [JSONText.Member] = [("subscription", { $0.string(topic) })]
      open[.ioPub]?.send(sender.frames("iopub_welcome", to: [Array(topic.utf8)], parent: nil, content))
    }
  }
}

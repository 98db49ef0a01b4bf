import EtudeCore
import EtudeKernel
import EtudeLanguage
import EtudeSession
import FoundationEssentials
import Glibc
import Synchronization

/// What a kernel ended with.
final class ExitCode: Sendable {
  private let code = Mutex<Int32?>(nil)
  var value: Int32? { code.withLock { $0 } }
  func set(_ value: Int32) { code.withLock { $0 = value } }
}

/// A front end, and a kernel that runs beside it in a folder of its own.
final class Client {
  /// A message from the kernel: its kind, whose it is, what it says.
  struct Message {
    let type: String
    let parent: String
    let content: String

    /// What it says under a name; nil if that is not text.
    func text(_ name: String) -> String? {
      guard let members = try? JSONDecoder().decode([String: Member].self, from: Data(content.utf8)) else {
        return nil
      }
      return members[name]?.text
    }

    /// A member of an object, of which only texts matter here.
    private struct Member: Decodable {
      let text: String?
      init(from decoder: any Decoder) throws {
        text = try? decoder.singleValueContainer().decode(String.self)
      }
    }
  }

  let folder: String
  private let context: SocketContext
  private let shell: Socket
  private let control: Socket
  private let published: Socket
  private let sender = Sender(signer: Signer(key: "secret"))
  private let signer = Signer(key: "secret")
  private let code = ExitCode()
  /// What was published and nobody has asked for yet.
  private var heard: [Message] = []

  init(seed: UInt64? = nil, history: Bool = false) throws {
    var template = Array("/tmp/etude-kernel-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw systemFailure("cannot make a folder") }
    folder = String(cString: made)
    let file = folder + "/connection.json"
    try WholeFile.write(Self.connection(in: folder), to: file)
    context = try SocketContext()
    shell = try Socket(.dealer, in: context)
    control = try Socket(.dealer, in: context)
    published = try Socket(.subscriber, in: context)
    let cells = history ? HistoryFile(path: folder + "/history") : nil
    let code = code
    try startThread {
      let ended = try? Kernel(
        vocabulary: Tones.vocabulary, environment: Environment(), seed: seed, connection: .read(file),
        history: cells
      ).run()
      code.set(ended?.rawValue ?? -1)
    }
    for (socket, port) in [(shell, 1), (published, 2), (control, 4)] {
      try socket.connect(to: "ipc://\(folder)/socket-\(port)")
    }
    // From now on nothing that is published is missed.
    while try next(published).type != "iopub_welcome" {}
  }

  static func connection(in folder: String, changing change: (String, String) = ("", "")) -> String {
    """
    {"transport": "ipc", "ip": "\(folder)/socket", "shell_port": 1, "iopub_port": 2, "stdin_port": 3,
    "control_port": 4, "hb_port": 5, "key": "secret", "signature_scheme": "hmac-sha256", "kernel_name": "etude"}
    """.replacing(change.0, with: change.1)
  }

  /// Ends the kernel; gives its exit code.
  func end() throws -> Int32? {
    let (reply, _) = try ask("shutdown_request", #"{"restart": false}"#, urgently: true)
    guard reply.type == "shutdown_reply" else { return nil }
    for _ in 0..<500 {
      if let code = code.value { return code }
      usleep(10_000)
    }
    return nil
  }

  /// Sends frames as they are.
  func send(_ frames: [[UInt8]]) { shell.send(frames) }

  /// The frames of a rightly signed message, and its name.
  func frames(_ type: String, _ content: String) -> (frames: [[UInt8]], name: String) {
    let frames = sender.frames(type, to: [], parent: nil, [])
    var parts = Array(frames[2...])
    parts[3] = Array(content.utf8)
    let signature = (try? signer.signature(of: parts)) ?? []
    return ([frames[0], Signer.digits(signature)] + parts, Self.name(in: parts[0]))
  }

  /// Asks, and does not wait.
  func start(_ type: String, _ content: String, urgently: Bool = false) -> String {
    let message = frames(type, content)
    (urgently ? control : shell).send(message.frames)
    return message.name
  }

  /// Asks, and waits for the answer and for all that is published because of it.
  func ask(_ type: String, _ content: String, urgently: Bool = false) throws -> (Message, [Message]) {
    try answer(to: start(type, content, urgently: urgently), urgently: urgently)
  }

  func answer(to name: String, urgently: Bool = false) throws -> (Message, [Message]) {
    var reply = try next(urgently ? control : shell)
    while reply.parent != name { reply = try next(urgently ? control : shell) }
    return (reply, try published(for: name))
  }

  /// What is published because of a request, till the kernel is idle again.
  func published(for name: String) throws -> [Message] {
    func isLast(_ message: Message) -> Bool {
      message.parent == name && message.text("execution_state") == "idle"
    }
    while !heard.contains(where: isLast) { heard.append(try next(published)) }
    let messages = heard.filter { $0.parent == name && !isLast($0) }
    heard.removeAll { $0.parent == name }
    return messages
  }

  /// Runs a cell: the answer, and what is shown, without its beginning.
  func run(_ code: String, _ more: String = "") throws -> (Message, [Message]) {
    var json = JSONText()
    json.string(code)
    let (reply, messages) = try ask("execute_request", "{\"code\": \(json.text)\(more)}")
    return (reply, messages.filter { $0.type != "status" && $0.type != "execute_input" })
  }

  /// The next message from a socket; throws where none comes within half a minute.
  private func next(_ socket: Socket) throws -> Message {
    for _ in 0..<30 {
      Socket.wait(for: [socket], patience: 1000)
      guard let frames = socket.receive() else { continue }
      let start = (frames.firstIndex(of: Array("<IDS|MSG>".utf8)) ?? 0) + 2
      guard frames.count >= start + 4 else { throw Failure("a message lacks frames") }
      guard signer.isRight(frames[start - 1], of: Array(frames[start..<start + 4])) else {
        throw Failure("a message is wrongly signed")
      }
      let header = Message(type: "", parent: "", content: String(decoding: frames[start], as: UTF8.self))
      return Message(
        type: header.text("msg_type") ?? "", parent: Self.name(in: frames[start + 1]),
        content: String(decoding: frames[start + 3], as: UTF8.self))
    }
    throw Failure("the kernel says nothing")
  }

  private static func name(in header: [UInt8]) -> String {
    Message(type: "", parent: "", content: String(decoding: header, as: UTF8.self)).text("msg_id") ?? ""
  }

  deinit {
    for name in Folder.names(in: folder) { unlink(folder + "/" + name) }
    rmdir(folder)
  }
}

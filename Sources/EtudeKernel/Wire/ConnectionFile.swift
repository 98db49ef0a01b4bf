import EtudeCore
import FoundationEssentials

/// What a connection file says: the addresses to listen on, and the key that signs messages.
public struct ConnectionFile: Decodable, Sendable {
  let transport: String
  let ip: String
  let shellPort: Int
  let ioPubPort: Int
  let stdinPort: Int
  let controlPort: Int
  let heartbeatPort: Int
  let key: String
  let signatureScheme: String

  private enum CodingKeys: String, CodingKey {
    case transport, ip, key
    case shellPort = "shell_port"
    case ioPubPort = "iopub_port"
    case stdinPort = "stdin_port"
    case controlPort = "control_port"
    case heartbeatPort = "hb_port"
    case signatureScheme = "signature_scheme"
  }

  /// Reads and checks a file.
  ///
  /// - Throws: `Failure` if it cannot be read, is no connection file, or would let anyone send statements.
  public static func read(_ path: String) throws -> ConnectionFile {
    let bytes = try WholeFile.read(path)
    guard let file = try? JSONDecoder().decode(ConnectionFile.self, from: Data(bytes)) else {
      throw Failure.input("\(path) is not a connection file of Jupyter", fix: advice)
    }
    guard ["tcp", "ipc"].contains(file.transport) else {
      throw Failure.input("\(path) asks for the transport '\(file.transport)'", fix: "use tcp or ipc")
    }
    guard file.signatureScheme == "hmac-sha256" else {
      throw Failure.input(
        "\(path) asks for signatures by '\(file.signatureScheme)'", fix: "use hmac-sha256")
    }
    guard !file.key.isEmpty else {
      throw Failure.input(
        "\(path) has no key, so anyone could send statements",
        fix: "set Session.key in Jupyter's configuration")
    }
    return file
  }

  /// ZeroMQ's name of a channel's address.
  func address(port: Int) -> String {
    if transport == "ipc" { return "ipc://\(ip)-\(port)" }
    return ip.contains(":") ? "tcp://[\(ip)]:\(port)" : "tcp://\(ip):\(port)"
  }

  private static let advice = "Jupyter writes one when it starts a kernel: etude kernel install"
}

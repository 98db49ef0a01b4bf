import EtudeCore
import Glibc

/// What Jupyter reads to find the kernel: a folder `kernels/etude` with `kernel.json` and a logo.
public struct KernelSpec {
  /// The folder that holds it.
  public let folder: String

  /// The user's own: under `$JUPYTER_DATA_DIR`, else `$XDG_DATA_HOME/jupyter`, else `~/.local/share/jupyter`.
  ///
  /// - Throws: `Failure` without a home.
  public static func user() throws -> KernelSpec {
    guard
      let data = UserEnvironment.value(of: "JUPYTER_DATA_DIR")
        ?? UserEnvironment.dataFolder.map({ $0 + "/jupyter" })
    else { throw Failure("there is no home folder", fix: "write: etude kernel install --prefix DIR") }
    return KernelSpec(folder: data + "/kernels/etude")
  }

  /// That of all users of an installation, such as `/usr/local` or a virtual environment.
  public static func prefix(_ prefix: String) -> KernelSpec {
    KernelSpec(folder: prefix + "/share/jupyter/kernels/etude")
  }

  /// Writes it, so that Jupyter starts `program`.
  public func write(program: String) throws {
    var json = JSONText()
    json.object(
      [
        (
          "argv",
          { json in
            json.list([program, "kernel", "--connection-file", "{connection_file}"]) { $0.string($1) }
          }
        ),
        ("display_name", { $0.string("Étude") }), ("language", { $0.string("etude") }),
        ("interrupt_mode", { $0.string("message") }),
        ("kernel_protocol_version", { $0.string(EtudeKernel.protocolVersion) }),
        ("metadata", { $0.object([("debugger", { $0.raw("false") })]) }),
      ], .lines)
    try WholeFile.write(json.text + "\n", to: folder + "/kernel.json")
    try WholeFile.write(Self.logo, to: folder + "/logo-svg.svg")
  }

  /// The path of the program that runs.
  public static var ownProgram: String {
    get throws {
      guard let path = RunningProgram.path else {
        throw systemFailure("cannot find where this program lies")
      }
      return path
    }
  }

  /// Bars of a spectrum.
  private static let logo = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
    <title>Étude</title>
    <rect width="64" height="64" rx="12" fill="#2b3a67"/>
    <g fill="#f4a259">
    <rect x="11" y="34" width="6" height="18" rx="2"/>
    <rect x="20" y="20" width="6" height="32" rx="2"/>
    <rect x="29" y="12" width="6" height="40" rx="2"/>
    <rect x="38" y="26" width="6" height="26" rx="2"/>
    <rect x="47" y="38" width="6" height="14" rx="2"/>
    </g>
    </svg>

    """
}

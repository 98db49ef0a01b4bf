import EtudeCore
import Glibc

/// The machine that a run runs on, as far as numbers depend on it.
enum Machine {
  /// The processor's name: `x86_64, AMD EPYC 7B13`.
  static let name: String = {
    var system = utsname()
    uname(&system)
    let architecture = withUnsafeBytes(of: &system.machine) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    guard let bytes = try? WholeFile.read("/proc/cpuinfo"),
      let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first(where: {
        $0.hasPrefix("model name")
      }),
      let colon = line.firstIndex(of: ":")
    else { return architecture }
    return architecture + ", " + line[line.index(after: colon)...].drop(while: \.isWhitespace)
  }()
}

import EtudeCore
import Glibc

/// The machine that a run runs on, as far as numbers depend on it.
struct Machine: Equatable {
  /// The processor's name: `x86_64, AMD EPYC 7B13`.
  let processor: String
  /// What networks are computed by, and with which instructions; nil where that was not written down.
  let engine: String?

  private static let parting = ", by "

  /// This machine.
  init(engine: String?) {
    processor = Self.name
    self.engine = engine
  }

  /// Reads what `text` gave.
  init(_ text: String) {
    let parts = text.split(separator: Self.parting, maxSplits: 1)
    processor = parts.first.map(String.init) ?? ""
    engine = parts.count == 2 ? String(parts[1]) : nil
  }

  var text: String { ([processor] + [engine].compactMap(\.self)).joined(separator: Self.parting) }

  /// In what a run on this machine differs from one on another, in words.
  func differences(from now: Machine) -> [String] {
    var differences: [String] = []
    if processor != now.processor { differences.append("it was made on another machine: \(processor)") }
    if let engine, let other = now.engine, engine != other {
      differences.append("it was computed by \(engine), and now by \(other)")
    }
    return differences
  }

  private static let name: String = {
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

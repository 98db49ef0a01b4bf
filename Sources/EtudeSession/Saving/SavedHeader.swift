import EtudeCore

/// The first line of a saved session: what its numbers depend on beside its statements.
struct SavedHeader: Equatable {
  var version = Etude.version
  var threads: Int?
  var machine: Machine

  init(threads: Int, engine: String?) {
    self.threads = threads
    machine = Machine(engine: engine)
  }

  var text: String {
    let count = threads.map { "\($0) \($0 == 1 ? "thread" : "threads"), " } ?? ""
    return
      "# Étude \(version): a saved session, made with \(count)\(machine.text); 'replay' with check: yes compares its digests"
  }

  /// Reads the line; nil for any other.
  init?(_ line: some StringProtocol) {
    let beginning = "# Étude "
    guard line.hasPrefix(beginning), let colon = line.firstRange(of: ": a saved session, made with "),
      let end = line.firstRange(of: "; 'replay' with")
    else { return nil }
    version = String(line[line.index(line.startIndex, offsetBy: beginning.count)..<colon.lowerBound])
    let setting = line[colon.upperBound..<end.lowerBound]
    guard let comma = setting.firstRange(of: ", ") else { return nil }
    threads = Int(setting.prefix { $0.isNumber })
    machine = Machine(String(setting[comma.upperBound...]))
  }

  /// In what a run with this header differs from one now, in words.
  func differences(from now: SavedHeader) -> [String] {
    var differences: [String] = []
    if version != now.version {
      differences.append("it was made by Étude \(version), this is \(now.version)")
    }
    if let threads, let other = now.threads, threads != other {
      differences.append("it was made with --threads \(threads), this runs with \(other)")
    }
    return differences + machine.differences(from: now.machine)
  }
}

/// One run as the record of runs keeps it: what was asked, of what, where, and what came of it.
public struct RecordedRun: Sendable, Equatable {
  /// How far the run came.
  public enum State: String, Sendable {
    /// It runs, or its process was killed.
    case unfinished
    case done
    /// Ctrl-C: a training that kept its whole epochs has a value, other runs have none.
    case interrupted
    case failed
  }

  /// Its number for ever; 0 before it has one.
  public internal(set) var number = 0
  public internal(set) var state = State.unfinished
  public let verb: String
  /// The line as it was written, and below with every default written out.
  public let statement: String
  /// Which of a list that the statement goes over.
  public let label: String?
  public let resolved: String
  /// What each option came to, by label.
  public let options: [String: String]
  /// Digests of what the verb worked on, by the operand's name: the recipe's, the data's.
  public let operands: [String: String]
  public let seed: UInt64
  public let version: String
  public let machine: String
  public let threads: Int
  /// Seconds since 1970.
  public let started: Double
  public internal(set) var seconds = 0.0
  /// The script that makes it again; its last statement holds the run.
  public let script: String
  /// Where the script's relative paths start.
  public let folder: String
  /// The run's place among the recorded calls of its statement, and in the list that the call goes over.
  public let place: Int
  public let turn: Int
  /// The number of the run that this one repeats.
  public let repeats: Int?

  /// The value's kind and digest.
  public internal(set) var kind: String?
  public internal(set) var digest: String?
  /// Scores by name.
  public internal(set) var scores: [String: Double] = [:]
  /// Why it failed.
  public internal(set) var cause: String?
}

extension RecordedRun {
  public var accuracy: Double? { scores["accuracy"] }

  /// The statement on one line, cut to sixty characters, and which of a list it is.
  public var title: String {
    let line = statement.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (line.count > 60 ? line.prefix(59) + "…" : line) + (label.map { " · \($0)" } ?? "")
  }

  /// When it was started, as `2026-11-25 14:03:20` in local time.
  public var when: String { WallClock.text(started) }
}

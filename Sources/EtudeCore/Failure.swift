/// What a user is told when something cannot be done: one cause, one fix.
public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
  /// Why the program ends, and so its exit code.
  public enum Kind: Sendable {
    /// The work itself failed (exit code 70).
    case running
    /// Something named cannot be opened (exit code 66).
    case input
    /// Ctrl-C (exit code 130).
    case interrupted
    /// It waits for what other parts of the run make (exit code 0).
    case waiting
  }

  /// What kind of thing went wrong.
  public let kind: Kind
  /// What is wrong, in one line without a full stop.
  public let cause: String
  /// What to do, in one line; nil if there is nothing to say.
  public let fix: String?

  /// Names in cause and fix may hold anything: each is shown on one line.
  public init(_ cause: String, fix: String? = nil, kind: Kind = .running) {
    self.kind = kind
    self.cause = cause.onOneLine
    self.fix = fix?.onOneLine
  }

  /// Something named by the user that cannot be opened or read.
  public static func input(_ cause: String, fix: String? = nil) -> Failure {
    Failure(cause, fix: fix, kind: .input)
  }

  /// What a part of a run cannot have, since other parts make it.
  public static func waiting(_ cause: String) -> Failure { Failure(cause, kind: .waiting) }

  /// Ctrl-C.
  public static let interrupted = Failure("interrupted", kind: .interrupted)

  /// The cause, and after a colon the fix if there is one.
  public var description: String { fix.map { "\(cause): \($0)" } ?? cause }
}

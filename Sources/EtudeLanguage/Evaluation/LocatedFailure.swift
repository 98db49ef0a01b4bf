import EtudeCore

/// A failure while running, at the place in the text where it arose.
public struct LocatedFailure: Error, Sendable {
  public let failure: Failure
  public let span: Span?

  public init(_ failure: Failure, at span: Span?) {
    self.failure = failure
    self.span = span
  }

  public var diagnostic: Diagnostic { Diagnostic(failure, at: span) }
  /// How a program ends because of it.
  public var exitStatus: ProgramExit { diagnostic.exitStatus }
}

extension LocatedFailure {
  /// An interrupt that says which names still have what there was of their values.
  func telling(kept names: [String]) -> LocatedFailure {
    telling(names) { "interrupted; what there is of \($0) is kept" }
  }

  /// An interrupt that says which values go with the program; nothing of a script outlives it.
  func telling(lost names: [String]) -> LocatedFailure {
    telling(names) { "interrupted; \($0) \(names.count == 1 ? "is" : "are") lost" }
  }

  private func telling(_ names: [String], _ cause: (String) -> String) -> LocatedFailure {
    guard failure.kind == .interrupted, !names.isEmpty else { return self }
    let list = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 5 ? " …" : "")
    return LocatedFailure(Failure(cause(list), fix: failure.fix, kind: .interrupted), at: span)
  }
}

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
  /// 66, 70 or 130.
  public var exitCode: Int32 { diagnostic.exitCode }
}

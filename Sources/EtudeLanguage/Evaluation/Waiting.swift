import EtudeCore

/// Runs in parts: what other parts make is waited for, and all that stands on it; the rest is done.
extension Evaluator {
  /// Does all of some things, also where one of them waits for other parts; then throws that it waits.
  func all<Element, Result>(
    _ elements: some Sequence<Element>, _ body: (Element) throws -> Result
  ) throws -> [Result] {
    try environment.work.all(elements, isWaiting: Self.isWaiting, body)
  }

  /// Whether an error says that something waits for other parts.
  static func isWaiting(_ error: any Error) -> Bool {
    (error as? LocatedFailure)?.failure.kind == .waiting || Work.isWaiting(error)
  }
}

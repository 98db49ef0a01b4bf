/// What is found wrong with a text: the first of it, since only some is told, and whether there is more.
///
/// A text of millions of wrong characters takes neither the memory nor the time of as many messages.
struct FoundProblems {
  /// Errors that are kept.
  static let most = 20_000
  /// Warnings that are kept: fewer, so that errors find room behind them.
  private static let mostWarnings = 10_000

  var kept: [Diagnostic] = []
  /// How programs end by the errors that are not kept.
  private(set) var otherErrors: Set<ProgramExit> = []
  private(set) var hasOtherWarnings = false

  func hasRoom(for severity: Diagnostic.Severity = .error) -> Bool {
    kept.count < (severity == .error ? Self.most : Self.mostWarnings)
  }

  /// Keeps an error of the text, if there is room for it; it is not even made if there is not.
  mutating func add(error: @autoclosure () -> Diagnostic) {
    if hasRoom() { kept.append(error()) } else { otherErrors.insert(.staticError) }
  }

  /// Keeps one if there is room for it.
  mutating func add(_ diagnostic: Diagnostic) {
    if hasRoom(for: diagnostic.severity) {
      kept.append(diagnostic)
    } else if diagnostic.severity == .error {
      otherErrors.insert(diagnostic.exitStatus)
    } else {
      hasOtherWarnings = true
    }
  }

  /// Notes that there are more of them than are kept elsewhere.
  mutating func addOthers(of other: FoundProblems) {
    otherErrors.formUnion(other.otherErrors)
    hasOtherWarnings = hasOtherWarnings || other.hasOtherWarnings
  }
}

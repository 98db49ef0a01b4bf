import EtudeLanguage
import EtudeSession

extension Session {
  /// Why an `expect` does not hold; nil if it does. Nothing is shown, and no cell keeps it.
  func reasonAgainst(_ condition: String) -> String? {
    let outer = report
    report = { _ in }
    defer { report = outer }
    let cell = execute(condition, isKept: false)
    guard cell.exitStatus != .done else { return nil }
    for case .diagnostic(let diagnostic) in cell.outputs where diagnostic.severity == .error {
      return diagnostic.cause
    }
    return "'\(condition)' could not be asked"
  }
}

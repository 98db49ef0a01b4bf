import EtudeCore
import EtudeLanguage

/// The errors that a cell ended with, as Jupyter has them.
struct CellError {
  let name: String
  let value: String
  let traceback: [String]

  /// - Parameter diagnostics: in the order in which they were told; nil of none.
  init?(_ diagnostics: [Diagnostic]) {
    guard let first = diagnostics.first else { return nil }
    name = first.exitStatus == .interrupted ? "interrupted" : "error"
    value = first.cause
    traceback = diagnostics.flatMap { $0.rendered(in: .coloured).split(separator: "\n").map(String.init) }
  }

  var members: [JSONText.Member] {
    [
      ("ename", { [name] in $0.string(name) }), ("evalue", { [value] in $0.string(value) }),
      ("traceback", { [traceback] json in json.list(traceback) { $0.string($1) } }),
    ]
  }
}

import EtudeLanguage
import EtudeVerbs

/// Checks lines against values of every kind, and applies what their errors propose.
enum AdviceBench {
  /// A name for a value of each kind; the values themselves are never asked for.
  static let things: [(name: String, type: ValueType)] = [
    ("songs", .kind(Kind("dataset"))), ("d", .kind(Kind("dataset"))), ("clip", .kind(Kind("clip"))),
    ("one", .kind(Kind("clip"))), ("mels", .kind(Kind("spectrograms"))),
    ("picture", .kind(Kind("spectrogram"))),
    ("coefficients", .kind(Kind("mfccs"))), ("coefficient", .kind(Kind("mfcc"))),
    ("net", .kind(Kind("model"))),
    ("n", .kind(Kind("model"))), ("model", .kind(Kind("model"))), ("m", .kind(Kind("model"))),
    ("fitted", .kind(Kind("fitted"))), ("f", .kind(Kind("fitted"))), ("cv", .kind(Kind("result"))),
    ("result", .kind(Kind("result"))), ("plan", .kind(Kind("plan"))), ("history", .kind(Kind("history"))),
    ("prediction", .kind(Kind("prediction"))), ("table", .kind(Kind("table"))),
    ("vectors", .kind(Kind("array"))),
    ("shelf", .kind(Kind("index"))), ("drawing", .kind(Kind("picture"))),
    ("session", .kind(Kind("session"))),
    ("x", .number), ("b", .number), ("y", .kind(Kind("clip"))), ("sr", .number), ("title", .text),
    ("xs", .list(of: .number, labels: nil)), ("acc", .number), ("i", .number),
  ]

  /// The errors of a text, as the checker reports them.
  static func errors(_ text: String) -> [Diagnostic] {
    let predefined = Dictionary(
      things.filter { thing in !text.contains("\(thing.name) =") && !text.contains("for \(thing.name) ") }.map
      {
        thing in (thing.name, (type: thing.type, value: { Value.nothing }))
      }, uniquingKeysWith: { first, _ in first })
    let interpreter = Interpreter(vocabulary: .standard, predefined: predefined)
    do {
      _ = try interpreter.check(SourceText(name: "advice", text: text)) { _ in
        SourceText(name: "included", text: "")
      }
      return []
    } catch { return error.diagnostics.filter { $0.severity == .error } }
  }

  /// What an error's fix would make of a text; nil if it proposes nothing.
  static func applied(_ error: Diagnostic) -> String? { error.replacement?.applied.text }

  /// Where the law is broken: what an error proposes as code is a change that the checker has nothing to say of.
  static func breaches(_ text: String) -> (proposals: Int, breaches: [String]) {
    var found: [String] = []
    let errors = errors(text)
    for error in errors {
      let fix = error.fix ?? ""
      guard let changed = applied(error) else {
        if fix.contains("write '") || fix.contains("write \"") || fix.contains("did you mean")
          || fix.contains("write:")
        {
          found.append("\(text): '\(error.cause)' proposes without a change: \(fix)")
        }
        continue
      }
      var others = errors.map(\.cause)
      if let own = others.firstIndex(of: error.cause) { others.remove(at: own) }
      for left in Self.errors(changed) {
        if let place = others.firstIndex(of: left.cause) {
          others.remove(at: place)
        } else {
          found.append("\(text) became \(changed): \(left.cause)")
        }
      }
    }
    return (errors.filter { $0.replacement != nil }.count, found)
  }
}

import EtudeCore
import EtudeData
import EtudeLanguage

extension Verb {
  static let relabel = Verb(
    "relabel", "the dataset with some genres under another name; several become one", section: .data,
    operands: [Operands.dataset], options: [RelabelOptions.old, RelabelOptions.new],
    result: .checked(.kind(.dataset)) { call in
      if call[RelabelOptions.new] == "" { throw OptionFailure("to", RelabelOptions.noName) }
    },
    examples: [
      "fewer = songs | relabel from: [\"disco\", \"hiphop\"] to: \"dance\"",
      "loud = songs | relabel from: \"metal\" to: \"rock\"",
    ]
  ) { call in
    let dataset = try call[Operands.dataset].dataset
    let (old, new) = (try call[RelabelOptions.old], try call[RelabelOptions.new])
    for genre in old where !dataset.genres.contains(genre) {
      throw Failure(
        "no clip is labelled '\(genre)'", fix: "the genres are \(dataset.genres.joined(separator: ", "))")
    }
    guard !new.isEmpty else { throw RelabelOptions.noName }
    return .object(
      DatasetValue(
        dataset: dataset.relabelled { $0.label.map { old.contains($0) ? new : $0 } },
        work: call.environment.work))
  }
}

private enum RelabelOptions {
  static let old = TypedOption(required: "from", .list(of: .text), help: "a genre, or a list of them")
  static let new = TypedOption(required: "to", .text, help: "what they are called from now on")

  static let noName = Failure("a genre needs a name", fix: "write: to: \"dance\"")
}

import EtudeCore
import EtudeData
import EtudeLanguage

extension Verb {
  static let join = Verb(
    "join", "datasets one after another; a clip that several have is kept once", section: .data,
    operands: [Operand("data", .dataset, .many, help: "two datasets or more")],
    result: .type(.kind(.dataset)), examples: ["all = join songs (demo genres: 2)"]
  ) { call in
    let datasets = (call.list("data")?.values ?? []).compactMap { value -> Dataset? in
      if case .object(let data as DatasetValue) = value { data.dataset } else { nil }
    }
    guard let first = datasets.first else { throw Failure("'join' got no dataset") }
    let joined = first.concatenated(with: Array(datasets.dropFirst()), work: call.environment.work)
    return .object(DatasetValue(dataset: joined, work: call.environment.work))
  }

  static let relabel = Verb(
    "relabel", "the dataset with some genres under another name; several become one", section: .data,
    operands: [Operand("data", .dataset)],
    options: [
      Option("from", [.list(of: .text)], isRequired: true, help: "a genre, or a list of them"),
      Option("to", .text, isRequired: true, help: "what they are called from now on"),
    ],
    result: .checked(.kind(.dataset)) { if $0.text("to") == "" { throw OptionFailure("to", noName) } },
    examples: ["fewer = songs | relabel from: [\"disco\", \"hiphop\"] to: \"dance\""]
  ) { call in
    let data: DatasetValue = try call.object("data")
    let given = call.list("from")?.values ?? call.options["from"].map { [$0] } ?? []
    let old = given.compactMap { if case .text(let genre) = $0 { genre } else { nil } }
    let genres = data.dataset.genres
    for genre in old where !genres.contains(genre) {
      throw Failure(
        "no clip is labelled '\(genre)'", fix: "the genres are \(genres.joined(separator: ", "))")
    }
    guard let new = call.text("to"), !new.isEmpty else {
      throw noName
    }
    return .object(
      DatasetValue(
        dataset: data.dataset.relabelled { $0.label.map { old.contains($0) ? new : $0 } },
        work: call.environment.work))
  }

  private static let noName = Failure("a genre needs a name", fix: "write: to: \"dance\"")
}

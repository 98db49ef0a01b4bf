import EtudeCore
import EtudeData
import EtudeLanguage

extension Verb {
  static let drop = Verb(
    "drop", "the dataset without the items that are unreadable, doubled, silent or short", section: .data,
    operands: [Operand("data", .dataset)],
    options: [
      Option("unreadable", .flag, standard: .flag(true), help: "without what cannot be read"),
      Option(
        "duplicates", .flag, standard: .flag(false),
        help: "without later copies of the same bytes, whatever their genre"),
      Option("silent", .flag, standard: .flag(false), help: "without silence"),
      Option("shorter", .time(), absence: "none", help: "without what is shorter"),
    ],
    result: Rules.sound(of: "data", as: .dataset),
    examples: ["good = songs | drop duplicates: yes shorter: 5s"]
  ) { call in
    let data: DatasetValue = try call.object("data")
    let left = try data.dataset.dropping(
      Dataset.Unwanted(
        unreadable: call.flag("unreadable"), duplicates: call.flag("duplicates"),
        silent: call.flag("silent"), shorter: call.number("shorter")), work: call.environment.work)
    return .object(DatasetValue(dataset: left.dataset, work: call.environment.work))
  }

  static let sample = Verb(
    "sample", "so many clips of each genre, drawn from the seed", section: .data,
    operands: [Operand("data", .dataset)],
    options: [
      Option("per", .whole(1...1_000_000), standard: .number(10), isMain: true, help: "clips of each genre"),
      Option("genres", [.list(of: .text)], absence: "all", help: "the genres to take"),
      .seed,
    ],
    result: Rules.sound(of: "data", as: .dataset),
    examples: ["few = songs | sample per: 5 genres: [\"blues\", \"jazz\"]"]
  ) { call in
    let data: DatasetValue = try call.object("data")
    let genres = call.list("genres")?.values.compactMap { if case .text(let name) = $0 { name } else { nil } }
    return .object(
      DatasetValue(
        dataset: try data.dataset.sample(
          per: call.integer("per") ?? 10, genres: genres, seed: call.environment.seed,
          work: call.environment.work), work: call.environment.work))
  }

  static let split = Verb(
    "split", "a dataset in two: train and test", section: .data, operands: [Operand("data", .dataset)],
    options: [
      Option("test", .share(0.001...0.999), standard: .percent(20), help: "share to test on"),
      TrainingDeclarations.split, TrainingDeclarations.by,
      .seed,
    ],
    result: .type(.list(of: .kind(.dataset), labels: ["train", "test"])),
    examples: ["parts = split songs test: 30%", "parts.train | describe"]
  ) { call in
    let data: DatasetValue = try call.object("data")
    let division = try data.dataset.split(
      test: call.number("test") ?? 0.2, split: try call.choice("split"), by: try call.choice("by"),
      seed: call.environment.seed, work: call.environment.work)
    let work = call.environment.work
    for warning in division.warnings { work.warn(warning) }
    return .list(
      ListValue(
        of: .kind(.dataset),
        [
          ("train", .object(DatasetValue(dataset: division.training, work: work))),
          ("test", .object(DatasetValue(dataset: division.test, work: work))),
        ]))
  }
}

extension Call {
  /// A choice as the library's own type.
  func choice<Choice: RawRepresentable>(_ label: String) throws -> Choice where Choice.RawValue == String {
    guard let text = text(label), let choice = Choice(rawValue: text) else {
      throw Failure("'\(text(label) ?? "")' is not something that '\(label)' can be")
    }
    return choice
  }
}

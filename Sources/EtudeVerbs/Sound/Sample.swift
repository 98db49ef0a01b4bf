import EtudeData
import EtudeLanguage

extension Verb {
  static let sample = Verb(
    "sample", "so many clips of each genre, drawn from the seed", section: .data,
    operands: [Operands.dataset], options: [SampleOptions.count, SampleOptions.genres, TypedOption.seed],
    result: Rules.sound(of: Operands.dataset, as: .dataset),
    examples: ["few = songs | sample per: 5 genres: [\"blues\", \"jazz\"]", "few = songs | sample per: 2"]
  ) { call in
    let work = call.environment.work
    let drawn = try call[Operands.dataset].dataset.sample(
      per: call[SampleOptions.count], genres: call[SampleOptions.genres], seed: call.environment.seed,
      work: work)
    return .object(DatasetValue(dataset: drawn, work: work))
  }
}

private enum SampleOptions {
  static let count = TypedOption(
    "per", .whole(1...1_000_000), default: 10, isMain: true, help: "clips of each genre")
  static let genres = TypedOption(
    "genres", .list(of: .text), absence: "all", help: "the genres to take"
  ).naming("genres")
}

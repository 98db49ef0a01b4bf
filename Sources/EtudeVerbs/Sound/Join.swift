import EtudeCore
import EtudeData
import EtudeLanguage

extension Verb {
  static let join = Verb(
    "join", "datasets one after another; a clip that several have is kept once", section: .data,
    operands: [datasets], result: .type(.kind(.dataset)),
    examples: ["all = join songs (demo genres: 2)", "all = join parts.train parts.test"]
  ) { call in
    let datasets = try call[datasets].map(\.value.dataset)
    guard let first = datasets.first else { throw Failure("'join' got no dataset") }
    let work = call.environment.work
    let joined = first.concatenated(with: Array(datasets.dropFirst()), work: work)
    return .object(DatasetValue(dataset: joined, work: work))
  }

  private static let datasets = TypedOperand<[Labelled<DatasetValue>]>(
    many: "data", .object(.dataset), help: "two datasets or more")
}

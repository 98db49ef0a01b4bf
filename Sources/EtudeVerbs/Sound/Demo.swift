import EtudeCore
import EtudeData
import EtudeDemo
import EtudeLanguage
import EtudeSound

extension Verb {
  static let demo = Verb(
    "demo", "a dataset of synthesised music, made from the seed, no download", section: .data,
    options: [DemoOptions.genres, DemoOptions.clips, DemoOptions.length, TypedOption.seed],
    result: .noted(.kind(.dataset)) { _ in SoundFact(rate: Double(SoundDefaults.rate)) },
    examples: ["songs = demo", "few = demo genres: 3 clips: 5 length: 10s"]
  ) { call in
    .object(
      DatasetValue(
        dataset: .demo(
          genres: try call[DemoOptions.genres], clips: try call[DemoOptions.clips],
          length: try call[DemoOptions.length], seed: call.environment.seed), work: call.environment.work))
  }
}

private enum DemoOptions {
  static let genres = TypedOption(
    "genres", .whole(1...DemoGenres.names.count), default: 10, help: "how many genres")
  static let clips = TypedOption("clips", .whole(1...1000), default: 10, help: "songs of each genre")
  static let length = TypedOption("length", .time(1...600), default: 30, help: "of each song")
}

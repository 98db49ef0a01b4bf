import EtudeCore
import EtudeData
import EtudeDemo
import EtudeLanguage
import EtudeSound

extension Verb {
  static let demo = Verb(
    "demo", "a dataset of synthesised music, made from the seed, no download", section: .data,
    options: [
      Option("genres", .whole(1...DemoGenres.names.count), standard: .number(10), help: "how many genres"),
      Option("clips", .whole(1...1000), standard: .number(10), help: "songs of each genre"),
      Option("length", .time(1...600), standard: .seconds(30), help: "of each song"),
      .seed,
    ],
    result: .noted(.kind(.dataset)) { _ in SoundFact(rate: Double(SoundDefaults.rate)) },
    examples: ["songs = demo", "few = demo genres: 3 clips: 5 length: 10s"]
  ) { call in
    .object(
      DatasetValue(
        dataset: .demo(
          genres: call.integer("genres") ?? 10, clips: call.integer("clips") ?? 10,
          length: call.number("length") ?? 30, seed: call.environment.seed)))
  }
}

import ArgumentParser
import EtudeCore
import EtudeNetworks
import EtudeProbes

/// The head behind a frozen network over ten folds: 1280-128-10, 20 epochs, 1000 rows that are in the cache.
struct Head: ParsableCommand {
  @OptionGroup var measuring: Measuring
  @Option var rows = 1000
  @Option var folds = 10
  @Option var epochs = 20

  func run() throws {
    let model = try Model([.mobilenetv2(weights: .imagenet)]).frozen()
      .appending(.dense(units: 128)).appending(.relu).appending(.dropout(rate: 0.3)).appending(.classify)
    let examples = MadePictures(count: rows)
    let items = Array(0..<rows)
    let prepared = try PreparedExamples.made(model, imageSize: examples.imageSize, items: items)
    let labels = items.map { $0 % 10 }
    let genres = (0..<10).map { "genre \($0)" }
    let options = TrainingOptions(epochs: epochs)
    let folds = folds
    try measuring.measure {
      _ = try parallelMap(folds, threads: measuring.threads) { fold in
        let test = items.filter { $0 % folds == fold }
        let fitted = try fit(
          model, examples: examples, labels: labels, classes: genres,
          training: items.filter { $0 % folds != fold }, options: options,
          stream: Digest.build { $0.append(fold) }, prepared: prepared, work: Work(threads: 1))
        return try predict(
          fitted, examples: examples, items: test, prepared: prepared, work: Work(threads: 1)
        ).count
      }
    }
  }
}

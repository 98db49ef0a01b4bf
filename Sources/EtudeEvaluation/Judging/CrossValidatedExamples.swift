import EtudeCore
import EtudeData
import EtudeNetworks

extension Model {
  /// Stratified cross-validation over examples of the caller's own: in every fold fresh weights learn from the others.
  ///
  /// Each call trains all folds. The store of `work` keeps what frozen layers give, but no folds, as it does of an `Experiment`:
  /// that is for songs, which are known by their files, and for lines that are run again; whoever judges numbers that only the
  /// program has keeps the `Evaluation`.
  /// - Parameter folds: at least 2, at most as many as there are examples.
  /// - Throws: `Failure` for a number of folds that cannot be, and what `fit` throws.
  public func crossValidate(
    _ examples: LabelledExamples, folds: Int = 10, options: TrainingOptions = TrainingOptions(),
    seed: UInt64 = 0, work: Work = Work()
  ) throws -> Evaluation {
    guard folds >= 2, folds <= examples.count else {
      throw Failure(
        "\(examples.count) examples do not divide into \(folds) folds", fix: "give 2 to \(examples.count)")
    }
    let key = Digest.build {
      $0.append("crossval")
      $0.append(seed)
      $0.append(examples.digest)
      $0.append(folds)
    }
    var division: RandomStream? = RandomStream(key)
    let foldOf = FoldAlgorithms.stratified(examples.labels, folds: folds, stream: &division)
    let rounds = (0..<folds).map { fold in
      Round(
        repeat: 0, fold: fold, training: foldOf.indices.filter { foldOf[$0] != fold },
        test: foldOf.indices.filter { foldOf[$0] == fold })
    }
    let streams = rounds.map { round in
      Digest.build {
        $0.append(key)
        $0.append(digest)
        $0.append(round.fold)
      }
    }
    let learner = NetworkLearner(
      model: self, examples: examples, labels: examples.labels, genres: examples.classes, options: options,
      prepared: try prepare(self, examples: examples, items: Array(0..<examples.count), work: work),
      streams: Dictionary(uniqueKeysWithValues: zip(rounds, streams)))
    let identities = examples.labels.enumerated().map { item, label in
      ItemIdentity(
        name: "example \(item)", item: "example \(item)", track: "example \(item)", artist: nil,
        label: examples.classes[label], digest: examples.digest(item), nearEqual: [])
    }
    let (items, records) = try judge(
      rounds: rounds, identities: identities, genres: examples.classes, learner: learner,
      sideBySide: runsFoldsSideBySide(
        self, imageSize: examples.imageSize, bands: examples.bands, threads: work.threads),
      epochs: options.epochs, stage: "crossval", work: work)
    return try Evaluation(
      kind: .crossval, statement: "", seed: seed, data: examples.digest, genres: examples.classes,
      rounds: records, items: items, network: briefPipeline)
  }
}

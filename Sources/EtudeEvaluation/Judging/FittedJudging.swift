import EtudeCore
import EtudeData
import EtudeNetworks
import FoundationEssentials

/// A fitted network and what it was trained on.
public struct Training: Sendable {
  /// The network that is judged.
  public let fitted: Fitted
  /// Tracks, artists, bytes and sound of its training and validation items, for the leakage line of `evaluate`.
  public let memory: TrainingMemory
  /// What its validation items share with those it learned from; nil without validation items.
  public let validationLeakage: Leakage?
}

extension Experiment {
  /// Trains on all the data but what is set aside for validation, from fresh weights or on from `continuing`.
  ///
  /// - Throws: `Failure` where `continuing` is of other genres; `Failure.interrupted` before the first whole epoch.
  public func train(
    continuing: Fitted? = nil, memory: TrainingMemory? = nil, stop: Int? = nil, work: Work,
    onEvent: (TrainingEvent) -> Void = { _ in }
  ) throws -> Training {
    let dataset = examples.dataset
    if let continuing, continuing.classes != dataset.genres {
      throw Failure(
        "the network knows the genres \(continuing.classes.joined(separator: ", ")), the data has "
          + dataset.genres.joined(separator: ", "), fix: "go on with data of the same genres")
    }
    let all = Array(0..<dataset.count)
    var expanded = try ExpandedExamples(self, of: all)
    let (prepared, usable) = try prepared(
      expanded.examples, fitted: continuing, among: expanded.withCopies(all), work: work)
    expanded.keep(usable)
    let round = try withValidation(
      Round(repeat: 0, fold: 0, training: all.filter(usable.contains), test: []), by: by, work: work)
    // With the statement of an interrupted training the same numbers come as if it had not been interrupted.
    var key = try stream("fit", by: by, division: continuing?.origin)
    if let continuing, !continuing.resumes(with: key, options) {
      key = try stream("fit", by: by, division: continuing.digest)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let seen = round.training + round.validation
    let recordings = try dataset.subset(seen).recordings(work: work)
    var fitted = try fit(
      model, continuing: continuing, examples: expanded.examples,
      labels: expanded.examples.dataset.labelIndices, classes: dataset.genres,
      training: expanded.withCopies(round.training), validation: round.validation, options: options,
      stream: key, stop: stop, prepared: prepared,
      featureSettings: String(decoding: try encoder.encode(examples.settings), as: UTF8.self),
      dataDigest: examples.data, work: work, onEvent: onEvent)
    fitted.learnedLength = dataset.medianLength(of: round.training)
    if fitted.history.isStillFalling && !fitted.isInterrupted && fitted.history.loss.count >= options.epochs {
      work.warn(Self.stillFalling(1, of: 1, epochs: options.epochs))
    }
    let identities = examples.identities()
    let own = TrainingMemory(of: seen.map { identities[$0] }, recordings: recordings)
    let leakage = try validationLeakage(round, work: work)
    fitted.validationLeakage = leakage?.description
    return Training(
      fitted: fitted, memory: memory?.joined(with: own) ?? own, validationLeakage: leakage)
  }

  /// What the validation items share with those that are learned from; warned of, since a score over them flatters.
  private func validationLeakage(_ round: Round, work: Work) throws -> Leakage? {
    guard !round.validation.isEmpty else { return nil }
    let identities = examples.identities(nearEqual: try examples.nearEqualItems(work: work))
    let learned = TrainingMemory(of: round.training.map { identities[$0] })
    let leakage = Leakage(
      of: round.validation.map { identities[$0] }, sharing: learned.sharing(of:), tested: "validation")
    if let remedy = leakage.remedy { work.warn("validation flatters: \(leakage.counts); \(remedy)") }
    return leakage
  }
}

/// Judges a fitted network on data.
///
/// - Parameters:
///   - memory: what it was trained on; nil where that is not known, and then the leakage is not known either, unless this
///     is the very data it was trained on.
///   - window: seconds in which longer songs are asked; the length that it learned from if nil.
/// - Throws: `Failure` where the data has a genre that the network does not know.
public func evaluate(
  _ fitted: Fitted, examples: SpectrogramSet, memory: TrainingMemory? = nil, window: Double? = nil,
  seed: UInt64, statement: String, work: Work
) throws -> Evaluation {
  let dataset = examples.dataset
  if let stranger = dataset.genres.first(where: { !fitted.classes.contains($0) }) {
    throw Failure(
      "the network does not know the genre '\(stranger)'",
      fix: "it knows \(fitted.classes.joined(separator: ", ")): sample data genres: [...]")
  }
  let isSameData = fitted.dataDigest == examples.data
  let recordings = memory?.recordings
  let twins =
    if let recordings { try dataset.twins(among: recordings, work: work) } else {
      isSameData ? try examples.nearEqualItems(work: work) : [:]
    }
  let identities = examples.identities(nearEqual: twins)
  let known = memory ?? (isSameData ? TrainingMemory(of: identities) : nil)
  let items = try examples.usable(Array(0..<dataset.count), views: fitted.model.views, work: work)
  warnOfLengths(fitted, songs: examples, items: items, window: window, work: work)
  let probabilities = try predict(fitted, songs: examples, items: items, window: window, work: work)
  let judged = try zip(items, probabilities).map { position, row in
    let identity = identities[position]
    let probabilities = row.map(Double.init)
    return JudgedItem(
      name: identity.name, item: identity.item, track: identity.track, artist: identity.artist,
      label: identity.label, predicted: try mostProbable(fitted.classes, probabilities, of: identity.name),
      probabilities: probabilities, fold: 0, repeat: 0, sharing: known?.sharing(of: identity) ?? [])
  }
  return try Evaluation(
    kind: .evaluate, statement: statement, seed: seed, data: examples.data, genres: fitted.classes,
    rounds: [FoldRecord(repeat: 0, fold: 0, train: known?.count ?? 0, epochs: fitted.epochs)], items: judged,
    knowsTraining: known != nil, hasCompared: recordings != nil || isSameData,
    network: fitted.model.briefPipeline
  ).of(dataset)
}

import EtudeCore
import EtudeData
import EtudeNetworks
import FoundationEssentials

/// A fitted network and what it was trained on.
public struct Training: Sendable {
  public let fitted: Fitted
  /// Tracks, artists, bytes and sound of its training and validation items, for the leakage line of `evaluate`.
  public let memory: TrainingMemory
}

extension Experiment {
  /// Trains on all the data but what is set aside for validation, from fresh weights or on from `continuing`.
  ///
  /// - Throws: `Failure` where `continuing` is of other genres; `Failure.interrupted` before the first whole epoch.
  public func train(
    continuing: Fitted? = nil, memory: TrainingMemory? = nil, work: Work,
    onEvent: (TrainingEvent) -> Void = { _ in }
  ) throws -> Training {
    let dataset = examples.dataset
    if let continuing, continuing.genres != dataset.genres {
      throw Failure(
        "the network knows the genres \(continuing.genres.joined(separator: ", ")), the data has "
          + dataset.genres.joined(separator: ", "), fix: "go on with data of the same genres")
    }
    let all = Array(0..<dataset.count)
    let (prepared, usable) = try prepared(fitted: continuing, among: all, work: work)
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
    let fitted = try fit(
      model, continuing: continuing, examples: examples, labels: dataset.labelIndices, genres: dataset.genres,
      training: round.training, validation: round.validation, options: options, stream: key,
      prepared: prepared,
      featureSettings: String(decoding: try encoder.encode(examples.settings), as: UTF8.self),
      dataDigest: examples.data, work: work, onEvent: onEvent)
    let identities = examples.identities()
    let own = TrainingMemory(of: seen.map { identities[$0] }, recordings: recordings)
    return Training(fitted: fitted, memory: memory?.joined(with: own) ?? own)
  }
}

/// Judges a fitted network on data.
///
/// - Parameter memory: what it was trained on; nil where that is not known, and then the leakage is not known either,
///   unless this is the very data it was trained on.
/// - Throws: `Failure` where the data has a genre that the network does not know.
public func evaluate(
  _ fitted: Fitted, examples: SpectrogramSet, memory: TrainingMemory? = nil, seed: UInt64, statement: String,
  work: Work
) throws -> Evaluation {
  let dataset = examples.dataset
  if let stranger = dataset.genres.first(where: { !fitted.genres.contains($0) }) {
    throw Failure(
      "the network does not know the genre '\(stranger)'",
      fix: "it knows \(fitted.genres.joined(separator: ", ")): sample data genres: [...]")
  }
  let isSameData = fitted.dataDigest == examples.data
  let recordings = memory?.recordings
  let twins =
    if let recordings { try dataset.twins(among: recordings, work: work) } else {
      isSameData ? try examples.nearEqualItems(work: work) : [:]
    }
  let identities = examples.identities(nearEqual: twins)
  let known = memory ?? (isSameData ? TrainingMemory(of: identities) : nil)
  let items = try examples.usable(Array(0..<dataset.count), view: fitted.model.view, work: work)
  let prepared = try prepare(fitted.model, fitted: fitted, examples: examples, items: items, work: work)
  let probabilities = try predict(fitted, examples: examples, items: items, prepared: prepared, work: work)
  let judged = try zip(items, probabilities).map { position, row in
    let identity = identities[position]
    let probabilities = row.map(Double.init)
    return JudgedItem(
      name: identity.name, item: identity.item, track: identity.track, artist: identity.artist,
      label: identity.label, predicted: try mostProbable(fitted.genres, probabilities, of: identity.name),
      probabilities: probabilities, fold: 0, repeat: 0, sharing: known?.sharing(of: identity) ?? [])
  }
  return try Evaluation(
    kind: .evaluate, statement: statement, seed: seed, data: examples.data, genres: fitted.genres,
    rounds: [FoldRecord(repeat: 0, fold: 0, train: known?.count ?? 0, epochs: fitted.epochs)], items: judged,
    knowsTraining: known != nil, hasCompared: recordings != nil || isSameData)
}

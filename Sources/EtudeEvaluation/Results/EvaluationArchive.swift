import EtudeCore
import EtudeData
import FoundationEssentials

/// A result whole, to be read again: unlike the export, it rounds nothing and keeps what leakage is counted from.
private struct EvaluationArchive: Codable {
  let kind: Evaluation.Kind
  let statement: String
  let seed: UInt64
  let version: String
  let data: Digest
  let genres: [String]
  let rounds: [FoldRecord]
  let items: [JudgedItem]
  let knowsTraining: Bool
  let hasCompared: Bool
  /// The result's flaws, under the name that records have had from the first.
  let mistakes: [DeliberateFlaw]
  let chosen: [String]
  /// Whether a baseline stands beside it, rather than that it is the baseline itself; nil in records of version 0.1,
  /// which did not say.
  let hasBaseline: Bool?
  /// Nil in records of versions that did not ask.
  let hasVotes: Bool?
  /// Nil in records of versions that did not say.
  let network: String?
  /// The songs that were judged; nil in records of versions that did not keep them, and of sound that no file holds.
  let songs: [ClipRecord]?
}

extension Evaluation {
  /// The result as JSON from which `init(archive:)` makes an equal one; of the baseline it only says whether there is one.
  ///
  /// - Parameter place: how the archive calls the file of a path.
  public func archive(file place: (String) -> String = { $0 }) throws -> String {
    let isInFiles = songs?.clips.allSatisfy { if case .sound = $0.source { false } else { true } } ?? false
    let archive = EvaluationArchive(
      kind: kind, statement: statement, seed: seed, version: version, data: data, genres: genres,
      rounds: folds.map {
        FoldRecord(repeat: $0.repeat, fold: $0.fold, train: $0.train, epochs: $0.epochs)
      }, items: items, knowsTraining: leakage != nil,
      hasCompared: leakage?.hasCompared ?? true, mistakes: flaws, chosen: chosen,
      hasBaseline: baseline != nil, hasVotes: hasVotes, network: network,
      songs: isInFiles ? try songs?.clips.map { try ClipRecord($0, file: place) } : nil)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(archive), as: UTF8.self)
  }

  /// The result that `archive()` wrote.
  ///
  /// - Parameter baseline: what stands beside it, if anything did.
  /// - Throws: `Failure` if the text is none.
  public init(archive text: String, baseline: Baseline? = nil) throws {
    let archive: EvaluationArchive
    do {
      archive = try JSONDecoder().decode(EvaluationArchive.self, from: Data(text.utf8))
    } catch {
      throw Failure("the kept result cannot be read", fix: "run the experiment again")
    }
    try self.init(
      kind: archive.kind, statement: archive.statement, seed: archive.seed, data: archive.data,
      genres: archive.genres, rounds: archive.rounds, items: archive.items,
      knowsTraining: archive.knowsTraining, hasCompared: archive.hasCompared, flaws: archive.mistakes,
      chosen: archive.chosen, hasVotes: archive.hasVotes ?? false, network: archive.network,
      version: archive.version)
    if archive.hasBaseline ?? true { self.baseline = baseline }
    self = of(archive.songs.map { Dataset($0.map { $0.clip(in: ".") }) })
  }
}

import EtudeCore
import EtudeData
import Glibc

/// What holdout, cross-validation, evaluation and votes give: every test item with what was said of it, and the scores.
public struct Evaluation: Sendable {
  /// How the network was judged.
  public enum Kind: String, Sendable, Codable { case holdout, crossval, evaluate, vote }

  /// How the network was judged.
  public let kind: Kind
  /// The line of the script that made it.
  public var statement: String
  /// Where every random choice came from.
  public let seed: UInt64
  /// The version of Étude that made it.
  public let version: String
  /// The digest of the data.
  public let data: Digest
  /// A score a fold and repeat, in that order.
  public let folds: [FoldScore]
  /// The test items and what was said of them, from which metrics are computed.
  public let judged: JudgedItems
  /// Nil where it is not known what a fitted network was trained on.
  public let leakage: Leakage?
  /// Mistakes made on purpose; with any of them the scores are INVALID.
  public let flaws: [DeliberateFlaw]
  /// What was chosen in inner folds, a label a fold; empty for a result without a choice.
  public let chosen: [String]

  /// What judged, for people: the layers of a network, or how one was chosen; nil where it is not known. No part of the
  /// digest.
  public let network: String?

  /// Mean over folds.
  public let accuracy: Double
  /// Sample standard deviation over folds; 0 for one fold.
  public let deviation: Double
  /// Share of distinct items that are right; segments of one file are one item. Folds of unlike size make it another
  /// number than `accuracy`.
  public let itemShare: Double
  /// Wilson's 95 % interval of `itemShare`.
  public let interval: ClosedRange<Double>
  /// `stats | classify` in the same rounds; nil for the baseline itself, and for results that came of no experiment.
  public var baseline: Baseline?
  /// The songs that were judged, each once, as far as they are known; no part of the digest.
  public private(set) var songs: Dataset?

  /// Computes the scores of judged items.
  ///
  /// - Throws: `Failure` if there is no item, or a genre is named that is not among `genres`.
  public init(
    kind: Kind, statement: String, seed: UInt64, data: Digest, genres: [String], rounds: [FoldRecord],
    items: [JudgedItem], knowsTraining: Bool = true, hasCompared: Bool = true, flaws: [DeliberateFlaw] = [],
    chosen: [String] = [], hasVotes: Bool = false, network: String? = nil, version: String = Etude.version
  ) throws {
    guard !items.isEmpty else {
      throw Failure("no item to judge", fix: "give data with labelled, readable items")
    }
    self.kind = kind
    self.statement = statement
    self.seed = seed
    self.version = version
    self.data = data
    self.flaws = flaws
    self.chosen = chosen
    self.network = network
    leakage = knowsTraining ? Leakage(of: items, hasCompared: hasCompared) : nil
    folds = FoldScore.of(items, rounds: rounds)
    accuracy = arithmeticMean(folds.map(\.accuracy))
    deviation = sampleDeviation(folds.map(\.accuracy))
    let shares = Self.itemShares(items)
    itemShare = arithmeticMean(shares)
    interval = wilsonInterval(share: itemShare, count: shares.count)
    judged = try JudgedItems(items, genres: genres, hasVotes: hasVotes)
  }

  /// The genres, in the order of class numbers.
  public var genres: [String] { judged.genres }
  /// The items that were judged.
  public var items: [JudgedItem] { judged.items }
  /// Whether probabilities are shares of votes, of which a log loss would say nothing.
  public var hasVotes: Bool { judged.hasVotes }
  /// Items by true and predicted genre, over all folds and repeats.
  public var confusion: ConfusionMatrix { judged.confusion }

  /// What a metric says of it, one of `Metrics.all` or of your own; nil where it is not defined.
  public func value(of metric: any Metric) -> Double? { metric.value(of: judged) }

  /// The probability of the genre that was chosen for one of the items.
  public func probability(of item: JudgedItem) -> Double {
    genres.firstIndex(of: item.predicted).map { item.probabilities[$0] } ?? 0
  }

  /// The same result that knows which songs it judged: those of `dataset` that are named by its items.
  public func of(_ dataset: Dataset?) -> Evaluation {
    let names = Set(items.map(\.name))
    var result = self
    result.songs = dataset.map { Dataset($0.clips.filter { names.contains($0.name) }) }
    return result
  }

  /// Macro mean of precision.
  public var precision: Double { MacroPrecision().mean(of: judged) }
  /// Macro mean of recall.
  public var recall: Double { MacroRecall().mean(of: judged) }
  /// Macro mean of F1.
  public var f1: Double { MacroF1().mean(of: judged) }

  /// The digest by which two runs are compared: all but the statement's text and the version.
  public var digest: Digest {
    Digest.build {
      $0.append(kind.rawValue)
      $0.append(seed)
      $0.append(data)
      for genre in genres { $0.append(genre) }
      for flaw in flaws { $0.append(flaw.rawValue) }
      for fold in folds {
        for number in [fold.repeat, fold.fold, fold.train, fold.test, fold.epochs] { $0.append(number) }
      }
      for item in items {
        for text in [item.name, item.item, item.track, item.artist ?? "", item.label, item.predicted] {
          $0.append(text)
        }
        for number in [item.fold, item.repeat, item.sharing.rawValue] { $0.append(number) }
        for probability in item.probabilities { $0.append(probability) }
      }
    }
  }

  /// `itemShare` where a reader sees that it is another number than `accuracy`.
  public var otherItemShare: Double? {
    itemShare.text(decimals: 3) == accuracy.text(decimals: 3) ? nil : itemShare
  }

  /// For each file the share of its tests that were right.
  static func itemShares(_ items: [JudgedItem]) -> [Double] {
    var tests: [String: (right: Int, all: Int)] = [:]
    for item in items {
      let before = tests[item.item] ?? (0, 0)
      tests[item.item] = (before.right + (item.isRight ? 1 : 0), before.all + 1)
    }
    // Sorted, since a sum of floating-point numbers depends on its order and a dictionary's order is random.
    return tests.values.map { Double($0.right) / Double($0.all) }.sorted()
  }
}

/// What is known of a round besides its test items.
public struct FoldRecord: Sendable, Hashable, Codable {
  /// Which division of the items, counted from 0.
  public let `repeat`: Int
  /// Which fold of that division, counted from 0.
  public let fold: Int
  /// How many items were trained on.
  public let train: Int
  /// How many epochs the training took.
  public let epochs: Int

  /// A fold by its numbers.
  public init(repeat: Int, fold: Int, train: Int, epochs: Int) {
    self.repeat = `repeat`
    self.fold = fold
    self.train = train
    self.epochs = epochs
  }
}

extension FoldScore {
  /// A score for each round that has test items.
  static func of(_ items: [JudgedItem], rounds: [FoldRecord]) -> [FoldScore] {
    struct Key: Hashable { let `repeat`, fold: Int }
    var tests: [Key: (right: Int, all: Int)] = [:]
    for item in items {
      let key = Key(repeat: item.repeat, fold: item.fold)
      let before = tests[key] ?? (0, 0)
      tests[key] = (before.right + (item.isRight ? 1 : 0), before.all + 1)
    }
    return rounds.compactMap { round in
      tests[Key(repeat: round.repeat, fold: round.fold)].map {
        FoldScore(
          repeat: round.repeat, fold: round.fold, accuracy: Double($0.right) / Double($0.all),
          train: round.train, test: $0.all, epochs: round.epochs)
      }
    }
  }
}

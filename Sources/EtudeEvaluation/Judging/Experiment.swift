import EtudeCore
import EtudeData
import EtudeNetworks
import EtudeSound
import FoundationEssentials

/// What a recipe is asked: which data, which options, which seed. Holds no weights, so none can leak.
public struct Experiment: Sendable {
  /// The recipe that is trained in every fold.
  public var model: Model
  /// What it is trained and judged on.
  public var examples: SpectrogramSet
  /// How it is trained.
  public var options: TrainingOptions
  /// Share of the training part set aside to watch the training, 0 ..< 1.
  public var validation: Double
  /// What must not stand on both sides of training and validation; a plan's own grouping in cross-validation.
  public var by: Grouping
  /// Where every random choice comes from.
  public var seed: UInt64
  /// Altered copies of every training item that are learned from beside it, one of each kind.
  public var variations: [SoundVariation.Kind] = []
  /// Mistakes to make on purpose, in the order of `DeliberateFlaw.allCases`; they change no random number.
  public var flaws: [DeliberateFlaw] = []
  /// The line of the script, for the result.
  public var statement: String

  /// An experiment; nothing is trained before it is asked for.
  public init(
    model: Model, examples: SpectrogramSet, options: TrainingOptions = TrainingOptions(),
    validation: Double = 0,
    by: Grouping = .track, seed: UInt64 = 0, statement: String = ""
  ) {
    self.model = model
    self.examples = examples
    self.options = options
    self.validation = validation
    self.by = by
    self.seed = seed
    self.statement = statement
  }

  /// What to say of trainings that ended too early.
  static func stillFalling(_ falling: Int, of count: Int, epochs: Int) -> String {
    (count == 1 ? "the loss" : "in \(falling) of \(count) trainings the loss")
      + " was still falling when training ended: more epochs may help, such as epochs: \(max(2, 2 * epochs))"
  }

  /// The key of all random numbers of one training: seed, verb, recipe, data, every option, fold and repeat.
  ///
  /// - Parameter division: stands for the verb's own options, those that divide the data or what training goes on from.
  func stream(
    _ verb: String, by: Grouping, division: Digest? = nil, repeat round: Int = 0, fold: Int = 0
  ) throws -> Digest {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let written = try encoder.encode(options)
    return Digest.build {
      $0.append(seed)
      $0.append(verb)
      $0.append(model.streamDigest)
      $0.append(examples.data)
      $0.append(String(decoding: written, as: UTF8.self))
      $0.append(validation)
      $0.append(by.rawValue)
      if let division { $0.append(division) }
      for variation in variations { $0.append("with \(variation.rawValue)") }
      $0.append(round)
      $0.append(fold)
    }
  }

  /// Makes the views that the recipe reads and what its frozen front gives for them, once for all folds.
  ///
  /// - Returns: the prepared examples, and the positions of all clips that can be used: readable and with a genre.
  func prepared(
    _ examples: SpectrogramSet, fitted: Fitted? = nil, among positions: [Int], work: Work
  ) throws -> (examples: PreparedExamples, usable: Set<Int>) {
    let usable = try examples.usable(positions, views: model.views, work: work)
    let prepared = try prepare(
      model, fitted: fitted, examples: examples, items: usable, precision: options.precision ?? .fp32,
      work: work)
    if options.augment && !prepared.canBeMasked {
      work.warn(
        "augment has no effect: the network reads what is made once of whole songs, by frozen layers or statistics"
      )
    }
    return (prepared, Set(usable))
  }

  /// Takes the validation items out of a round's training items.
  func withValidation(_ round: Round, by: Grouping, work: Work) throws -> Round {
    guard validation > 0 else { return round }
    let division = try Division.make(
      examples.dataset, data: examples.data, of: round.training, share: validation, by: by, seed: seed,
      purpose: "validation")
    for warning in division.warnings { work.warn(warning) }
    return Round(
      repeat: round.repeat, fold: round.fold, training: division.training, validation: division.test,
      test: round.test)
  }
}

extension SpectrogramSet {
  /// Who the clips are.
  ///
  /// - Parameter nearEqual: for an item those that are the same recording to the ear, as far as they were looked for.
  public func identities(nearEqual: [String: Set<String>] = [:]) -> [ItemIdentity] {
    zip(dataset.clips, itemDigests).map { clip, digest in
      ItemIdentity(
        name: clip.name, item: clip.item, track: clip.track, artist: clip.artist, label: clip.label ?? "",
        digest: clip.isReadable ? digest : nil, nearEqual: nearEqual[clip.item] ?? [])
    }
  }

  /// The positions among some that are readable and have a genre; what turns out not to be is warned of.
  func usable(_ positions: [Int], views: Set<ExampleView>, work: Work) throws -> [Int] {
    let known = positions.filter { dataset[$0].isReadable && dataset.labelIndices[$0] >= 0 }
    guard !known.isEmpty else {
      throw Failure(
        "no clip is readable and has a genre", fix: "give labelled data; audit shows what is wrong")
    }
    let left = positions.count - known.count
    if left > 0 { work.warn("\(left) of \(positions.count) clips are unreadable or have no genre: left out") }
    var broken: Set<Int> = []
    for view in ExampleView.allCases where views.contains(view) {
      for unreadable in try prepare(view, work: work) { broken.insert(unreadable.index) }
    }
    return known.filter { !broken.contains($0) }
  }
}

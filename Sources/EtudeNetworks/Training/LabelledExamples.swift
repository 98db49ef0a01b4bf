import EtudeCore

/// Sequences of the caller's own with their classes: what a network learns from where no sound is involved.
///
/// ```swift
/// let data = try LabelledExamples(sequences: readings, labels: ["calm", "storm", …])
/// let fitted = try Model([.gru(.init(units: 16)), .classify]).fit(data, seed: 1)
/// ```
public struct LabelledExamples: Examples {
  /// The classes' names, in the order of their first appearance among the labels.
  public let classes: [String]
  /// For each item the position of its class in `classes`.
  public let labels: [Int]
  /// Features of a step.
  public let bands: Int
  private let sequences: [Frames]
  private let digests: [Digest]

  /// - Parameters:
  ///   - sequences: `[items][steps][features]`; items may differ in their steps.
  ///   - labels: a class's name an item.
  /// - Throws: `Failure` where there are no items, not as many labels as sequences, a sequence without steps, steps of
  ///   unlike size, or a value that is no finite number.
  public init(sequences: [[[Float]]], labels: [String]) throws {
    guard let bands = sequences.first?.first?.count, bands > 0 else {
      throw Failure("there is no sequence to learn from", fix: "give one or more, each of one step or more")
    }
    guard sequences.count == labels.count else {
      throw Failure("there are \(sequences.count) sequences and \(labels.count) labels", fix: "give one each")
    }
    self.bands = bands
    self.sequences = try sequences.enumerated().map { item, steps in
      guard !steps.isEmpty, steps.allSatisfy({ $0.count == bands && $0.allSatisfy(\.isFinite) }) else {
        throw Failure(
          "sequence \(item) is not one or more steps of \(bands) finite numbers each", fix: "leave it out")
      }
      return Frames(
        bands: bands, count: steps.count, values: (0..<bands).flatMap { band in steps.map { $0[band] } })
    }
    digests = self.sequences.map { frames in
      Digest.build {
        $0.append(frames.count)
        for value in frames.values { $0.append(Double(value)) }
      }
    }
    var classes: [String] = []
    for label in labels where !classes.contains(label) { classes.append(label) }
    self.classes = classes
    self.labels = labels.compactMap(classes.firstIndex)
  }

  /// How many items there are.
  public var count: Int { sequences.count }
  /// The digest of an item's numbers.
  public func digest(_ item: Int) -> Digest { digests[item] }
  /// An item's steps, `[features, steps]`.
  public func frames(_ item: Int) -> Frames { sequences[item] }

  /// None: sequences are the frames view alone.
  public var imageSize: Int { 0 }

  /// - Throws: `Failure`, always.
  public func image(_ item: Int) throws -> RGBImage {
    throw Failure("sequences have no pictures", fix: "begin the recipe with a recurrent layer or stats")
  }

  /// The digest of all items and their classes.
  public var digest: Digest {
    Digest.build {
      for (item, label) in zip(digests, labels) {
        $0.append(item)
        $0.append(classes[label])
      }
    }
  }
}

extension Model {
  /// Trains the recipe on all examples; equal seeds give equal weights.
  ///
  /// - Throws: `Failure` for a recipe that does not fit the examples or does not end in `classify`.
  public func fit(
    _ examples: LabelledExamples, options: TrainingOptions = TrainingOptions(), seed: UInt64 = 0,
    work: Work = Work()
  ) throws -> Fitted {
    let stream = Digest.build {
      $0.append("fit")
      $0.append(seed)
      $0.append(digest)
      $0.append(examples.digest)
    }
    return try trained(self, on: examples, options, stream, work)
  }
}

extension Fitted {
  /// Probabilities of the classes for each example: `[items, classes]`.
  public func predict(_ examples: some Examples, work: Work = Work()) throws -> [[Float]] {
    try predictions(of: self, examples, work)
  }
}

// Outside the types, where the functions of the module's own names can be called.

private func trained(
  _ model: Model, on examples: LabelledExamples, _ options: TrainingOptions, _ stream: Digest, _ work: Work
) throws -> Fitted {
  try fit(
    model, examples: examples, labels: examples.labels, classes: examples.classes,
    training: Array(0..<examples.count), options: options, stream: stream, dataDigest: examples.digest,
    work: work)
}

private func predictions(of fitted: Fitted, _ examples: some Examples, _ work: Work) throws -> [[Float]] {
  try predict(fitted, examples: examples, items: Array(0..<examples.count), work: work)
}

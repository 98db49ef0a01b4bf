import EtudeCore

/// Where an interrupted training stands: all that an uninterrupted one would know at that epoch beside the weights.
struct Resumption: Sendable, Hashable {
  let optimiser: OptimiserState
  let stream: Digest
  let options: TrainingOptions
  /// Whole epochs done.
  let epochs: Int
  let best: BestEpoch?

  func isOf(_ stream: Digest, _ options: TrainingOptions) -> Bool {
    self.stream == stream && self.options == options
  }
}

/// The epoch that validation judged best.
struct BestEpoch: Sendable, Hashable {
  let epoch: Int
  let loss: Double
  /// All values of the network's store.
  let values: [Float]
}

extension Resumption {
  /// What stands in a file's metadata; the numbers are tensors beside the weights.
  private struct Description: Codable {
    let stream: String
    let options: TrainingOptions
    let epochs: Int
    let steps: Int
    let moments: Int
    let bestEpoch: Int?
    let bestLoss: UInt64?
  }

  static let prefix = "resumption."

  var text: String {
    get throws {
      try FittedText.encode(
        Description(
          stream: stream.description, options: options, epochs: epochs, steps: optimiser.steps,
          moments: optimiser.moments.count, bestEpoch: best?.epoch, bestLoss: best?.loss.bitPattern))
    }
  }

  var tensors: [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for (index, moment) in optimiser.moments.enumerated() {
      tensors["\(Self.prefix)moment\(index)"] = Tensor(shape: [moment.count], values: moment)
    }
    if let best { tensors[Self.prefix + "best"] = Tensor(shape: [best.values.count], values: best.values) }
    return tensors
  }

  /// What a file says; `Failure.input` if it does not hold together.
  init(_ text: String, _ tensors: [String: Tensor], of path: String) throws {
    let description: Description = try FittedText.decode(text, "resumption", path)
    let moments = (0..<max(0, description.moments)).compactMap {
      tensors["\(Self.prefix)moment\($0)"]?.values
    }
    guard let stream = Digest(description.stream), moments.count == description.moments,
      (description.bestEpoch == nil) == (tensors[Self.prefix + "best"] == nil),
      tensors.values.allSatisfy(\.values.areFinite), description.epochs >= 0
    else { throw Failure.input("\(path) has no readable resumption", fix: "load a file that save wrote") }
    self.stream = stream
    options = description.options
    epochs = description.epochs
    optimiser = OptimiserState(steps: description.steps, moments: moments)
    if let epoch = description.bestEpoch, let bits = description.bestLoss,
      let values = tensors[Self.prefix + "best"]?.values
    {
      best = BestEpoch(epoch: epoch, loss: Double(bitPattern: bits), values: values)
    } else {
      best = nil
    }
  }
}

import EtudeCore

/// A recipe with trained weights, and what they were trained on.
public struct Fitted: Sendable, Hashable {
  /// The recipe.
  public let model: Model
  /// The classes in the order of the network's outputs.
  public let classes: [String]
  /// Weights and statistics by `layer.parameter`, in PyTorch's layouts.
  public internal(set) var weights: [String: Tensor]
  /// What each epoch gave.
  public internal(set) var history: History
  /// True if the user stopped the training before its last epoch.
  public internal(set) var isInterrupted: Bool
  /// Whole epochs after which it was stopped: with them as `stop` the training gives the same; nil if it came to its end,
  /// or does not know.
  public var stoppedAfter: Int? { isInterrupted ? resumption?.epochs : nil }
  /// Side of the image view it was trained on, in pixels.
  public let imageSize: Int
  /// Bands of the frames view it was trained on.
  public let bands: Int
  /// How the spectrograms were made, as JSON; whoever trains gives it.
  public var featureSettings: String
  /// Digest of the data it was trained on; whoever trains gives it.
  public var dataDigest: Digest?
  /// What else its file says, by name: words of those who train and judge, of which the network takes no notice.
  public var notes: [String: String] = [:]
  /// In which numbers its feature maps are computed: as in training, unless it is changed.
  public var precision = Precision.fp32
  /// Where an interrupted training goes on.
  var resumption: Resumption?
  /// The digest of the fitted network whose training went on to this one; nil if it began with fresh weights.
  public internal(set) var origin: Digest?

  /// True if `fit` with these would go on where an interrupted training stopped.
  public func resumes(with stream: Digest, _ options: TrainingOptions) -> Bool {
    resumption?.isOf(stream, options) ?? false
  }

  /// Whole epochs trained.
  public var epochs: Int { history.loss.count }

  /// The digest of recipe, classes, feature settings and weights.
  public var digest: Digest {
    Digest.build {
      $0.append(model.digest)
      $0.append(classes.count)
      for genre in classes { $0.append(genre) }
      $0.append(featureSettings)
      $0.append(Digest.of(weights))
      if precision != .fp32 { $0.append(precision.rawValue) }
    }
  }

  /// The same weights with other layers fixed; the layers themselves must be the same.
  public func freezing(_ change: (Model) throws -> Model) throws -> Fitted {
    let changed = try change(model)
    let plan = try Plan(changed, imageSize: imageSize, bands: bands, classes: classes.count)
    var fitted = Fitted(
      model: changed, classes: classes, weights: weights.standardised(as: plan), history: history,
      isInterrupted: isInterrupted,
      imageSize: imageSize, bands: bands, featureSettings: featureSettings, dataDigest: dataDigest,
      notes: notes)
    fitted.precision = precision
    return fitted
  }
}

extension [String: Tensor] {
  /// The same for a plan that standardises other heads: a head that is no longer standardised takes the statistics into
  /// its weights, so that it says the same of every song; one that is from now on takes its input as it is.
  fileprivate func standardised(as plan: Plan) -> [String: Tensor] {
    var tensors = self
    let wanted = Set(plan.parameters.map(\.name))
    for layer in plan.allLayers where layer.kind == .classify {
      let names = ["input_mean", "input_deviation", "weight", "bias"].map { "\(layer.name).\($0)" }
      if !wanted.contains(names[0]), let mean = self[names[0]], let deviation = self[names[1]],
        let weight = self[names[2]], let bias = self[names[3]]
      {
        let rows = weight.rows.map { row in row.indices.map { row[$0] / deviation.values[$0] } }
        tensors[names[0]] = nil
        tensors[names[1]] = nil
        tensors[names[2]] = Tensor(rows: rows, width: mean.values.count)
        tensors[names[3]] = Tensor(
          shape: bias.shape,
          values: zip(bias.values, rows).map { bias, row in
            Float(row.indices.reduce(Double(bias)) { $0 - Double(row[$1]) * Double(mean.values[$1]) })
          })
      }
      if wanted.contains(names[0]), self[names[0]] == nil {
        let width = layer.input.features
        tensors[names[0]] = Tensor(shape: [width], repeating: 0)
        tensors[names[1]] = Tensor(shape: [width], repeating: 1)
      }
    }
    return tensors
  }
}

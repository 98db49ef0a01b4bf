import EtudeCore

/// A recipe with trained weights, and what they were trained on.
public struct Fitted: Sendable, Hashable {
  /// The recipe.
  public let model: Model
  /// The genres in the order of the network's outputs.
  public let genres: [String]
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

  /// The digest of recipe, genres, feature settings and weights.
  public var digest: Digest {
    Digest.build {
      $0.append(model.digest)
      $0.append(genres.count)
      for genre in genres { $0.append(genre) }
      $0.append(featureSettings)
      $0.append(Digest.of(weights))
      if precision != .fp32 { $0.append(precision.rawValue) }
    }
  }

  /// The same weights with other layers fixed; the layers themselves must be the same.
  public func freezing(_ change: (Model) throws -> Model) throws -> Fitted {
    let changed = try change(model)
    var fitted = Fitted(
      model: changed, genres: genres, weights: weights, history: history, isInterrupted: isInterrupted,
      imageSize: imageSize, bands: bands, featureSettings: featureSettings, dataDigest: dataDigest,
      notes: notes)
    fitted.precision = precision
    return fitted
  }
}

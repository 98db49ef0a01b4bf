/// The scores of one model's folds.
public struct ScoredModel: Sendable, Hashable {
  public var name: String
  /// 0 … 1, one a fold.
  public var scores: [Double]
  /// Their mean.
  public var mean: Double
  /// The interval of the mean, if there is one.
  public var interval: ClosedRange<Double>?

  public init(name: String, scores: [Double], mean: Double, interval: ClosedRange<Double>? = nil) {
    self.name = name
    self.scores = scores
    self.mean = mean
    self.interval = interval
  }
}

extension Picture {
  /// One model's accuracy fold by fold, its mean and interval, and what guessing would reach.
  public static func foldScores(
    _ model: ScoredModel, chance: Double? = nil, title: String = "", size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }

  /// Several models' folds side by side, a row each.
  public static func comparison(
    _ models: [ScoredModel], chance: Double? = nil, title: String = "", size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}

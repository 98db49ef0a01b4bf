import EtudeLanguage
import EtudeNetworks

/// What the verbs that follow one clip through a fitted network share.
enum LookingInside {
  static let fitted = TypedOperand<FittedValue>("fitted", .object(.fitted))
  static let clip = TypedOperand("clip", .songs(.oneSound), help: "a clip, or its spectrogram")
}

extension Call {
  /// The fitted network, and the clip's spectrogram as the network wants it.
  func lookedAt() throws -> (fitted: Fitted, item: SpectrogramValue) {
    let fitted = try self[LookingInside.fitted].fitted
    let given = try GivenFeatures(
      self[LookingInside.clip], settings: fitted.settings(), work: environment.work)
    return (fitted, SpectrogramValue(examples: given.examples, index: given.items[0]))
  }
}

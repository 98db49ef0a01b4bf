import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeNetworks

/// Predictions along one clip: a row for each piece of it.
enum Timeline {
  /// Less than so many seconds says little of a genre, so a short piece is judged with what surrounds it.
  private static let context = 3.0

  static let windowWithoutRows = Failure("'window' needs rows along time", fix: "give every: 1s too")
  static let notOneClip = Failure(
    "'every' follows one clip along time", fix: "give one clip, such as songs[0]")

  /// One row for each whole piece of `every` seconds; a single one for a clip that is shorter.
  static func predict(_ fitted: Fitted, every: Double, _ call: Call) throws -> Value {
    let clip: Clip
    switch call.operands["sound"] {
    case .object(let value as ClipValue): clip = value.clip
    case .object(let value as SpectrogramValue):
      _ = try GivenFeatures(call.operands["sound"], settings: fitted.settings(), work: call.environment.work)
      clip = value.clip
    default: throw notOneClip
    }
    let work = call.environment.work
    // A header does not always say how long the sound is.
    let length = try clip.length ?? clip.sound(cancellation: work.cancellation).duration
    let starts = starts(every: every, length: length)
    let windows = starts.map {
      window(at: $0, every: every, length: length, context: call.number("window"))
    }
    let pieces = Dataset(try windows.map { try clip.slice(from: $0.start, length: $0.length) })
    let given = try GivenFeatures(
      .object(DatasetValue(dataset: pieces)), settings: fitted.settings(), work: work)
    let readable = try given.readable(for: fitted.model, work: work)
    let probabilities = try EtudeNetworks.predict(
      fitted, examples: given.examples, items: readable, work: work)
    return .object(
      PredictionValue(
        names: readable.map { _ in clip.name }, genres: fitted.genres, probabilities: probabilities,
        times: readable.map { starts[$0] }, every: min(every, length)))
  }

  /// Where the pieces begin, in seconds.
  static func starts(every: Double, length: Double) -> [Double] {
    let count = max(1, Int((length / every + 1e-9).rounded(.down)))
    return (0..<count).map { Double($0) * every }
  }

  /// What is listened to for the piece that begins at `start`: the piece in the middle of at most three seconds and at
  /// most half the clip, moved inward where the clip ends.
  static func window(at start: Double, every: Double, length: Double, context: Double? = nil) -> (
    start: Double, length: Double
  ) {
    let heard = min(length, max(every, context ?? min(Self.context, length / 2)))
    let first = start + (every - heard) / 2
    return (max(0, min(first, length - heard)), heard)
  }
}

import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

/// Predictions along one clip: a row for each piece of it.
enum Timeline {
  /// Seconds that are heard for a row where a network does not say how long the songs were that it learned from.
  private static let usual = 3.0

  static let notOneClip = Failure(
    "'every' follows one clip along time", fix: "give one clip, such as songs[0]")

  /// One row for each whole piece of `every` seconds, and one for what is left if that is half a window or more; a single
  /// one for a clip that is shorter.
  static func predict(
    _ fitted: Fitted, _ songs: GivenSongs, every: Double, window given: Double?, work: Work
  ) throws -> PredictionValue {
    let clip: Clip
    switch songs {
    case .clip(let value): clip = value.clip
    case .spectrogram(let value):
      _ = try GivenFeatures(songs, settings: fitted.settings(), work: work)
      clip = value.clip
    default: throw notOneClip
    }
    let length = try Self.length(of: clip, work: work)
    let heard = given ?? usualWindow(fitted, length: length)
    let pieces = try pieces(of: clip, length: length, every: every, heard: heard)
    warn(fitted, clip, rows: pieces.starts.count, heard: heard, given: given, length: length, work: work)
    let given = try GivenFeatures(
      .dataset(DatasetValue(dataset: pieces.dataset, work: work)), settings: fitted.settings(), work: work)
    let readable = try given.readable(for: fitted.model, work: work)
    let probabilities = try EtudeNetworks.predict(
      fitted, examples: given.examples, items: readable, work: work)
    return PredictionValue(
      names: readable.map { _ in clip.name }, network: fitted.model.briefPipeline, classes: fitted.classes,
      probabilities: probabilities,
      times: readable.map { pieces.starts[$0] }, every: pieces.every)
  }

  /// Seconds that are heard for a row of a clip where nothing is said.
  static func usualWindow(_ fitted: Fitted, length: Double) -> Double {
    fitted.learnedLength ?? min(usual, length / 2)
  }

  /// Seconds of a clip; a header does not always say them.
  static func length(of clip: Clip, work: Work) throws -> Double {
    try clip.length ?? clip.sound(cancellation: work.cancellation).duration
  }

  /// What is listened to along a clip: a piece of `heard` seconds for each `every` seconds, when each begins, and how
  /// long one lasts.
  static func pieces(of clip: Clip, length: Double, every: Double, heard: Double) throws -> (
    dataset: Dataset, starts: [Double], every: Double
  ) {
    let starts = starts(every: every, length: length, heard: heard)
    let pieces = try starts.map { start in
      let part = window(at: start, every: every, length: length, heard: heard)
      return try clip.slice(from: part.start, length: part.length)
    }
    return (Dataset(pieces), starts, min(every, length))
  }

  /// Where the pieces begin, in seconds.
  static func starts(every: Double, length: Double, heard: Double) -> [Double] {
    let whole = max(1, Int((length / every + 1e-9).rounded(.down)))
    let left = length - Double(whole) * every
    return (0..<(2 * left >= heard - 1e-6 ? whole + 1 : whole)).map { Double($0) * every }
  }

  /// What is heard for the piece that begins at `start`: a window with the piece in its middle, moved inward where the
  /// clip ends.
  static func window(at start: Double, every: Double, length: Double, heard: Double) -> (
    start: Double, length: Double
  ) {
    let heard = min(length, heard)
    let first = start + (every - heard) / 2
    return (max(0, min(first, length - heard)), heard)
  }

  /// Warns of a window that the network does not know, and of rows that all hear the same.
  private static func warn(
    _ fitted: Fitted, _ clip: Clip, rows: Int, heard: Double, given: Double?, length: Double, work: Work
  ) {
    if let learned = fitted.learnedLength {
      if let given, abs(given - learned) > learned / 100 {
        work.warn(
          "windows of \(given.seconds), and the network learned from \(learned.seconds): of another length it may know "
            + "little")
      } else if length < learned / 2 - 1e-6 {
        work.warn(
          "\(clip.name) (\(length.seconds)) is less than half as long as what the network learned from "
            + "(\(learned.seconds)): it may know little of so short a piece")
      }
    } else {
      work.warn(
        "the network does not say how long the songs were that it learned from: each row hears \(heard.seconds)"
      )
    }
    if rows > 1, heard > length - 1e-6 {
      work.warn(
        "every row hears all of \(clip.name), since its \(length.seconds) are no longer than what the network learned "
          + "from: fit it on pieces of the songs, such as segments length: \(min(usual, length / 2).shortest(decimals: 2))s"
      )
    }
  }
}

import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeRecommendation

/// What to play next, said while the music plays: a line as often as asked for, of the songs most like the last seconds.
struct StreamRecommendation {
  /// Seconds from line to line where nothing is said.
  static let usualEvery = 5.0
  /// Seconds listened to where the network does not say how long the songs were that it learned from: few enough to be
  /// answered at once.
  private static let usualWindow = 10.0
  /// Songs that a line names.
  private static let named = 3

  let library: IndexValue
  let every: Double
  /// Seconds listened to for a line.
  let window: Double
  let by: Sameness
  let count: Int
  let environment: Environment

  init(
    _ library: IndexValue, by: Sameness, count: Int, every: Double?, window: Double?,
    in environment: Environment
  ) {
    self.library = library
    self.by = by
    self.count = count
    self.environment = environment
    self.every = every ?? Self.usualEvery
    self.window = window ?? library.embedder?.learnedLength ?? Self.usualWindow
  }

  /// Listens to the end; gives the last answer.
  func recommend(_ stream: StreamValue) throws -> DatasetValue {
    guard let embedder = library.embedder else {
      throw Failure(
        "the index was made with a fitted network that is not here", fix: "give it by the option with")
    }
    var quiet = environment.work
    quiet.listener = { _ in }
    var unkept = quiet
    // What is heard once need not be kept.
    unkept.store = nil
    var last: (dataset: Dataset, map: SongMap)?
    let windows = HeardWindows(every: every, length: window, rate: embedder.rate, work: environment.work)
    try windows.follow(stream) { seconds in
      "standard input ended after \(seconds.seconds), less than half of the \(window.seconds) that are listened to"
    } answer: { heard in
      for heard in heard {
        let liked = try library.asked(
          [heard.clip(named: StreamValue.name, rate: embedder.rate)], work: unkept)
        let found = try library.index.recommend(liked: liked, by: by, count: count, work: quiet)
        show(found.dataset, heard)
        last = (
          found.dataset, SongMap(library: library.index, liked: liked, places: found.places, isPath: false)
        )
      }
    }
    return DatasetValue(dataset: last?.dataset ?? Dataset([]), map: last?.map, work: environment.work)
  }

  /// `15 s  rock/rock.00003.wav 0.93  rock/rock.00007.wav 0.90`, and behind it how much was heard where that was less than
  /// a window.
  private func show(_ songs: Dataset, _ heard: HeardWindows.Window) {
    let best = songs.clips.prefix(Self.named).map { song in
      song.name + (song.score.map { " " + $0.text(decimals: 2) } ?? "")
    }
    environment.show(
      ([heard.place] + best + [heard.mark(of: window)].compactMap(\.self)).joined(separator: "  "))
  }
}

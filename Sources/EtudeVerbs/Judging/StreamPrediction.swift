import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudeSound

/// Predictions while sound arrives: a line as often as asked for, each from the last seconds that were heard.
struct StreamPrediction {
  /// Rows judged at once where sound arrives faster than it is judged.
  private static let batch = 8
  /// Rows that the value remembers: those of an hour, a row a second.
  private static let remembered = 3600
  /// Seconds from row to row where nothing is said.
  static let usualEvery = 1.0
  /// Seconds listened to where a network does not say how long the songs were that it learned from.
  private static let usual = 30.0

  let fitted: Fitted
  /// Seconds from row to row.
  let every: Double
  /// Seconds listened to for a row.
  let window: Double
  let environment: Environment

  init(_ fitted: Fitted, every: Double?, window: Double?, in environment: Environment) {
    self.fitted = fitted
    self.environment = environment
    self.every = every ?? Self.usualEvery
    self.window = window ?? Self.usualWindow(fitted)
  }

  /// Seconds listened to for a row where nothing is said.
  static func usualWindow(_ fitted: Fitted) -> Double { fitted.learnedLength ?? usual }

  /// Listens to the end.
  func predict(_ stream: StreamValue) throws -> PredictionValue {
    let rate = try fitted.settings().rate
    let cancellation = environment.work.cancellation
    let sound = try SoundStream(
      descriptor: stream.descriptor(), name: "standard input", rate: rate,
      isStopped: { cancellation.isRequested })
    return try predict(sound, rate: rate)
  }

  /// Shows a row for each `every` seconds until the stream ends, from when half a window has been heard; gives the last
  /// ones. A stream that ends before that is answered once, from all of it.
  private func predict(_ stream: SoundStream, rate: Int) throws -> PredictionValue {
    let hop = max(1, Int((every * Double(rate)).rounded()))
    let span = max(hop, Int((window * Double(rate)).rounded()))
    var heard: [Float] = []
    var windows: [[Float]] = []
    var arrived = 0
    // Pieces of `hop` samples before the first row.
    var skipped = 0
    var judged = 0
    var rows: [[Float]] = []
    func judge() throws {
      let lengths = windows.map(\.count)
      for (row, length) in zip(try probabilities(windows, rate: rate), lengths) {
        rows.append(row)
        let isWhole = length >= span
        show(row, at: Double(skipped + judged) * every, heard: isWhole ? nil : Double(length) / Double(rate))
        judged += 1
      }
      rows.removeFirst(max(0, rows.count - Self.remembered))
      windows = []
    }
    while let samples = try stream.next() {
      try environment.work.checkCancelled()
      for sample in samples {
        heard.append(sample)
        arrived += 1
        guard arrived % hop == 0 else { continue }
        if 2 * arrived < span { skipped += 1 } else { windows.append(Array(heard.suffix(span))) }
      }
      // Now and then, since moving what is kept costs more than keeping a little more.
      if heard.count > 2 * span { heard.removeFirst(heard.count - span) }
      if windows.count >= Self.batch || !windows.isEmpty && !stream.hasMore { try judge() }
    }
    try environment.work.checkCancelled()
    if judged == 0, windows.isEmpty, skipped > 0 {
      environment.work.warn(
        "standard input ended after \((Double(arrived) / Double(rate)).seconds), less than half of the "
          + "\(window.seconds) that the network learned from: it may know little of so short a piece")
      skipped -= 1
      windows.append(heard)
    }
    try judge()
    guard judged > 0 else {
      throw Failure.input(
        "standard input ended before \(every.seconds) of sound had arrived", fix: "send more, or lower every:"
      )
    }
    let first = skipped + judged - rows.count
    return PredictionValue(
      names: rows.map { _ in StreamValue.name }, genres: fitted.genres, probabilities: rows,
      times: rows.indices.map { Double(first + $0) * every }, every: every, isShown: true)
  }

  private func probabilities(_ windows: [[Float]], rate: Int) throws -> [[Float]] {
    guard !windows.isEmpty else { return [] }
    var work = environment.work
    // What is heard once need not be kept.
    work.cache = nil
    work.listener = { _ in }
    let clips = windows.enumerated().map { index, samples in
      Clip(name: "\(index)", source: .sound(Sound(samples: samples, rate: rate)), rate: rate)
    }
    let given = try GivenFeatures(
      .dataset(DatasetValue(dataset: Dataset(clips), work: work)), settings: fitted.settings(), work: work)
    return try EtudeNetworks.predict(fitted, examples: given.examples, items: given.items, work: work)
  }

  /// `12 s  blues  63.2 %  rock  21.0 %`, and behind it how much was heard where that was less than a window.
  private func show(_ row: [Float], at time: Double, heard: Double?) {
    let order = row.indices.sorted { (row[$1], $0) < (row[$0], $1) }
    let width = fitted.genres.map(\.count).max() ?? 0
    let best = order.prefix(2).map { genre in
      let name = fitted.genres[genre]
      let percent = Double(row[genre]).percent
      return name + String(repeating: " ", count: width - name.count + max(0, 9 - percent.count)) + percent
    }
    let mark = heard.map { "(heard \($0.seconds) of \(window.seconds))" }
    environment.show(
      ([time.seconds.padded(to: 12)] + best + [mark].compactMap(\.self)).joined(separator: "  "))
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}

import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

/// Predictions while sound arrives: a line as often as asked for, each from the last seconds that were heard.
struct StreamPrediction {
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

  /// Listens to the end: shows a row for each window, and gives the last ones.
  func predict(_ stream: StreamValue) throws -> PredictionValue {
    let rate = try fitted.settings().rate
    var rows: [[Float]] = []
    var end = 0.0
    let windows = HeardWindows(every: every, length: window, rate: rate, work: environment.work)
    try windows.follow(stream) { seconds in
      "standard input ended after \(seconds.seconds), less than half of the "
        + "\(window.seconds) that the network learned from: it may know little of so short a piece"
    } answer: { heard in
      for (row, heard) in zip(try probabilities(heard, rate: rate), heard) {
        rows.append(row)
        end = heard.time
        show(row, heard)
      }
      rows.removeFirst(max(0, rows.count - Self.remembered))
    }
    return PredictionValue(
      names: rows.map { _ in StreamValue.name }, network: fitted.model.briefPipeline, classes: fitted.classes,
      probabilities: rows,
      times: rows.indices.map { end - Double(rows.count - 1 - $0) * every }, every: every, isShown: true)
  }

  private func probabilities(_ windows: [HeardWindows.Window], rate: Int) throws -> [[Float]] {
    var work = environment.work
    // What is heard once need not be kept.
    work.store = nil
    work.listener = { _ in }
    let clips = windows.enumerated().map { $1.clip(named: "\($0)", rate: rate) }
    let given = try GivenFeatures(
      .dataset(DatasetValue(dataset: Dataset(clips), work: work)), settings: fitted.settings(), work: work)
    return try EtudeNetworks.predict(fitted, examples: given.examples, items: given.items, work: work)
  }

  /// `12 s  blues  63.2 %  rock  21.0 %`, and behind it how much was heard where that was less than a window.
  private func show(_ row: [Float], _ heard: HeardWindows.Window) {
    let order = row.indices.sorted { (row[$1], $0) < (row[$0], $1) }
    let width = fitted.classes.map(\.count).max() ?? 0
    let best = order.prefix(2).map { genre in
      let name = fitted.classes[genre]
      let percent = Double(row[genre]).percent
      return name + String(repeating: " ", count: width - name.count + max(0, 9 - percent.count)) + percent
    }
    environment.show(
      ([heard.place] + best + [heard.mark(of: window)].compactMap(\.self)).joined(separator: "  "))
  }
}

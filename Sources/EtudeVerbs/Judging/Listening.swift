import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudeSound

/// Predictions while sound arrives: a line as often as asked for, each from the last seconds that were heard.
struct Listening {
  /// Rows judged at once where sound arrives faster than it is judged.
  private static let batch = 8
  /// Rows that the value remembers: those of an hour, a row a second.
  private static let remembered = 3600
  /// Seconds listened to where a network does not say how long the songs were that it was trained on.
  private static let longest = 30.0

  let fitted: Fitted
  /// Seconds from row to row.
  let every: Double
  /// Seconds listened to for a row.
  let window: Double
  let call: Call

  init(_ fitted: Fitted, _ call: Call) {
    self.fitted = fitted
    self.call = call
    every = call.number("every") ?? 1
    window = call.number("window") ?? min(Self.longest, fitted.trainedLength ?? Self.longest)
  }

  /// Listens to the end.
  func predict(_ stream: StreamValue) throws -> PredictionValue {
    let rate = try fitted.settings().rate
    let cancellation = call.environment.work.cancellation
    let sound = try SoundStream(
      descriptor: stream.descriptor(), name: "standard input", rate: rate,
      isStopped: { cancellation.isRequested })
    return try predict(sound, rate: rate)
  }

  /// Shows a row for each `every` seconds until the stream ends; gives the last ones.
  private func predict(_ stream: SoundStream, rate: Int) throws -> PredictionValue {
    let hop = max(1, Int((every * Double(rate)).rounded()))
    let span = max(hop, Int((window * Double(rate)).rounded()))
    var heard: [Float] = []
    var windows: [[Float]] = []
    var arrived = 0
    var judged = 0
    var rows: [[Float]] = []
    func judge() throws {
      for row in try probabilities(windows, rate: rate) {
        rows.append(row)
        show(row, at: Double(judged) * every)
        judged += 1
      }
      rows.removeFirst(max(0, rows.count - Self.remembered))
      windows = []
    }
    while let samples = try stream.next() {
      try call.environment.work.checkCancelled()
      for sample in samples {
        heard.append(sample)
        arrived += 1
        if arrived % hop == 0 { windows.append(Array(heard.suffix(span))) }
      }
      // Now and then, since moving what is kept costs more than keeping a little more.
      if heard.count > 2 * span { heard.removeFirst(heard.count - span) }
      if windows.count >= Self.batch || !windows.isEmpty && !stream.hasMore { try judge() }
    }
    try call.environment.work.checkCancelled()
    try judge()
    guard judged > 0 else {
      throw Failure.input(
        "standard input ended before \(every.seconds) of sound had arrived", fix: "send more, or lower every:"
      )
    }
    let first = judged - rows.count
    return PredictionValue(
      names: rows.map { _ in StreamValue.name }, genres: fitted.genres, probabilities: rows,
      times: rows.indices.map { Double(first + $0) * every }, every: every, isShown: true)
  }

  private func probabilities(_ windows: [[Float]], rate: Int) throws -> [[Float]] {
    guard !windows.isEmpty else { return [] }
    var work = call.environment.work
    // What is heard once need not be kept.
    work.cache = nil
    work.listener = { _ in }
    let clips = windows.enumerated().map { index, samples in
      Clip(name: "\(index)", source: .sound(Sound(samples: samples, rate: rate)), rate: rate)
    }
    let given = try GivenFeatures(
      .object(DatasetValue(dataset: Dataset(clips))), settings: fitted.settings(), work: work)
    return try EtudeNetworks.predict(fitted, examples: given.examples, items: given.items, work: work)
  }

  /// `12 s  blues  63.2 %  rock  21.0 %`
  private func show(_ row: [Float], at time: Double) {
    let order = row.indices.sorted { (row[$1], $0) < (row[$0], $1) }
    let width = fitted.genres.map(\.count).max() ?? 0
    let best = order.prefix(2).map { genre in
      let name = fitted.genres[genre]
      let percent = Double(row[genre]).percent
      return name + String(repeating: " ", count: width - name.count + max(0, 9 - percent.count)) + percent
    }
    call.environment.show(([time.seconds.padded(to: 12)] + best).joined(separator: "  "))
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}

extension Fitted {
  private static let lengthNote = "length"

  /// Seconds of the songs that it was trained on (their median), as far as its file says.
  var trainedLength: Double? { notes[Self.lengthNote].flatMap { Double($0) } }

  /// The same network, which says how long the songs were that it was trained on.
  func noting(lengths: [Double]) -> Fitted {
    guard !lengths.isEmpty else { return self }
    var noted = self
    noted.notes[Self.lengthNote] = "\(lengths.sorted()[lengths.count / 2])"
    return noted
  }
}

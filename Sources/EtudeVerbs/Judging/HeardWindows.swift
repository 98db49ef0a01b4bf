import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeSound

/// The last seconds that were heard, as often as asked for, while sound arrives on standard input.
struct HeardWindows {
  /// Windows handed on at once where sound arrives faster than it is answered.
  private static let batch = 8

  /// Seconds from window to window.
  let every: Double
  /// Seconds in a window.
  let length: Double
  /// Samples a second.
  let rate: Int
  let work: Work

  /// The last seconds at one moment.
  struct Window {
    let samples: [Float]
    /// Seconds from the stream's beginning to where its last `every` seconds begin.
    let time: Double
    /// Seconds heard, where that is less than a whole window.
    let heard: Double?
  }

  /// Follows the stream to its end: hands on a window for each `every` seconds, from when half of one has been heard, and
  /// one more if half a window or more is left. Of a stream that ends before that it hands on one window, all of it, and
  /// says so.
  ///
  /// - Parameters:
  ///   - tooShort: what is said where so many seconds are less than half a window.
  ///   - answer: takes the windows that have come since it was last asked.
  /// - Throws: `Failure.input` for a stream of less than `every` seconds; what `answer` throws.
  func follow(
    _ stream: StreamValue, tooShort: (_ seconds: Double) -> String, answer: ([Window]) throws -> Void
  ) throws {
    let cancellation = work.cancellation
    let sound = try SoundStream(
      descriptor: stream.descriptor(), name: "standard input", rate: rate,
      isStopped: { cancellation.isRequested })
    let hop = max(1, Int((every * Double(rate)).rounded()))
    let span = max(hop, Int((length * Double(rate)).rounded()))
    var heard: [Float] = []
    var windows: [Window] = []
    var arrived = 0
    var isAnswered = false
    func window(_ samples: [Float], at piece: Int) -> Window {
      Window(
        samples: samples, time: Double(piece) * every,
        heard: samples.count >= span ? nil : Double(samples.count) / Double(rate))
    }
    func handOn() throws {
      guard !windows.isEmpty else { return }
      isAnswered = true
      try answer(windows)
      windows = []
    }
    while let samples = try sound.next() {
      try work.checkCancelled()
      for sample in samples {
        heard.append(sample)
        arrived += 1
        guard arrived % hop == 0, 2 * arrived >= span else { continue }
        windows.append(window(Array(heard.suffix(span)), at: arrived / hop - 1))
      }
      // Now and then, since moving what is kept costs more than keeping a little more.
      if heard.count > 2 * span { heard.removeFirst(heard.count - span) }
      if windows.count >= Self.batch || !sound.hasMore { try handOn() }
    }
    try work.checkCancelled()
    if !isAnswered, windows.isEmpty, arrived >= hop {
      work.warn(tooShort(Double(arrived) / Double(rate)))
      windows.append(window(heard, at: arrived / hop - 1))
    }
    if arrived >= hop, 2 * (arrived % hop) >= span {
      windows.append(window(Array(heard.suffix(span)), at: arrived / hop))
    }
    try handOn()
    guard isAnswered else {
      throw Failure.input(
        "standard input ended before \(every.seconds) of sound had arrived", fix: "send more, or lower every:"
      )
    }
  }
}

extension HeardWindows.Window {
  /// Its sound as a clip of a name.
  func clip(named name: String, rate: Int) -> Clip {
    Clip(name: name, source: .sound(Sound(samples: samples, rate: rate)), rate: rate)
  }

  /// A line's beginning: the time.
  var place: String {
    let text = time.seconds
    return String(repeating: " ", count: max(0, 12 - text.count)) + text
  }

  /// A line's end where less than a window was heard.
  func mark(of length: Double) -> String? { heard.map { "(heard \($0.seconds) of \(length.seconds))" } }
}

import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeNetworks
import EtudePictures
import EtudeSound

extension Verb {
  static let listen = Verb(
    "listen",
    "the clip with only what a decision rests on left to hear: its transform masked by the saliency",
    section: .inside, operands: [LookingInside.fitted, LookingInside.clip],
    options: SaliencyOptions.all + [ListenOptions.amount, ListenOptions.rest],
    result: .checked(.kind(.clip)) { call in
      if let model = call.recipe(of: LookingInside.fitted) { try SaliencyOptions.check(call, model) }
    },
    examples: [
      "play (listen fitted songs[0])", "play (listen fitted songs[0] rest: yes)",
      "plot (spectrogram (listen fitted songs[0] genre: \"rock\"))",
    ]
  ) { call in
    let (fitted, item) = try call.lookedAt()
    let axes = SoundAxes(item)
    let found = try call.saliency(of: item, by: fitted)
    let mask = SaliencyMask(
      found.upward, times: try found.times(in: item), seconds: try item.seconds(),
      axes: axes.isOfFrequency && found.tags.isEmpty ? axes : nil,
      amount: Float(try call[ListenOptions.amount]), isReversed: try call[ListenOptions.rest])
    let work = call.environment.work
    let sound = try item.clip.sound(cancellation: work.cancellation)
    let masked = try sound.masked(fft: SaliencyMask.fft, cancellation: work.cancellation) { index, count in
      mask.frame(index, of: count, rate: sound.rate)
    }
    var clip = item.clip
    clip.source = .sound(masked)
    let genre = fitted.classes[found.genre]
    clip.name +=
      try call[ListenOptions.rest] ? " (all but what speaks for \(genre))" : " (what speaks for \(genre))"
    (clip.start, clip.span, clip.header, clip.variation) = (0, nil, nil, nil)
    return .object(ClipValue(clip: clip, work: work))
  }
}

private enum ListenOptions {
  static let amount = TypedOption(
    "amount", .share(), default: 1, help: "how much of what does not speak for it is taken away")
  static let rest = TypedOption(
    "rest", .flag, default: false, help: "hear all but what the decision rests on")
}

extension Frames {
  /// The greatest of each step: where rows are no frequencies, only the time of what speaks is known.
  fileprivate var greatest: Frames {
    Frames(
      bands: 1, count: count,
      values: (0..<count).map { step in (0..<bands).map { self[$0, step] }.max() ?? 0 })
  }
}

/// Shares by which the bins of a transform are multiplied, from a saliency of any resolution.
struct SaliencyMask {
  static let fft = 2048

  private let saliency: Frames
  private let times: StepTimes
  /// Of the song.
  private let seconds: Double
  /// How the saliency's rows lie over frequency; nil where they are spread over all of it alike.
  private let axes: SoundAxes?
  private let amount: Float
  private let isReversed: Bool

  /// - Parameters:
  ///   - saliency: 0 … 1, the lowest band first.
  ///   - times: of its columns in a song of so many seconds.
  ///   - amount: how much is taken away where nothing speaks; 0 leaves the sound as it is.
  ///   - isReversed: takes away what speaks instead.
  init(
    _ saliency: Frames, times: StepTimes, seconds: Double, axes: SoundAxes?, amount: Float, isReversed: Bool
  ) {
    self.saliency = axes == nil ? saliency.greatest : saliency
    self.times = times
    self.seconds = seconds
    self.axes = axes
    self.amount = amount
    self.isReversed = isReversed
  }

  /// The shares of a frame of so many, bin by bin.
  func frame(_ index: Int, of count: Int, rate: Int) -> [Float] {
    let bins = Self.fft / 2 + 1
    let column = times.place(of: (Double(index) + 0.5) / Double(count) * seconds)
    return (0..<bins).map { bin in
      let hertz = Double(bin) * Double(rate) / Double(Self.fft)
      // What a network does not see it cannot rest on.
      let isSeen = axes.map { $0.low <= hertz && hertz <= $0.high } ?? true
      let place = axes?.place(of: hertz) ?? Double(bin) / Double(bins)
      let share = isSeen ? value(column, min(1, max(0, place))) : 0
      return 1 - amount * (isReversed ? share : 1 - share)
    }
  }

  /// Between the four nearest values.
  private func value(_ column: Double?, _ y: Double) -> Float {
    // What fills no window is not heard.
    guard let column = column.map({ min(max(0, $0 - 0.5), Double(saliency.count - 1)) }) else { return 0 }
    let row = min(max(0, y * Double(saliency.bands) - 0.5), Double(saliency.bands - 1))
    let (left, low) = (Int(column), Int(row))
    let (right, high) = (min(left + 1, saliency.count - 1), min(low + 1, saliency.bands - 1))
    let (across, up) = (Float(column - Double(left)), Float(row - Double(low)))
    let lower = saliency[low, left] * (1 - across) + saliency[low, right] * across
    let upper = saliency[high, left] * (1 - across) + saliency[high, right] * across
    return lower * (1 - up) + upper * up
  }
}

import EtudeSound
import Glibc

/// What the rows and columns of a spectrogram mean.
public struct SoundAxes: Sendable, Hashable {
  /// How the rows are spaced over frequency.
  public enum Scale: Sendable, Hashable {
    /// Mel bands, Slaney's scale.
    case mel
    /// Mel bands, HTK's scale.
    case htk
    /// Equal steps in Hz.
    case linear
    /// Equal steps in the logarithm of Hz.
    case logarithmic
    /// Twelve pitch classes, C first.
    case pitchClasses
    /// Numbered coefficients.
    case coefficients
  }

  /// Samples a second.
  public var rate: Int
  /// Samples from one frame to the next.
  public var hop: Int
  /// Hz at the lower edge.
  public var low: Double
  /// Hz at the upper edge.
  public var high: Double
  public var scale: Scale
  /// Seconds at which the first frame lies.
  public var start: Double
  /// What the values are measured in.
  public var unit: String

  public init(
    rate: Int = 22050, hop: Int = 512, low: Double = 0, high: Double? = nil, scale: Scale = .mel,
    start: Double = 0, unit: String = "dB"
  ) {
    self.rate = max(1, rate)
    self.hop = max(1, hop)
    self.low = low
    self.high = high ?? Double(rate) / 2
    self.scale = scale
    self.start = start
    self.unit = unit
  }

  /// Time in seconds over so many frames.
  func time(_ frames: Int) -> Axis {
    let end = start + Double(max(1, frames) * hop) / Double(rate)
    return .time(start...max(start, end))
  }

  /// The vertical axis over so many rows, from 0 at the lower edge to 1 at the upper.
  func rows(_ count: Int) -> Axis {
    switch scale {
    case .pitchClasses:
      let names = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"]
      return Axis(
        range: 0...1,
        ticks: (0..<count).map {
          Tick(value: (Double($0) + 0.5) / Double(max(1, count)), label: names[$0 % 12])
        },
        title: "pitch class", hasGrid: false)
    case .coefficients:
      return .cells(count, title: "coefficient", most: 11, end: 1)
    default:
      return Axis(
        range: 0...1, ticks: frequencyTicks(), title: "frequency (Hz)", hasGrid: false,
        ends: Ticks.ends(of: low...max(low, high)))
    }
  }

  /// Where a frequency lies between the lower edge, 0, and the upper, 1.
  public func place(of hertz: Double) -> Double {
    (position(hertz) - position(low)) / (position(high) - position(low))
  }

  /// The frequency in Hz of a place between the lower edge, 0, and the upper, 1; places beyond are taken for the edges.
  public func frequency(at place: Double) -> Double {
    let position = position(low) + min(1, max(0, place)) * (position(high) - position(low))
    switch scale {
    case .mel: return MelScale.slaney.frequency(position)
    case .htk: return MelScale.htk.frequency(position)
    case .logarithmic: return exp(position)
    default: return position
    }
  }

  /// What a row is, of several.
  var rowsName: String {
    switch scale {
    case .coefficients: "coefficients"
    case .pitchClasses: "pitch classes"
    default: "bands"
    }
  }

  /// Whether the rows are spaced over frequency.
  public var isOfFrequency: Bool { scale != .coefficients && scale != .pitchClasses }

  /// A frequency on the scale in which rows are equally far apart.
  private func position(_ hertz: Double) -> Double {
    switch scale {
    case .mel: MelScale.slaney.mel(hertz)
    case .htk: MelScale.htk.mel(hertz)
    case .logarithmic: log(max(1e-3, hertz))
    default: hertz
    }
  }

  private func frequencyTicks() -> [Tick] {
    guard high > low, low.isFinite, high.isFinite else { return [] }
    if scale == .linear {
      return Ticks.round(in: low...high, most: 9).map { Tick(value: place(of: $0.value), label: $0.label) }
    }
    let steps = [0, 31.25, 62.5, 125, 250, 500, 1000, 2000, 4000, 8000, 16_000, 32_000]
    let inside = steps.filter { $0 >= low && $0 <= high && (scale != .logarithmic || $0 > 0) }
    guard inside.count > 2 else {
      return Ticks.round(in: low...high, most: 7).map { Tick(value: place(of: $0.value), label: $0.label) }
    }
    // On a mel scale the lowest octaves lie too close together to be told apart.
    let kept = scale == .logarithmic ? inside : inside.filter { $0 == 0 || $0 >= 250 }
    return kept.map { Tick(value: place(of: $0), label: Ticks.number($0)) }
  }
}

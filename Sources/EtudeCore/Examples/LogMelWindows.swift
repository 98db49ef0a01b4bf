/// The sound as a network reads it that has heard music: windows of mel frames side by side, the *sound* view.
///
/// A frame is log₁₀(10,000 · S + 1) of 96 mel bands of the power spectrum, at 16,000 Hz with a hop of 256 samples; a
/// window is 187 frames, three seconds.
public struct LogMelWindows: Sendable, Hashable {
  /// Frames of a window.
  public static let frames = 187
  /// Mel bands of a frame.
  public static let bands = 96
  /// Samples a second of the sound that the frames are made of.
  public static let rate = 16_000
  /// Samples from frame to frame.
  public static let hop = 256
  /// Seconds from frame to frame.
  public static let stride = Double(hop) / Double(rate)
  /// From the beginning of a window to that of the next.
  public static let seconds = Double(frames) * stride
  /// Hz of the highest band's upper edge.
  public static let highest = Double(rate) / 2
  /// Numbers of a window.
  public static let size = frames * bands

  /// Seconds of a song that are heard: its whole windows, of a shorter song all of it.
  public static func heard(of song: Double) -> Double {
    let windows = (1 + Int(song / stride)) / frames
    return windows == 0 ? song : min(song, Double(windows) * seconds)
  }

  /// Number of windows.
  public let count: Int
  /// `[count, frames, bands]`, the lowest band first.
  public let values: [Float]

  /// Windows of numbers made before; `values` is `[count, frames, bands]`, row-major.
  public init(count: Int, values: [Float]) {
    precondition(values.count == count * Self.size)
    self.count = count
    self.values = values
  }

  /// Some of the windows.
  public func slice(_ range: Range<Int>) -> LogMelWindows {
    LogMelWindows(
      count: range.count,
      values: Array(values[range.lowerBound * Self.size..<range.upperBound * Self.size]))
  }
}

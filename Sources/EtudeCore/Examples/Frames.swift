/// Bands over time: the *frames* view of a spectrogram or of MFCCs.
public struct Frames: Sendable, Hashable {
  /// Numbers in a frame.
  public let bands: Int
  /// Number of frames.
  public let count: Int
  /// `[bands, count]`, the lowest band first, a band's frames side by side.
  public let values: [Float]

  /// Frames of `bands` numbers each; `values` is `[bands, count]`, row-major.
  public init(bands: Int, count: Int, values: [Float]) {
    precondition(values.count == bands * count)
    self.bands = bands
    self.count = count
    self.values = values
  }

  /// How many frames side by side are one step, where so many are averaged in runs so that at most `steps` are left.
  public static func run(of frames: Int, steps: Int) -> Int { (frames + steps - 1) / max(1, steps) }

  /// The number of a band in a frame.
  public subscript(band: Int, frame: Int) -> Float { values[band * count + frame] }
}

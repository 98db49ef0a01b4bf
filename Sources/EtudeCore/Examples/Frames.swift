/// Bands over time: the *frames* view of a spectrogram or of MFCCs.
public struct Frames: Sendable, Hashable {
  public let bands: Int
  /// Number of frames.
  public let count: Int
  /// `[bands, count]`, the lowest band first, a band's frames side by side.
  public let values: [Float]

  public init(bands: Int, count: Int, values: [Float]) {
    precondition(values.count == bands * count)
    self.bands = bands
    self.count = count
    self.values = values
  }

  public subscript(band: Int, frame: Int) -> Float { values[band * count + frame] }
}

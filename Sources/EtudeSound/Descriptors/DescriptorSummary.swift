/// Mean and variance of one descriptor over a clip.
public struct DescriptorSummary: Sendable, Hashable {
  /// The name in the feature table published with GTZAN, such as `spectral_centroid`.
  public let name: String
  public let mean: Double
  /// Population variance; 0 for a descriptor that has one value a clip.
  public let variance: Double

  init(_ name: String, _ values: some Collection<Float>) {
    let count = Double(max(1, values.count))
    let mean = values.reduce(0) { $0 + Double($1) } / count
    self.name = name
    self.mean = mean
    variance = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
  }
}

extension SoundDescriptors {
  /// The row of the feature table published with GTZAN, but for its two of harmonic and percussive parts; in its order.
  public func summary() throws -> [DescriptorSummary] {
    let shape = spectralShape()
    let settings = SpectrogramSettings(
      kind: .mfcc(count: 20), rate: sound.rate, fft: fourier.fft, hop: fourier.hop)
    let mfcc = try FrontEnd(settings).frames(of: sound.samples)
    return [
      DescriptorSummary("chroma_stft", chroma().values),
      DescriptorSummary("rms", rootMeanSquare()),
      DescriptorSummary("spectral_centroid", shape.centroid),
      DescriptorSummary("spectral_bandwidth", shape.bandwidth),
      DescriptorSummary("rolloff", shape.rolloff),
      DescriptorSummary("zero_crossing_rate", zeroCrossings()),
      DescriptorSummary("tempo", [Float(try tempo())]),
    ]
      + (0..<20).map { index in
        DescriptorSummary("mfcc\(index + 1)", mfcc.values[index * mfcc.count..<(index + 1) * mfcc.count])
      }
  }
}

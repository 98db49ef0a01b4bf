import EtudeCore

/// Mean and variance of one descriptor over a clip.
public struct DescriptorSummary: Sendable, Hashable {
  /// The descriptors of a summary, in its order.
  public static let names =
    [
      "chroma_stft", "rms", "spectral_centroid", "spectral_bandwidth", "rolloff", "zero_crossing_rate",
      "harmony", "perceptr", "tempo",
    ] + (1...20).map { "mfcc\($0)" } + ["flatness", "onset_strength"]

  /// The name in the feature table published with GTZAN, such as `spectral_centroid`.
  public let name: String
  public let mean: Double
  /// Population variance; 0 for a descriptor that has one value a clip.
  public let variance: Double

  public init(name: String, mean: Double, variance: Double) {
    self.name = name
    self.mean = mean
    self.variance = variance
  }

  init(_ name: String, _ values: [Float]) {
    let count = Double(max(1, values.count))
    let mean = values.reduce(0) { $0 + Double($1) } / count
    self.name = name
    self.mean = mean
    variance = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
  }
}

extension SoundDescriptors {
  /// The row of the feature table published with GTZAN, in its order, then flatness and the strength of onsets.
  ///
  /// Throws `Failure.interrupted` once the cancellation is requested.
  public func summary() throws -> [DescriptorSummary] {
    let shape = spectralShape()
    let parts = harmonicPercussive()
    if cancellation.isRequested { throw Failure.interrupted }
    let settings = SpectrogramSettings(
      kind: .mfcc(count: 20), rate: sound.rate, fft: fourier.fft, hop: fourier.hop)
    let mfcc = try FrontEnd(settings).frames(of: sound.samples, cancellation: cancellation)
    let onsets = try onsetStrength()
    let coefficients = (0..<20).map { Array(mfcc.values[$0 * mfcc.count..<($0 + 1) * mfcc.count]) }
    let series: [[Float]] =
      [
        chroma().values, rootMeanSquare(), shape.centroid, shape.bandwidth, shape.rolloff, zeroCrossings(),
        parts.harmonic.samples, parts.percussive.samples, [Float(tempo(of: onsets))],
      ] + coefficients + [shape.flatness, onsets]
    if cancellation.isRequested { throw Failure.interrupted }
    return zip(DescriptorSummary.names, series).map { DescriptorSummary($0, $1) }
  }
}

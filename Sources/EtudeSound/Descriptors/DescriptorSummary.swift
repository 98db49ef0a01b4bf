import EtudeCore

/// Mean and variance of one descriptor over a clip.
public struct DescriptorSummary: Sendable, Hashable {
  /// The descriptors of a summary, in its order.
  public static let names =
    [
      "chroma_stft", "rms", "spectral_centroid", "spectral_bandwidth", "rolloff", "zero_crossing_rate",
      "harmony", "perceptr", "tempo",
    ] + (1...20).map { "mfcc\($0)" } + ["flatness", "onset_strength"]

  /// Those that are not defined for silence: what they measure is not there.
  public static let undefinedInSilence: Set<String> = [
    "chroma_stft", "spectral_centroid", "spectral_bandwidth", "rolloff", "flatness", "tempo",
  ]

  /// The name in the feature table published with GTZAN, such as `spectral_centroid`.
  public let name: String
  /// Mean over the frames, in the descriptor's own unit.
  public let mean: Double
  /// Population variance; 0 for a descriptor that has one value a clip.
  public let variance: Double

  /// A summary of numbers made before.
  public init(name: String, mean: Double, variance: Double) {
    self.name = name
    self.mean = mean
    self.variance = variance
  }

  fileprivate init(_ name: String, _ moments: Moments) {
    self.init(name: name, mean: moments.mean, variance: moments.variance)
  }
}

extension SoundDescriptors {
  /// The row of the feature table published with GTZAN, in its order, then flatness and the strength of onsets.
  public func summary() throws -> [DescriptorSummary] {
    let shape = try spectralShape()
    var (harmonic, percussive) = (Moments(), Moments())
    try eachHarmonicPercussive {
      harmonic.add($0)
      percussive.add($1)
    }
    var coefficients = Array(repeating: Moments(), count: 20)
    var rises = Rises()
    try eachMelLevels { levels in
      rises.add(levels)
      let cosines = CosineTransform(bands: levels.bands, coefficients: coefficients.count)
      let mfcc = cosines.apply(levels.values, count: levels.count, cancellation: cancellation)
      for index in coefficients.indices {
        coefficients[index].add(mfcc[index * levels.count..<(index + 1) * levels.count])
      }
    }
    let onsets = rises.onsetStrength(fourier)
    let moments =
      [
        Moments(try chroma().values), Moments(try rootMeanSquare()), Moments(shape.centroid),
        Moments(shape.bandwidth), Moments(shape.rolloff), Moments(try zeroCrossings()), harmonic, percussive,
        Moments(one: try tempo(of: onsets)),
      ] + coefficients + [Moments(shape.flatness), Moments(onsets)]
    return zip(DescriptorSummary.names, moments).map { DescriptorSummary($0, $1) }
  }
}

/// Mean and population variance of numbers that come in parts (Chan, Golub and LeVeque, *Updating formulae and a pairwise
/// algorithm for computing sample variances*, 1979).
private struct Moments {
  private var count = 0.0
  private(set) var mean = 0.0
  private var squares = 0.0

  init() {}
  init(_ values: [Float]) { add(values) }
  init(one value: Double) { (count, mean) = (1, value) }

  var variance: Double { squares / max(1, count) }

  mutating func add(_ values: some Collection<Float>) {
    guard !values.isEmpty else { return }
    let added = Double(values.count)
    let centre = values.reduce(0) { $0 + Double($1) } / added
    let spread = values.reduce(0) { $0 + (Double($1) - centre) * (Double($1) - centre) }
    let (total, distance) = (count + added, centre - mean)
    squares += spread + distance * distance * count * added / total
    mean += distance * added / total
    count = total
  }
}

import Glibc

/// Four numbers for the shape of each frame's spectrum.
public struct SpectralShape: Sendable, Hashable {
  /// Mean frequency weighted by magnitude, Hz.
  public internal(set) var centroid: [Float] = []
  /// Deviation from the centroid weighted by magnitude, Hz.
  public internal(set) var bandwidth: [Float] = []
  /// Lowest frequency below which 85 % of the magnitude lies, Hz.
  public internal(set) var rolloff: [Float] = []
  /// Geometric over arithmetic mean of the power: 1 for white noise, towards 0 for a tone.
  public internal(set) var flatness: [Float] = []
}

extension SoundDescriptors {
  /// Centroid, bandwidth, roll-off and flatness of every frame. Silent frames have 0, 0, 0 and 1.
  public func spectralShape(rolloff share: Double = 0.85) throws -> SpectralShape {
    var shape = SpectralShape()
    var magnitudes = [Double](repeating: 0, count: fourier.bins)
    try eachSpectrum { power in
      var (total, weighted, logarithms, energy) = (0.0, 0.0, 0.0, 0.0)
      // Summed in single precision, as librosa does it: where the share falls between two bins this decides.
      var all: Float = 0
      for bin in 0..<power.count {
        let magnitude = Double(power[bin].squareRoot())
        magnitudes[bin] = magnitude
        total += magnitude
        all += Float(magnitude)
        weighted += magnitude * Double(bin)
        let floored = Double(max(power[bin], 1e-10))
        logarithms += log(floored)
        energy += floored
      }
      let audible = total >= Double(Float.leastNormalMagnitude)
      let centre = audible ? weighted / total : 0
      var spread = 0.0
      let threshold = Float(share) * all
      var sum: Float = 0
      var last: Int?
      for (bin, magnitude) in magnitudes.enumerated() {
        spread += magnitude * (Double(bin) - centre) * (Double(bin) - centre)
        sum += Float(magnitude)
        if last == nil, sum >= threshold { last = bin }
      }
      shape.centroid.append(Float(centre * binWidth))
      shape.bandwidth.append(audible ? Float((spread / total).squareRoot() * binWidth) : 0)
      shape.rolloff.append(Float(Double(last ?? power.count - 1) * binWidth))
      let count = Double(power.count)
      shape.flatness.append(Float(exp(logarithms / count) / (energy / count)))
    }
    return shape
  }
}

import EtudeCore
import Glibc

extension SoundDescriptors {
  /// How strongly each of the twelve pitch classes, from C, sounds: `[12, frames]`, each frame's largest 1.
  ///
  /// Gaussian bumps around the semitones, weighted towards the middle octaves, on the power spectrum; the tuning is
  /// estimated unless given, in semitones (librosa's `chroma_stft`).
  public func chroma(tuning: Double? = nil) throws -> Frames {
    let bands = try chromaBands(tuning: tuning)
    var rows = FrameRows(bands: ChromaBands.count, room: 1024)
    try eachPart { rows.append(try bands.frames(of: $0, cancellation)) }
    let count = rows.count
    return Frames(bands: ChromaBands.count, count: count, values: rows.take(cancellation))
  }

  /// The pitch classes of this sound.
  func chromaBands(tuning: Double? = nil) throws -> ChromaBands {
    ChromaBands(fourier, rate: source.rate, tuning: try tuning ?? estimatedTuning())
  }
}

/// The twelve pitch classes: how much of each bin's power belongs to which.
struct ChromaBands {
  static let count = 12
  private let fourier: ShortTimeFourier
  /// `[12, bins]`.
  private let weights: [Float]

  /// - Parameter tuning: semitones above A = 440 Hz.
  init(_ fourier: ShortTimeFourier, rate: Int, tuning: Double) {
    self.fourier = fourier
    let reference = 440 * exp2(tuning / 12) / 16
    let binWidth = Double(rate) / Double(fourier.fft)
    var pitches = (1...fourier.bins).map { 12 * log2(Double($0) * binWidth / reference) }
    pitches.insert(pitches[0] - 18, at: 0)
    var weights = [Float](repeating: 0, count: Self.count * fourier.bins)
    for bin in 0..<fourier.bins {
      let width = max(pitches[bin + 1] - pitches[bin], 1)
      let bumps = (0..<Self.count).map { pitch -> Double in
        let shifted = pitches[bin] - Double(pitch) + 126
        let distance = shifted - 12 * (shifted / 12).rounded(.down) - 6
        return exp(-0.5 * (2 * distance / width) * (2 * distance / width))
      }
      let length = bumps.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let octave = (pitches[bin] / 12 - 5) / 2
      for pitch in 0..<Self.count {
        // Pitches are counted from A; the rows begin at C.
        weights[(pitch + 9) % Self.count * fourier.bins + bin] = Float(
          bumps[pitch] / length * exp(-0.5 * octave * octave))
      }
    }
    self.weights = weights
  }

  /// The chroma of some frames, `[12, frames]`.
  ///
  /// - Throws: `Failure.interrupted`.
  func frames(of part: FramedSamples, _ cancellation: Cancellation) throws -> Frames {
    let count = part.frames.count
    var values = [Float](repeating: 0, count: Self.count * count)
    fourier.eachFrame(of: part.samples, frames: part.frames, cancellation: cancellation) { index, power in
      let frame = index - part.frames.lowerBound
      let strengths = strengths(power)
      let largest = strengths.max() ?? 0
      let scale = largest >= Float.leastNormalMagnitude ? largest : 1
      for pitch in 0..<Self.count { values[pitch * count + frame] = strengths[pitch] / scale }
    }
    if cancellation.isRequested { throw Failure.interrupted }
    return Frames(bands: Self.count, count: count, values: values)
  }

  /// The power of each pitch class in a spectrum.
  private func strengths(_ power: UnsafePointer<Float>) -> [Float] {
    weights.withUnsafeBufferPointer { weights in
      guard let weights = weights.baseAddress else { return [] }
      let bins = fourier.bins
      let whole = bins / 16 * 16
      return (0..<Self.count).map { pitch in
        let row = weights + pitch * bins
        var sum = Lanes.zero
        for bin in stride(from: 0, to: whole, by: 16) {
          sum = sum + row.lanes(at: bin) * power.lanes(at: bin)
        }
        return (whole..<bins).reduce(sum.total) { $0 + row[$1] * power[$1] }
      }
    }
  }
}

import EtudeCore
import Glibc

/// The short-time Fourier transform: centred frames under a periodic Hann window, zeros beyond the ends.
///
/// Two real frames go through one complex transform; their spectra are taken apart by symmetry.
final class ShortTimeFourier: Sendable {
  /// Frames whose power spectra `eachFour` gives at once: what fills the vectors of the work that follows.
  static let together = 4

  let fft: Int
  let hop: Int
  /// Frequency bins, 0 … rate / 2.
  var bins: Int { fft / 2 + 1 }
  let plan: FourierPlan
  /// Half the window (taking two spectra apart doubles them), with zeros up to a multiple of sixteen.
  let window: [Float]
  /// The window with every value twice, for two frames whose samples alternate.
  let doubledWindow: [Float]
  private let precise: PreciseSpectrum

  /// `fft` is even and at least 64.
  init(fft: Int, hop: Int) throws {
    self.fft = fft
    self.hop = hop
    plan = try FourierPlan(fft)
    precise = try PreciseSpectrum(fft: fft)
    let padded = (fft + 15) / 16 * 16
    window = (0..<padded).map { index in
      index < fft ? 0.5 * Float(0.5 - 0.5 * cos(2 * .pi * Double(index) / Double(fft))) : 0
    }
    doubledWindow = window.flatMap { [$0, $0] }
  }

  /// Frames of so many samples.
  func frameCount(_ samples: Int) -> Int { 1 + samples / hop }

  /// Frames to transform between two looks at a cancellation, or of sound that is not all in memory: many, but of a few
  /// megabytes and tens of milliseconds.
  var framesOfPart: Int {
    max(1, min(256, (1 << 16) / hop, (1 << 20) / fft)) * Self.together
  }

  /// Calls `body` with the power spectra of four frames at a time, from `index` on, of some frames (all if nil), until the
  /// cancellation is requested.
  ///
  /// `power[4 * bin + place]` is that of frame `index + place`: `bins` bins and one more that is finite. Places past the
  /// last frame, and bins that are not `wanted`, hold finite numbers without a meaning.
  func eachFour(
    of samples: UnsafeBufferPointer<Float>, frames: Range<Int>? = nil, wanted: Range<Int>? = nil,
    cancellation: Cancellation = Cancellation(),
    _ body: (_ index: Int, _ power: UnsafePointer<Float>) -> Void
  ) {
    let frames = frames ?? 0..<frameCount(samples.count)
    let (scratch, other) = (Scratch(self), Scratch(self))
    let power = AlignedFloats(Self.together * (bins + 1))
    let pairs = pairs(of: wanted ?? 0..<bins)
    func frame(_ index: Int) -> Int? { index < frames.upperBound ? index : nil }
    for index in stride(from: frames.lowerBound, to: frames.upperBound, by: Self.together)
    where !cancellation.isRequested {
      transform(index, frame(index + 1), of: samples, scratch)
      if let third = frame(index + 2) { transform(third, frame(index + 3), of: samples, other) }
      takeApart(pairs, scratch, other, into: power.start)
      body(index, power.start)
    }
  }

  /// Calls `body` with the power spectrum of each of some frames in order, `bins` values, transformed in double precision,
  /// until the cancellation is requested.
  func eachFrame(
    of samples: UnsafeBufferPointer<Float>, frames: Range<Int>, cancellation: Cancellation,
    _ body: (_ index: Int, _ power: UnsafePointer<Float>) -> Void
  ) {
    let buffers = PreciseSpectrum.Buffers(fft: fft)
    let edge = AlignedFloats(window.count)
    let power = AlignedFloats(bins)
    for index in frames where !cancellation.isRequested {
      precise.power(of: part(of: samples, frame: index, edge: edge), into: power.start, buffers)
      body(index, power.start)
    }
  }

  /// The transform of two frames at once, the second zeros if nil, from `scratch.input` into `scratch.output`.
  func transform(_ first: Int, _ second: Int?, of samples: UnsafeBufferPointer<Float>, _ scratch: Scratch) {
    let one = part(of: samples, frame: first, edge: scratch.edges.0)
    let other = second.map { part(of: samples, frame: $0, edge: scratch.edges.1) } ?? scratch.silence
    weave(one, other, into: scratch.input.start)
    plan.execute(scratch.input, scratch.output)
  }

  /// The samples under one frame's window: where they lie if all are there, else a copy in `edge` with zeros beyond the
  /// sound.
  private func part(of samples: UnsafeBufferPointer<Float>, frame: Int, edge: AlignedFloats)
    -> UnsafePointer<Float>
  {
    let start = frame * hop - fft / 2
    if start >= 0, start + edge.count <= samples.count, let base = samples.baseAddress { return base + start }
    edge.start.update(repeating: 0, count: edge.count)
    let inside = max(0, start)..<max(0, start, min(samples.count, start + fft))
    if let base = samples.baseAddress, !inside.isEmpty {
      (edge.start + (inside.lowerBound - start)).update(from: base + inside.lowerBound, count: inside.count)
    }
    return UnsafePointer(edge.start)
  }

  /// Two frames under the window, their samples by turns.
  private func weave(
    _ one: UnsafePointer<Float>, _ other: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>
  ) {
    doubledWindow.withUnsafeBufferPointer { weights in
      guard var weights = weights.baseAddress else { return }
      var (one, other, target) = (one, other, target)
      // Pointers move on by steps that the compiler knows: indices would cost more than the arithmetic.
      for _ in 0..<window.count / 8 {
        for place in stride(from: 0, to: 8, by: 4) {
          let (real, imaginary) = (one.four(at: place), other.four(at: place))
          let lower = SIMD4(real.x, imaginary.x, real.y, imaginary.y) * weights.four(at: 2 * place)
          let upper = SIMD4(real.z, imaginary.z, real.w, imaginary.w) * weights.four(at: 2 * place + 4)
          target.store(lower, at: 2 * place)
          target.store(upper, at: 2 * place + 4)
        }
        one += 8
        other += 8
        weights += 16
        target += 16
      }
    }
  }

  /// The pairs of bins in which some bins lie, as far as there are any.
  private func pairs(of wanted: Range<Int>) -> Range<Int> {
    let all = 0..<(bins + 1) / 2
    return (wanted.lowerBound / 2..<(wanted.upperBound + 1) / 2).clamped(to: all)
  }

  /// Power spectra, in some pairs of bins, of the four frames whose transforms are the outputs of two scratch memories, a bin's
  /// side by side.
  ///
  /// What a transform has at a bin and at its mirror, conjugated, adds up to the first frame's spectrum; their
  /// difference is the second's, a quarter turn further.
  private func takeApart(
    _ pairs: Range<Int>, _ scratch: Scratch, _ other: Scratch, into target: UnsafeMutablePointer<Float>
  ) {
    scratch.closeCircle(fft)
    other.closeCircle(fft)
    let first = 4 * pairs.lowerBound
    var target = target + 2 * first
    var (here, otherHere) = (
      UnsafePointer(scratch.output.start) + first, UnsafePointer(other.output.start) + first
    )
    let mirror = 2 * fft - 2 - 2 * first
    var (mirrored, otherMirrored) = (here + mirror, otherHere + mirror)
    for _ in pairs {
      let two = power(here.four(at: 0), mirrored.four(at: 0))
      let others = power(otherHere.four(at: 0), otherMirrored.four(at: 0))
      target.store(SIMD4(two.x, two.y, others.x, others.y), at: 0)
      target.store(SIMD4(two.z, two.w, others.z, others.w), at: Self.together)
      here += 4
      otherHere += 4
      mirrored -= 4
      otherMirrored -= 4
      target += 2 * Self.together
    }
  }

  /// Power of two frames in two bins, of a pair's transform there and in the two mirrored ones.
  @inline(__always)
  private func power(_ here: SIMD4<Float>, _ mirrored: SIMD4<Float>) -> SIMD4<Float> {
    let there = SIMD4(mirrored.z, mirrored.w, mirrored.x, mirrored.y)
    let (sum, difference) = (here + there, here - there)
    let (sums, differences) = (sum * sum, difference * difference)
    return sums + SIMD4(differences.y, differences.x, differences.w, differences.z)
  }

  /// Memory of the transform of two frames.
  struct Scratch {
    /// The windows of two frames as real and imaginary parts, and their transform: `[fft, 2]` and a little more.
    let input, output: AlignedFloats
    let edges: (AlignedFloats, AlignedFloats)
    private let zeros: AlignedFloats

    init(_ fourier: ShortTimeFourier) {
      let (fft, padded) = (fourier.fft, fourier.window.count)
      input = AlignedFloats(2 * padded)
      output = AlignedFloats(2 * fft + 2)
      edges = (AlignedFloats(padded), AlignedFloats(padded))
      zeros = AlignedFloats(padded)
    }

    /// A frame of zeros.
    var silence: UnsafePointer<Float> { UnsafePointer(zeros.start) }

    /// Puts the transform's first bin behind its last, where the first one's mirror is looked for.
    func closeCircle(_ fft: Int) {
      output.start[2 * fft] = output.start[0]
      output.start[2 * fft + 1] = output.start[1]
    }
  }
}

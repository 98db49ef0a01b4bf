import Glibc

/// The short-time Fourier transform: centred frames under a periodic Hann window, zeros beyond the ends.
///
/// Two real frames go through one complex transform; their spectra are taken apart by symmetry.
final class ShortTimeFourier: Sendable {
  let fft: Int
  let hop: Int
  /// Frequency bins, 0 … rate / 2.
  var bins: Int { fft / 2 + 1 }
  let plan: FourierPlan
  /// Half the window (taking two spectra apart doubles them), with zeros up to a multiple of sixteen.
  let window: [Float]

  /// `fft` is even and at least 64.
  init(fft: Int, hop: Int) throws {
    self.fft = fft
    self.hop = hop
    plan = try FourierPlan(fft)
    let padded = (fft + 15) / 16 * 16
    window = (0..<padded).map { index in
      index < fft ? 0.5 * Float(0.5 - 0.5 * cos(2 * .pi * Double(index) / Double(fft))) : 0
    }
  }

  /// Frames of so many samples.
  func frameCount(_ samples: Int) -> Int { 1 + samples / hop }

  /// Calls `body` with the power spectra of frames `index` and `index + 1`, for every second `index` of some frames
  /// (all if nil).
  ///
  /// Each has `bins` values and at least 32 more that are finite. Past the last frame the second one is that of zeros.
  func eachPair(
    of samples: UnsafeBufferPointer<Float>, frames: Range<Int>? = nil,
    _ body: (_ index: Int, _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>) -> Void
  ) {
    let frames = frames ?? 0..<frameCount(samples.count)
    let scratch = Scratch(self)
    for index in stride(from: frames.lowerBound, to: frames.upperBound, by: 2) {
      transform(index, index + 1 < frames.upperBound ? index + 1 : nil, of: samples, scratch)
      takeApart(scratch)
      body(index, scratch.first.start, scratch.second.start)
    }
  }

  /// The transform of two frames at once, the second zeros if nil, into the scratch memory.
  func transform(_ first: Int, _ second: Int?, of samples: UnsafeBufferPointer<Float>, _ scratch: Scratch) {
    window.withUnsafeBufferPointer { buffer in
      guard let window = buffer.baseAddress else { return }
      fill(scratch.real, frame: first, samples, window, scratch.edge)
      if let second {
        fill(scratch.imaginary, frame: second, samples, window, scratch.edge)
      } else {
        scratch.imaginary.start.update(repeating: 0, count: buffer.count)
      }
    }
    plan.execute(scratch.real, scratch.imaginary, scratch.realOut, scratch.imaginaryOut)
  }

  /// Calls `body` with the power spectrum of each of some frames, `bins` values.
  ///
  /// One frame a transform: a frame of silence beside a loud one has exactly no power, where a pair leaves a trace of
  /// rounding.
  func eachFrame(
    of samples: UnsafeBufferPointer<Float>, frames: Range<Int>,
    _ body: (_ index: Int, _ power: UnsafePointer<Float>) -> Void
  ) {
    let scratch = Scratch(self)
    for index in frames {
      transform(index, nil, of: samples, scratch)
      takeApart(scratch)
      body(index, scratch.first.start)
    }
  }

  /// Windows one frame into `target`; what lies beyond the sound is zero.
  private func fill(
    _ target: AlignedFloats, frame: Int, _ samples: UnsafeBufferPointer<Float>,
    _ window: UnsafePointer<Float>, _ edge: AlignedFloats
  ) {
    let start = frame * hop - fft / 2
    let padded = edge.count
    var source = UnsafePointer(edge.start)
    if start >= 0, start + padded <= samples.count, let base = samples.baseAddress {
      source = base + start
    } else {
      edge.start.update(repeating: 0, count: padded)
      let inside = max(0, start)..<max(0, start, min(samples.count, start + fft))
      if let base = samples.baseAddress, !inside.isEmpty {
        (edge.start + (inside.lowerBound - start)).update(from: base + inside.lowerBound, count: inside.count)
      }
    }
    for index in stride(from: 0, to: padded, by: 16) {
      target.start.store(source.lanes(at: index) * window.lanes(at: index), at: index)
    }
  }

  /// Power spectra of the two frames whose transform is in the scratch memory.
  private func takeApart(_ scratch: Scratch) {
    let (real, imaginary) = (scratch.realOut.start, scratch.imaginaryOut.start)
    let (first, second) = (scratch.first.start, scratch.second.start)
    real[fft] = real[0]
    imaginary[fft] = imaginary[0]
    for bin in stride(from: 0, to: bins, by: 16) {
      let mirrored = fft - bin - 15
      let (a, b) = (real.lanes(at: bin), imaginary.lanes(at: bin))
      let (c, d) = (real.lanes(at: mirrored).reversed, imaginary.lanes(at: mirrored).reversed)
      let (realSum, realDifference) = (a + c, c - a)
      let (imaginarySum, imaginaryDifference) = (b + d, b - d)
      first.store(realSum * realSum + imaginaryDifference * imaginaryDifference, at: bin)
      second.store(imaginarySum * imaginarySum + realDifference * realDifference, at: bin)
    }
  }

  /// Memory of one walk over a clip.
  struct Scratch {
    let real, imaginary, realOut, imaginaryOut, first, second, edge: AlignedFloats

    init(_ fourier: ShortTimeFourier) {
      let (fft, padded) = (fourier.fft, fourier.window.count)
      real = AlignedFloats(padded)
      imaginary = AlignedFloats(padded)
      realOut = AlignedFloats(fft + 32)
      imaginaryOut = AlignedFloats(fft + 32)
      first = AlignedFloats(fft / 2 + 65)
      second = AlignedFloats(fft / 2 + 65)
      edge = AlignedFloats(padded)
    }
  }
}

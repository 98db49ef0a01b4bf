import CFFTW
import EtudeCore
import Glibc

/// The power spectrum of one frame in double precision.
///
/// Measures of a spectrum's shape weigh the far bins most, where a pure tone has almost nothing: in single precision its
/// bandwidth would be that of rounding. librosa, too, transforms in double precision.
final class PreciseSpectrum: Sendable {
  private let window: [Double]
  private let plan: Handle

  // FFTW's plan is not changed once it is made, and its execution functions are thread-safe by its manual.
  private struct Handle: @unchecked Sendable { let pointer: fftw_plan }

  /// Plans by estimate, as `FourierPlan` does.
  init(fft: Int) throws {
    window = (0..<fft).map { 0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(fft)) }
    let buffers = Buffers(fft: fft)
    let plan = FourierPlan.planning {
      fftw_plan_dft_r2c_1d(Int32(fft), buffers.frame, buffers.spectrum, FFTW_ESTIMATE).map(Handle.init)
    }
    guard let plan else {
      throw Failure("cannot plan a Fourier transform of \(fft) samples", fix: "use fft: 2048")
    }
    self.plan = plan
  }

  deinit { FourierPlan.planning { [plan] in fftw_destroy_plan(plan.pointer) } }

  /// Writes the power of `fft / 2 + 1` bins of `fft` samples under the window.
  func power(of samples: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, _ buffers: Buffers) {
    for index in window.indices { buffers.frame[index] = Double(samples[index]) * window[index] }
    fftw_execute_dft_r2c(plan.pointer, buffers.frame, buffers.spectrum)
    for bin in 0...window.count / 2 {
      let (real, imaginary) = (buffers.spectrum[bin].0, buffers.spectrum[bin].1)
      target[bin] = Float(real * real + imaginary * imaginary)
    }
  }

  /// Memory of one walk over a clip.
  final class Buffers {
    fileprivate let frame: UnsafeMutablePointer<Double>
    fileprivate let spectrum: UnsafeMutablePointer<fftw_complex>

    init(fft: Int) {
      guard let frame = fftw_alloc_real(fft), let spectrum = fftw_alloc_complex(fft / 2 + 1) else {
        preconditionFailure("out of memory")
      }
      (self.frame, self.spectrum) = (frame, spectrum)
    }

    deinit {
      fftw_free(frame)
      fftw_free(spectrum)
    }
  }
}

import CFFTW
import EtudeCore
import Synchronization

/// FFTW's planner is one for the process and serves one thread at a time; executing a plan needs no lock.
private let planner = Mutex<Void>(())

/// A complex Fourier transform of `count` points, real and imaginary parts side by side: FFTW's fastest layout.
///
/// Planned by estimate, never by timing: equal machines make equal plans, and so equal bits.
final class FourierPlan: Sendable {
  let count: Int
  private let plan: Handle

  // FFTW's plan is not changed once it is made, and its execution functions are thread-safe by its manual.
  private struct Handle: @unchecked Sendable { let pointer: fftwf_plan }

  init(_ count: Int) throws {
    self.count = count
    let plan = FourierPlan.planning { () -> Handle? in
      let (input, output) = (AlignedFloats(2 * count), AlignedFloats(2 * count))
      let pointer = fftwf_plan_dft_1d(
        Int32(count), input.complex, output.complex, FFTW_FORWARD, FFTW_ESTIMATE)
      return pointer.map(Handle.init)
    }
    guard let plan else {
      throw Failure("cannot plan a Fourier transform of \(count) samples", fix: "use fft: 2048")
    }
    self.plan = plan
  }

  deinit { FourierPlan.planning { [plan] in fftwf_destroy_plan(plan.pointer) } }

  /// Calls FFTW's planner, as one thread at a time may.
  static func planning<Result: Sendable>(_ body: () -> sending Result) -> Result {
    planner.withLock { _ in body() }
  }

  /// Transforms the first `2 * count` floats of `input` into those of `output`, another memory.
  func execute(_ input: AlignedFloats, _ output: AlignedFloats) {
    fftwf_execute_dft(plan.pointer, input.complex, output.complex)
  }
}

extension AlignedFloats {
  /// The floats as FFTW's complex numbers.
  fileprivate var complex: UnsafeMutablePointer<fftwf_complex> {
    UnsafeMutableRawPointer(start).assumingMemoryBound(to: fftwf_complex.self)
  }
}

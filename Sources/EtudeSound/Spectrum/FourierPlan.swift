import CFFTW
import EtudeCore
import Synchronization

/// FFTW's planner is one for the process and serves one thread at a time; executing a plan needs no lock.
private let planner = Mutex<Void>(())

/// A complex Fourier transform of `count` points, real and imaginary parts apart.
///
/// Planned by estimate, never by timing: equal machines make equal plans, and so equal bits.
final class FourierPlan: Sendable {
  let count: Int
  private let plan: Handle

  // FFTW's plan is not changed once it is made, and its execution functions are thread-safe by its manual.
  private struct Handle: @unchecked Sendable { let pointer: fftwf_plan }

  init(_ count: Int) throws {
    self.count = count
    let plan = planner.withLock { _ -> Handle? in
      let buffers = (0..<4).map { _ in AlignedFloats(count) }
      var dimension = fftwf_iodim(n: Int32(count), is: 1, os: 1)
      let pointer = fftwf_plan_guru_split_dft(
        1, &dimension, 0, nil, buffers[0].start, buffers[1].start, buffers[2].start, buffers[3].start,
        FFTW_ESTIMATE)
      return pointer.map(Handle.init)
    }
    guard let plan else {
      throw Failure("cannot plan a Fourier transform of \(count) samples", fix: "use fft: 2048")
    }
    self.plan = plan
  }

  deinit { planner.withLock { [plan] _ in fftwf_destroy_plan(plan.pointer) } }

  /// Transforms `real`, `imaginary` into `realOut`, `imaginaryOut`; all must come from `AlignedFloats`.
  func execute(
    _ real: AlignedFloats, _ imaginary: AlignedFloats, _ realOut: AlignedFloats, _ imaginaryOut: AlignedFloats
  ) {
    fftwf_execute_split_dft(plan.pointer, real.start, imaginary.start, realOut.start, imaginaryOut.start)
  }
}

import CSoxr
import EtudeCore
import Glibc

/// One signal on its way from one rate to another, block by block: libsoxr, high quality, as librosa's `soxr_hq`.
final class Resampler {
  private let state: OpaquePointer
  private let change: RateChange
  private var taken = 0
  private var given = 0
  private var output: [Float] = Array(repeating: 0, count: 1 << 15)

  /// Prepares to resample from one rate in Hz to another.
  init(from source: Int, to target: Int) throws {
    var problem: soxr_error_t?
    var format = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I)
    var quality = soxr_quality_spec(UInt(SOXR_20_BITQ), 0)
    var threads = soxr_runtime_spec(1)
    guard let state = soxr_create(Double(source), Double(target), 1, &problem, &format, &quality, &threads)
    else {
      throw Failure("cannot resample from \(source) Hz to \(target) Hz", fix: "choose another rate")
    }
    self.state = state
    change = RateChange(source: source, target: target)
  }

  deinit { soxr_delete(state) }

  /// Takes samples at the old rate and hands over what that gives at the new one.
  func process(_ input: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) throws -> Void)
    throws
  {
    var offset = 0
    taken += input.count
    while offset < input.count {
      var used = 0
      let made = try run(input.baseAddress?.advanced(by: offset), input.count - offset, used: &used)
      offset += used
      try hand(over: made, body)
      if made == 0 && used == 0 { break }
    }
  }

  /// Hands over what is left, so that ⌈samples · ratio⌉ have been given in all.
  func finish(_ body: (UnsafeBufferPointer<Float>) throws -> Void) throws {
    var used = 0
    while case let made = try run(nil, 0, used: &used), made > 0 { try hand(over: made, body) }
    while case let missing = expected - given, missing > 0 {
      let count = min(missing, output.count)
      for index in 0..<count { output[index] = 0 }
      try hand(over: count, body)
    }
  }

  private var expected: Int { Int(change.samples(of: taken)) }

  private func run(_ input: UnsafePointer<Float>?, _ count: Int, used: inout Int) throws -> Int {
    var made = 0
    let problem = output.withUnsafeMutableBufferPointer {
      soxr_process(state, input, count, &used, $0.baseAddress, $0.count, &made)
    }
    guard problem == nil else { throw Failure("resampling failed") }
    return made
  }

  private func hand(over made: Int, _ body: (UnsafeBufferPointer<Float>) throws -> Void) throws {
    let count = min(made, expected - given)
    guard count > 0 else { return }
    given += count
    try output.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<count])) }
  }
}

extension Sound {
  /// The sound at another rate, ⌈samples · rate / old rate⌉ long.
  public func resampled(to rate: Int) throws -> Sound {
    if rate == self.rate { return self }
    let resampler = try Resampler(from: self.rate, to: rate)
    var result: [Float] = []
    try samples.withUnsafeBufferPointer { try resampler.process($0) { result.append(contentsOf: $0) } }
    try resampler.finish { result.append(contentsOf: $0) }
    return Sound(samples: result, rate: rate)
  }
}

import EtudeCore

/// A part of a signal on its way to another rate, on the grid of the whole: its samples are those that the whole has there.
///
/// The filter hears some sound before and behind the part, since silence in its place would change the part's edges.
final class PartResampler {
  /// Frames of the file that are read before the part's first one.
  let lead: Int
  /// Frames behind its last one.
  let tail: Int
  private let resampler: Resampler
  private let change: RateChange
  /// Samples that belong to the lead.
  private var left: Int
  private var given = 0

  /// - Parameters:
  ///   - first: the part's first frame in the file.
  ///   - start: the second at which it begins.
  init(from source: Int, to target: Int, first: Int, start: Double) throws {
    resampler = try Resampler(from: source, to: target)
    change = RateChange(source: source, target: target)
    let common = Self.greatestCommonDivisor(source, target)
    let (frames, samples) = (source / common, target / common)
    // More than half the filter is long, which the lower rate decides.
    let reach = Int((1024 * max(1, Double(source) / Double(target))).rounded(.up))
    // Where a frame and a sample of the whole fall together.
    let begin = max(0, first - reach) / frames * frames
    lead = first - begin
    tail = reach
    left = max(0, Sound.index(start, rate: target, limit: .max / 4) - begin / frames * samples)
  }

  private static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
    other == 0 ? one : greatestCommonDivisor(other, one % other)
  }

  /// Takes frames in order, lead and tail among them, and hands over what of the part they give.
  ///
  /// - Parameter done: how many frames of the part have come, if its end is known.
  func process(
    _ block: UnsafeBufferPointer<Float>, done: Int?, _ body: (UnsafeBufferPointer<Float>) throws -> Void
  ) throws {
    let most = done.map(count) ?? .max
    try resampler.process(block) { try hand(over: $0, most: most, body) }
  }

  /// Hands over what is left, so that ⌈frames · ratio⌉ samples have been given in all.
  func finish(done: Int, _ body: (UnsafeBufferPointer<Float>) throws -> Void) throws {
    let most = count(done)
    try resampler.finish { try hand(over: $0, most: most, body) }
    guard given < most else { return }
    let rest = [Float](repeating: 0, count: most - given)
    try rest.withUnsafeBufferPointer { try body($0) }
  }

  private func count(_ frames: Int) -> Int { Int(change.samples(of: frames)) }

  private func hand(
    over samples: UnsafeBufferPointer<Float>, most: Int, _ body: (UnsafeBufferPointer<Float>) throws -> Void
  ) throws {
    let skipped = min(left, samples.count)
    left -= skipped
    let count = min(samples.count - skipped, most - given)
    guard count > 0 else { return }
    given += count
    try body(UnsafeBufferPointer(rebasing: samples[skipped..<skipped + count]))
  }
}

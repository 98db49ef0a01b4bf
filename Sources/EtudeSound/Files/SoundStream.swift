import EtudeCore
import Glibc

/// Sound that arrives, as a recorder or a player sends it through a pipe: WAV, AU or AIFF, of a length that nobody knows.
///
/// Used by one thread at a time. It holds no more than a block.
public final class SoundStream {
  private let bytes: ArrivingBytes
  private let sound: OpenArrivingSound
  private let resampler: Resampler?
  private var hasEnded = false
  private var bytesOfBlock = 0

  /// Waits for the header.
  ///
  /// - Parameters:
  ///   - name: what messages call it.
  ///   - rate: samples a second of what `next` gives.
  ///   - isStopped: asked while waiting; true ends the stream.
  /// - Throws: `Failure.input` if nothing arrives, or something else than sound with a header.
  public init(
    descriptor: Int32, name: String, rate: Int, isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws {
    bytes = ArrivingBytes(descriptor: descriptor, isStopped: isStopped)
    sound = try OpenArrivingSound(bytes, name: name)
    resampler = sound.rate == rate ? nil : try Resampler(from: sound.rate, to: rate)
  }

  /// Samples a second as they arrive.
  public var sourceRate: Int { sound.rate }

  /// Whether `next` can give another block like the last one without waiting.
  public var hasMore: Bool { !hasEnded && bytes.available >= bytesOfBlock }

  /// The next samples, mono, those of a hundredth to a twentieth of a second as they arrive; nil at the end.
  ///
  /// - Throws: `Failure.input` for samples that are no numbers.
  public func next() throws -> [Float]? {
    if hasEnded { return nil }
    let before = bytes.position
    let block = try sound.readMono()
    // Packed samples come in groups: a block may need no new bytes, and the next one a whole group.
    bytesOfBlock = max(bytesOfBlock, bytes.position - before)
    hasEnded = block.isEmpty
    guard let resampler else { return hasEnded ? nil : block }
    var samples: [Float] = []
    try block.withUnsafeBufferPointer { try resampler.process($0) { samples.append(contentsOf: $0) } }
    if hasEnded { try resampler.finish { samples.append(contentsOf: $0) } }
    return hasEnded && samples.isEmpty ? nil : samples
  }
}

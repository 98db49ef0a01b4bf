import CSndfile
import EtudeCore
import Glibc

/// An audio file open for reading: owns libsndfile's handle, the descriptor beneath it and two buffers of a block.
final class AudioReader {
  let info: AudioInfo
  private let path: String
  private let cancellation: Cancellation
  private let file: OpenAudioFile
  private let interleaved: UnsafeMutableBufferPointer<Float>
  private let mono: UnsafeMutableBufferPointer<Float>

  /// Opens a regular file and reads its header; throws `Failure.input` with the reason.
  ///
  /// Once the cancellation is requested this and `readMono` throw `Failure.interrupted`.
  init(_ path: String, cancellation: Cancellation = Cancellation()) throws {
    self.path = path
    self.cancellation = cancellation
    file = try OpenAudioFile(path)
    info = try file.info(cancellation: cancellation)
    // Small enough for what is read to stay in the cache beside the processor until it is resampled.
    let frames = max(1, min(1 << 13, (1 << 15) / info.channels))
    interleaved = .allocate(capacity: frames * info.channels)
    mono = .allocate(capacity: frames)
    interleaved.initialize(repeating: 0)
    mono.initialize(repeating: 0)
  }

  deinit {
    interleaved.deallocate()
    mono.deallocate()
  }

  /// Moves to a frame; decodes and drops what lies before it if the format cannot seek.
  func skip(to frame: Int) throws {
    guard frame > 0, !file.seek(to: frame) else { return }
    guard file.seek(to: 0) else {
      throw Failure.input("cannot read \(path): it is damaged", fix: "use another copy of the file")
    }
    var left = frame
    while left > 0 {
      let count = try readMono(atMost: left).count
      if count == 0 { return }
      left -= count
    }
  }

  /// The next frames, mixed to mono by their mean; empty at the end. Valid until the next call.
  ///
  /// Throws `Failure.input` for samples that are not finite numbers.
  func readMono(atMost limit: Int) throws -> UnsafeBufferPointer<Float> {
    if cancellation.isRequested { throw Failure.interrupted }
    let count = file.read(into: interleaved, frames: min(limit, mono.count))
    mix(frames: count)
    guard AudioReader.allFinite(mono[..<count]) else {
      throw Failure.input(
        "cannot use \(path): it holds samples that are not finite numbers",
        fix: "write it again from its source")
    }
    return UnsafeBufferPointer(rebasing: mono[..<count])
  }

  /// Whether no sample is infinite or not a number: without a branch a sample, so that many are looked at at once.
  private static func allFinite(_ samples: Slice<UnsafeMutableBufferPointer<Float>>) -> Bool {
    var marks: UInt32 = 0
    // An exponent of all ones carries into the highest bit.
    for sample in samples { marks |= (sample.bitPattern & 0x7FFF_FFFF) &+ 0x0080_0000 }
    return marks & 0x8000_0000 == 0
  }

  private func mix(frames: Int) {
    switch info.channels {
    case 1:
      for frame in 0..<frames { mono[frame] = interleaved[frame] }
    case 2:
      for frame in 0..<frames { mono[frame] = (interleaved[2 * frame] + interleaved[2 * frame + 1]) / 2 }
    default:
      let channels = info.channels
      for frame in 0..<frames {
        var sum: Float = 0
        for channel in 0..<channels { sum += interleaved[frame * channels + channel] }
        mono[frame] = sum / Float(channels)
      }
    }
  }
}

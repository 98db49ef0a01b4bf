import CSndfile
import EtudeCore
import Glibc

/// An audio file open for reading: owns libsndfile's handle, the descriptor beneath it and two buffers of a block.
final class AudioReader {
  let info: AudioInfo
  private let path: String
  private let file: OpenAudioFile
  private let interleaved: UnsafeMutableBufferPointer<Float>
  private let mono: UnsafeMutableBufferPointer<Float>

  /// Opens a regular file and reads its header; throws `Failure.input` with the reason.
  init(_ path: String) throws {
    self.path = path
    file = try OpenAudioFile(path)
    info = try file.info()
    let frames = max(1, min(1 << 15, (1 << 17) / info.channels))
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
    let count = file.read(into: interleaved, frames: min(limit, mono.count))
    mix(frames: count)
    guard mono[..<count].allSatisfy(\.isFinite) else {
      throw Failure.input(
        "cannot use \(path): it holds samples that are not finite numbers",
        fix: "write it again from its source")
    }
    return UnsafeBufferPointer(rebasing: mono[..<count])
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

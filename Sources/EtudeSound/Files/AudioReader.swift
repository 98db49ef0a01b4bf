import CSndfile
import EtudeCore
import Glibc

/// An audio file open for reading: owns libsndfile's handle, the descriptor beneath it and buffers of a block.
final class AudioReader {
  let info: AudioInfo
  private let path: String
  private let cancellation: Cancellation
  private var file: OpenAudioFile
  private let samples: Samples
  private let mono: UnsafeMutableBufferPointer<Float>
  /// The frame that is given next.
  private var position = 0
  /// What of the last block was not given yet.
  private var rest = UnsafeBufferPointer<Float>(start: nil, count: 0)
  /// The decoder gave nothing although the end is not reached, and where.
  private var hasStopped = false
  private var ownDamage: [Int] = []
  private var cancelling = Cancelling()

  /// Where a block comes from, channels interleaved but for FLAC. Of 16 bits libsndfile would make floats in several times
  /// the time that mixing takes.
  private enum Samples {
    case floats(UnsafeMutableBufferPointer<Float>)
    case shorts(UnsafeMutableBufferPointer<Int16>)
    case flac(FLACReader)
  }

  /// Opens a regular file and reads its header; throws `Failure.input` with the reason.
  ///
  /// Once the cancellation is requested this and `readMono` throw `Failure.interrupted`. The frames of a file that does
  /// not say how many it has are counted, unless they are known.
  init(_ path: String, frames known: Int? = nil, cancellation: Cancellation) throws {
    self.path = path
    self.cancellation = cancellation
    file = try OpenAudioFile(path, cancellation: cancellation)
    info = try file.info(known: known, cancellation: cancellation)
    let frames = file.framesOfBlock
    let count = frames * info.channels
    samples =
      file.flac.map { .flac($0) } ?? (file.is16Bit ? .shorts(.zeros(count)) : .floats(.zeros(count)))
    mono = .zeros(frames)
  }

  deinit {
    switch samples {
    case .floats(let block): block.deallocate()
    case .shorts(let block): block.deallocate()
    case .flac: break
    }
    mono.deallocate()
  }

  /// Moves to a frame of those that there are; decodes and drops what lies before it if the format cannot seek, and what a
  /// decoder needs of it.
  func skip(to frame: Int) throws {
    func seek(to frame: Int) -> Bool {
      if case .flac(let reader) = samples { reader.seek(to: frame) } else { file.seek(to: frame) }
    }
    guard frame > 0 else { return }
    if let place = file.placeToSeek(before: frame), place > 0, seek(to: place) {
      position = place
    } else if !seek(to: 0) {
      // Some codecs go nowhere, not even back.
      file = try OpenAudioFile(path, cancellation: cancellation)
    }
    while position < frame, try !readMono(atMost: frame - position).isEmpty {}
    ownDamage = hasStopped ? [position] : []
    cancelling = Cancelling()
    file.flac?.forgetDamage()
  }

  /// The next frames, mixed to mono by their mean; empty at the end. Valid until the next call.
  ///
  /// Where the decoder stops before there are as many as `info` says, silence follows, so that the length is true. Throws
  /// `Failure.input` for samples that are not finite numbers, or are larger than any sound.
  func readMono(atMost limit: Int) throws -> UnsafeBufferPointer<Float> {
    if cancellation.isRequested { throw Failure.interrupted }
    if rest.isEmpty { rest = try nextBlock() }
    let given = UnsafeBufferPointer(rebasing: rest.prefix(limit))
    if case .floats = samples { try checkAmplitudes(given) }
    rest = UnsafeBufferPointer(rebasing: rest.dropFirst(limit))
    position += given.count
    if info.channels > 1 { cancelling.add(given, hadSound: blockHadSound) }
    return given
  }

  /// Whether what was read has sound in its channels, of which nothing is left when they are mixed.
  var channelsCancel: Bool { cancelling.isSo }

  /// Whether the channels of the last block, before they were mixed, had any sound.
  private var blockHadSound: Bool {
    switch samples {
    case .flac(let reader): reader.blockHadSound
    case .shorts(let block): block.contains { abs(Int($0)) > 32 }
    case .floats(let block): block.contains { abs($0) > Cancelling.sound }
    }
  }

  /// As many frames as a block holds, however many are wanted: what libsndfile gives behind a damaged place depends on where
  /// it was asked to begin and to end.
  private func nextBlock() throws -> UnsafeBufferPointer<Float> {
    let frames = min(mono.count, info.frames - position)
    guard frames > 0 else { return rest }
    let block = hasStopped ? rest : try decode(atMost: frames)
    if !block.isEmpty { return block }
    if !hasStopped { ownDamage.append(position) }
    hasStopped = true
    for frame in 0..<frames { mono[frame] = 0 }
    return UnsafeBufferPointer(rebasing: mono[..<frames])
  }

  /// Seconds at which what was read is damaged.
  func damage(from first: Int) -> [Double] {
    let seconds = Double(first) / Double(info.rate)..<Double(position) / Double(info.rate)
    var decoded = ownDamage
    if case .flac(let reader) = samples { decoded += reader.damage }
    // A block may reach beyond what was asked for.
    let own = decoded.filter { $0 < position }.map { Double($0) / Double(info.rate) }
    return (info.damage.filter(seconds.contains) + own).sorted()
  }

  private func decode(atMost frames: Int) throws -> UnsafeBufferPointer<Float> {
    switch samples {
    case .flac(let reader): return reader.readMono(atMost: frames)
    case .shorts(let block):
      let count = file.read(into: block, frames: frames)
      mix(block, frames: count, scale: 1 / 32768)
      return UnsafeBufferPointer(rebasing: mono[..<count])
    case .floats(let block):
      let count = file.read(into: block, frames: frames)
      mix(block, frames: count, scale: 1)
      return UnsafeBufferPointer(rebasing: mono[..<count])
    }
  }

  /// Throws a `Failure.input` unless all samples are finite and below 2³², whose power is still a number: without a branch
  /// a sample, so that many are looked at at once.
  private func checkAmplitudes(_ samples: UnsafeBufferPointer<Float>) throws {
    var marks: UInt32 = 0
    // What is larger carries into the highest bit.
    let room = 0x8000_0000 - Float(1 << 32).bitPattern
    for sample in samples { marks |= (sample.bitPattern & 0x7FFF_FFFF) &+ room }
    guard marks & 0x8000_0000 != 0 else { return }
    let reason = samples.allSatisfy(\.isFinite) ? "far beyond full scale" : "not finite numbers"
    throw Failure.input(
      "cannot use \(path): it holds samples that are \(reason)", fix: "write it again from its source")
  }

  /// Scales are powers of two, so that a file's 16 bits and its floats give the same bits.
  private func mix<Sample: MixedSample>(
    _ interleaved: UnsafeMutableBufferPointer<Sample>, frames: Int, scale: Float
  ) {
    switch info.channels {
    case 1:
      for frame in 0..<frames { mono[frame] = interleaved[frame].float * scale }
    case 2:
      let half = scale / 2
      for frame in 0..<frames {
        mono[frame] = (interleaved[2 * frame].float + interleaved[2 * frame + 1].float) * half
      }
    default:
      let channels = info.channels
      for frame in 0..<frames {
        var sum: Float = 0
        for channel in 0..<channels { sum += interleaved[frame * channels + channel].float * scale }
        mono[frame] = sum / Float(channels)
      }
    }
  }
}

/// Finds whether the channels of all that is read are one another's opposites.
struct Cancelling {
  /// Less than this is silence, and more than this is none.
  static let silence: Float = 1e-4
  static let sound: Float = 1e-3

  private var isHeard = false
  private var hadSound = false

  var isSo: Bool { hadSound && !isHeard }

  /// Takes what was mixed; until there is sound in it the channels are asked for it, too.
  mutating func add(_ mixed: UnsafeBufferPointer<Float>, hadSound channels: @autoclosure () -> Bool) {
    guard !isHeard else { return }
    if mixed.contains(where: { abs($0) >= Self.silence }) {
      isHeard = true
    } else if !mixed.isEmpty, !hadSound {
      hadSound = channels()
    }
  }
}

/// A sample as files have it.
private protocol MixedSample { var float: Float { get } }

extension Float: MixedSample { fileprivate var float: Float { self } }
extension Int16: MixedSample { fileprivate var float: Float { Float(self) } }

extension UnsafeMutableBufferPointer where Element: Numeric {
  fileprivate static func zeros(_ count: Int) -> Self {
    let buffer = allocate(capacity: count)
    buffer.initialize(repeating: 0)
    return buffer
  }
}

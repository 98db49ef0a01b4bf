import CSndfile
import EtudeCore
import Glibc

/// libsndfile's handle and the file beneath it; frees both.
final class OpenAudioFile {
  private let file: FileBytes
  private let handle: OpaquePointer
  private let header: SF_INFO
  private let path: String
  /// The header says how many frames there are.
  private let isLengthKnown: Bool
  /// Frames that an MP3 file's tag promises, of a file that was cut off; 0 of any other.
  private let taggedFrames: Int

  /// Opens a regular, non-empty file that libsndfile knows; throws `Failure.input` with the reason.
  init(_ path: String) throws {
    let file = try FileBytes(path)
    var header = SF_INFO()
    guard var handle = file.openSound(&header) else { throw file.refusal(path) }
    let container = OpenAudioFile.container(header)
    if container == Int(SF_FORMAT_OGG), file.isChainedOgg {
      sf_close(handle)
      throw Failure.input(
        "cannot read \(path): it holds several Ogg streams, one after the other",
        fix: "make one of them: ffmpeg -i \(WholeFile.name(of: path)) song.flac")
    }
    var isLengthKnown = header.frames < OpenAudioFile.unknownLength
    var taggedFrames = 0
    if container == Int(SF_FORMAT_MPEG), case let length = file.mp3Length, length != .said {
      var longer = SF_INFO()
      if length == .cutOff {
        if isLengthKnown { taggedFrames = Int(header.frames) }
        isLengthKnown = false
      } else if let other = file.openSound(&longer, claiming: 64) {
        sf_close(handle)
        (handle, header, isLengthKnown) = (other, longer, false)
      }
    }
    self.path = path
    self.file = file
    self.handle = handle
    self.header = header
    self.isLengthKnown = isLengthKnown
    self.taggedFrames = taggedFrames
  }

  deinit { sf_close(handle) }

  /// What the header says, checked for sense. A length that it does not say is `known`, or found by reading the file
  /// through.
  func info(known: Int? = nil, cancellation: Cancellation) throws -> AudioInfo {
    let rate = Int(header.samplerate)
    let channels = Int(header.channels)
    guard AudioFile.rates.contains(rate), (1...256).contains(channels), header.frames >= 0 else {
      throw Failure.input(
        "cannot read \(path): its header makes no sense (\(rate) Hz, \(channels) channels)",
        fix: "use another copy of the file")
    }
    let frames = isLengthKnown ? Int(header.frames) : try known ?? countFrames(cancellation)
    guard frames > 0 else {
      throw Failure.input("cannot read \(path): it holds no samples", fix: "use another file")
    }
    let notes = HeaderNotes(log())
    let promised = max(frames, notes.promisedFrames(read: frames), taggedFrames)
    // An Ogg file has no length only if its last page is missing; a FLAC file has none if it was written to a pipe.
    let isOgg = OpenAudioFile.container(header) == Int(SF_FORMAT_OGG)
    let isCutOff = notes.endsTooSoon || (isOgg && header.frames > OpenAudioFile.unknownLength)
    return AudioInfo(
      frames: frames, rate: rate, channels: channels, format: formatName(), promisedFrames: promised,
      isTruncated: isCutOff || promised > frames)
  }

  /// Frames to read at once: so few that they stay in the cache beside the processor until they are resampled. Counting,
  /// too, reads so many, for of an MP3 file that was cut off libsndfile drops the whole of its last block.
  var framesOfBlock: Int { max(1, min(1 << 13, (1 << 15) / max(1, Int(header.channels)))) }

  /// Moves to a frame; whether that worked.
  func seek(to frame: Int) -> Bool { sf_seek(handle, sf_count_t(frame), SEEK_SET) == sf_count_t(frame) }

  /// Reads up to so many frames, channels interleaved, full scale ±1; gives how many there were.
  func read(into buffer: UnsafeMutableBufferPointer<Float>, frames: Int) -> Int {
    max(0, Int(sf_readf_float(handle, buffer.baseAddress, sf_count_t(frames))))
  }

  /// Bits of a sample if it is a FLAC file.
  var bitsOfFLAC: Int? {
    guard OpenAudioFile.container(header) == Int(SF_FORMAT_FLAC) else { return nil }
    return [SF_FORMAT_PCM_S8: 8, SF_FORMAT_PCM_16: 16, SF_FORMAT_PCM_24: 24][
      Int(header.format) & Int(SF_FORMAT_SUBMASK)]
  }

  /// Whether its samples are whole numbers of 16 bits, so that `read` gives them as they are.
  var is16Bit: Bool { Int(header.format) & Int(SF_FORMAT_SUBMASK) == Int(SF_FORMAT_PCM_16) }

  /// The same of a file whose samples have 16 bits, full scale ±32768.
  func read(into buffer: UnsafeMutableBufferPointer<Int16>, frames: Int) -> Int {
    max(0, Int(sf_readf_short(handle, buffer.baseAddress, sf_count_t(frames))))
  }

  private static let unknownLength = sf_count_t.max / 2

  private func countFrames(_ cancellation: Cancellation) throws -> Int {
    let block = UnsafeMutableBufferPointer<Float>.allocate(capacity: framesOfBlock * Int(header.channels))
    defer { block.deallocate() }
    var total = 0
    while case let count = read(into: block, frames: framesOfBlock), count > 0 {
      if cancellation.isRequested { throw Failure.interrupted }
      total += count
    }
    guard seek(to: 0) else {
      throw Failure.input("cannot read \(path): it is damaged", fix: "use another copy of the file")
    }
    return total
  }

  private func log() -> [CChar] {
    var text = [CChar](repeating: 0, count: 16_384)
    sf_command(handle, Int32(SFC_GET_LOG_INFO), &text, Int32(text.count))
    return text
  }

  private static func container(_ header: SF_INFO) -> Int { Int(header.format) & Int(SF_FORMAT_TYPEMASK) }

  private func formatName() -> String {
    let parts = [OpenAudioFile.container(header), Int(header.format) & Int(SF_FORMAT_SUBMASK)]
    return parts.compactMap { part in
      var description = SF_FORMAT_INFO()
      description.format = Int32(part)
      let size = Int32(MemoryLayout<SF_FORMAT_INFO>.size)
      guard sf_command(nil, Int32(SFC_GET_FORMAT_INFO), &description, size) == 0 else { return nil }
      return description.name.map { String(cString: $0) }
    }.joined(separator: ", ")
  }
}

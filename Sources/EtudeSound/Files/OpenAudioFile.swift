import CSndfile
import EtudeCore
import Glibc

/// libsndfile's handle and the descriptor beneath it; frees both.
final class OpenAudioFile {
  private let handle: OpaquePointer
  private let descriptor: Int32
  private let header: SF_INFO
  private let path: String

  /// Opens a regular, non-empty file that libsndfile knows; throws `Failure.input` with the reason.
  init(_ path: String) throws {
    let descriptor = try OpenAudioFile.openRegularFile(path)
    var header = SF_INFO()
    // Opened by descriptor, so that a name's ending never makes sound of a file that says nothing of itself.
    guard let handle = sf_open_fd(descriptor, Int32(SFM_READ), &header, Int32(SF_FALSE)) else {
      defer { close(descriptor) }
      throw OpenAudioFile.refusal(of: path, descriptor)
    }
    self.path = path
    self.descriptor = descriptor
    self.handle = handle
    self.header = header
  }

  deinit {
    sf_close(handle)
    close(descriptor)
  }

  /// What the header says, checked for sense.
  func info() throws -> AudioInfo {
    let rate = Int(header.samplerate)
    let channels = Int(header.channels)
    guard AudioFile.rates.contains(rate), (1...256).contains(channels), header.frames >= 0 else {
      throw Failure.input(
        "cannot read \(path): its header makes no sense (\(rate) Hz, \(channels) channels)",
        fix: "use another copy of the file")
    }
    let notes = HeaderNotes(log())
    // Ogg files without their last page have no length: it is found by reading them through.
    let frames = header.frames > OpenAudioFile.unknownLength ? try countFrames() : Int(header.frames)
    guard frames > 0 else {
      throw Failure.input("cannot read \(path): it holds no samples", fix: "use another file")
    }
    return AudioInfo(
      frames: frames, rate: rate, channels: channels, format: formatName(),
      promisedFrames: max(frames, notes.promisedFrames(read: frames)),
      isTruncated: notes.endsTooSoon || notes.promisedFrames(read: frames) > frames)
  }

  /// Moves to a frame; whether that worked.
  func seek(to frame: Int) -> Bool { sf_seek(handle, sf_count_t(frame), SEEK_SET) == sf_count_t(frame) }

  /// Reads up to so many frames, channels interleaved, full scale ±1; gives how many there were.
  func read(into buffer: UnsafeMutableBufferPointer<Float>, frames: Int) -> Int {
    max(0, Int(sf_readf_float(handle, buffer.baseAddress, sf_count_t(frames))))
  }

  private static let unknownLength = sf_count_t.max / 2

  private func countFrames() throws -> Int {
    let channels = Int(header.channels)
    let block = UnsafeMutableBufferPointer<Float>.allocate(capacity: 4096 * channels)
    defer { block.deallocate() }
    var total = 0
    while case let count = read(into: block, frames: 4096), count > 0 { total += count }
    guard seek(to: 0) else {
      throw Failure.input("cannot read \(path): it is damaged", fix: "use another copy of the file")
    }
    return total
  }

  private func log() -> String {
    var text = [CChar](repeating: 0, count: 16_384)
    sf_command(handle, Int32(SFC_GET_LOG_INFO), &text, Int32(text.count))
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func formatName() -> String {
    let parts = [Int(header.format) & Int(SF_FORMAT_TYPEMASK), Int(header.format) & Int(SF_FORMAT_SUBMASK)]
    return parts.compactMap { part in
      var description = SF_FORMAT_INFO()
      description.format = Int32(part)
      let size = Int32(MemoryLayout<SF_FORMAT_INFO>.size)
      guard sf_command(nil, Int32(SFC_GET_FORMAT_INFO), &description, size) == 0 else { return nil }
      return description.name.map { String(cString: $0) }
    }.joined(separator: ", ")
  }
}

extension OpenAudioFile {
  /// A descriptor of a regular, non-empty file. Anything else (a folder, a pipe) is refused before it is opened.
  private static func openRegularFile(_ path: String) throws -> Int32 {
    var status = stat()
    guard stat(path, &status) == 0 else { throw systemFailure("cannot open \(path)", kind: .input) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      throw Failure.input("cannot read \(path) as sound: it is a folder", fix: "name a file in it")
    case S_IFREG: break
    default: throw Failure.input("cannot read \(path): it is not a regular file", fix: "name an audio file")
    }
    guard status.st_size > 0 else {
      throw Failure.input("cannot read \(path): it is empty", fix: "use another copy of the file")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemFailure("cannot open \(path)", kind: .input) }
    return descriptor
  }

  /// Why libsndfile did not open it: a damaged header, if it begins as sound files begin, or not sound at all.
  private static func refusal(of path: String, _ descriptor: Int32) -> Failure {
    var start = [UInt8](repeating: 0, count: 4)
    let count = pread(descriptor, &start, 4, 0)
    let marks = ["RIFF", "RIFX", "RF64", "OggS", "fLaC", "FORM", ".snd", "ID3"].map { Array($0.utf8) }
    if count == 4, marks.contains(where: { start.starts(with: $0) }) {
      return .input("cannot read \(path): its header is damaged", fix: "use another copy of the file")
    }
    return .input(
      "cannot read \(path): it is not sound", fix: "use a WAV, AU, AIFF, FLAC, Ogg Vorbis, Opus or MP3 file")
  }
}

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
  /// Of an MPEG file, where its frames are; of an uncompressed one how many bytes of samples it has.
  private let mpeg: MPEGFrames?
  private let size: DataSize?
  /// Of an Ogg file; and its own reader if some are damaged.
  private let pages: OggPages?
  private let ogg: OggReader?
  /// More sound follows that is not read.
  private let isFollowed: Bool
  /// Its own decoder, of a FLAC file.
  let flac: FLACReader?

  /// Opens a regular, non-empty file that libsndfile knows; throws `Failure.input` with the reason.
  init(_ path: String, cancellation: Cancellation = Cancellation()) throws {
    let file = try FileBytes(path)
    var header = SF_INFO()
    var start = file.beginning
    var size = try file.show(from: start, path: path)
    var pages = try OggPages(file, from: start, cancellation: cancellation)
    if let pages { file.shown = pages.shown }
    var opened = file.openSound(&header)
    if opened == nil, let later = file.laterBeginning {
      start = later
      size = try file.show(from: start, path: path)
      pages = try OggPages(file, from: start, cancellation: cancellation)
      if let pages { file.shown = pages.shown }
      opened = file.openSound(&header)
    }
    var isLengthKnown = header.frames < OpenAudioFile.unknownLength
    var mpeg: MPEGFrames?
    if opened.map({ _ in OpenAudioFile.isMPEG(header) }) ?? !file.isOfKnownKind {
      if let opened { sf_close(opened) }
      // WAV files, too, may hold such frames.
      let part = size.map { $0.field.samples..<$0.field.samples + $0.held }
      mpeg = try MPEGFrames(file, in: opened == nil ? nil : part, cancellation: cancellation)
      if let mpeg { file.shown = mpeg.shown }
      // What does not say its length is claimed to be long: else no more is read than is guessed of it.
      opened = file.openSound(&header, claiming: mpeg?.tag?.frames == nil ? 64 : 1)
      isLengthKnown = header.frames < OpenAudioFile.unknownLength && mpeg?.isAsLongAsItSays ?? false
    }
    var isJoined = false
    if let handle = opened, size == nil, pages == nil, mpeg == nil, OpenAudioFile.bitsOfFLAC(header) == nil,
      let next = file.next(likeItself: start)
    {
      sf_close(handle)
      isJoined = true
      file.shown = ByteMap([start..<next])
      opened = file.openSound(&header)
    }
    guard let handle = opened else { throw file.refusal(path) }
    isFollowed = isJoined || size?.isFollowed == true || pages?.isFollowed == true || mpeg?.isFollowed == true
    self.path = path
    self.file = file
    self.handle = handle
    self.header = header
    self.isLengthKnown = isLengthKnown
    self.mpeg = mpeg
    self.size = size
    self.pages = pages
    ogg = pages.flatMap {
      $0.damage.isEmpty || $0.runs.isEmpty
        ? nil : OggReader(path, $0, header, isOpus: OpenAudioFile.isOpus(header))
    }
    flac = OpenAudioFile.bitsOfFLAC(header).flatMap {
      FLACReader(path, shown: file.shown, channels: Int(header.channels), bits: $0)
    }
  }

  deinit { sf_close(handle) }

  /// What the header says, checked for sense. A length that it does not say, or that damage has made another, is `known`,
  /// or found by reading the file through.
  func info(known: Int? = nil, cancellation: Cancellation) throws -> AudioInfo {
    let rate = Int(header.samplerate)
    let channels = Int(header.channels)
    guard AudioFile.rates.contains(rate), (1...256).contains(channels), header.frames >= 0 else {
      throw Failure.input(
        "cannot read \(path): its header makes no sense (\(rate) Hz, \(channels) channels)",
        fix: "use another copy of the file")
    }
    let frames =
      try flac.map { try length(of: $0, known, cancellation) } ?? ogg?.frames ?? counted(known, cancellation)
    guard frames > 0 else {
      throw Failure.input("cannot read \(path): it holds no samples", fix: "use another file")
    }
    let notes = HeaderNotes(log())
    // What goes on behind its end is not cut off, whatever else its header counts.
    let noted = isFollowed ? 0 : notes.promisedFrames(read: frames)
    let promised = max(frames, noted, promisedFrames(read: frames))
    // An Ogg file has no length only if its last page is missing; a FLAC file has none if it was written to a pipe.
    let isWithoutEnd =
      ogg == nil
      ? notes.endsTooSoon || (pages != nil && header.frames > OpenAudioFile.unknownLength)
      : pages?.isEnded == false
    let isCutOff = isWithoutEnd || mpeg?.isCutOff == true
    return AudioInfo(
      frames: frames, rate: rate, channels: channels, format: formatName(), promisedFrames: promised,
      isTruncated: isCutOff || promised > frames, damage: damage,
      isFollowed: isFollowed || flac?.isFollowed == true)
  }

  private func length(of flac: FLACReader, _ known: Int?, _ cancellation: Cancellation) throws -> Int {
    if let known {
      flac.endAt(known)
      return known
    }
    return try flac.findEnd(promised: isLengthKnown ? Int(header.frames) : 0, cancellation: cancellation)
  }

  private func counted(_ known: Int?, _ cancellation: Cancellation) throws -> Int {
    isLengthKnown ? Int(header.frames) : try known ?? countFrames(cancellation)
  }

  /// Frames that the header promises where libsndfile does not say so; 0 if it promises what is there.
  private func promisedFrames(read frames: Int) -> Int {
    if flac != nil { return isLengthKnown ? Int(header.frames) : 0 }
    if let mpeg { return mpeg.isCutOff || mpeg.lacksFrames ? mpeg.promised(of: Int(header.frames)) : 0 }
    guard let size, let promised = size.promised, promised > size.held, size.held > 0 else { return 0 }
    let share = Double(frames) * Double(promised) / Double(size.held)
    return share < 1e15 ? Int(share) : 0
  }

  /// Seconds at which the sound is damaged, of formats that say so without being decoded.
  private var damage: [Double] {
    if let mpeg { return mpeg.damagedSeconds }
    guard let pages else { return [] }
    let isOpus = OpenAudioFile.isOpus(header)
    return pages.damage.map { Double($0) / (isOpus ? 48_000 : Double(header.samplerate)) }
  }

  private static func isOpus(_ header: SF_INFO) -> Bool {
    Int(header.format) & Int(SF_FORMAT_SUBMASK) == Int(SF_FORMAT_OPUS)
  }

  /// Whether it is MPEG audio, be it in a WAV file.
  private static func isMPEG(_ header: SF_INFO) -> Bool {
    container(header) == Int(SF_FORMAT_MPEG)
      || [SF_FORMAT_MPEG_LAYER_I, SF_FORMAT_MPEG_LAYER_II, SF_FORMAT_MPEG_LAYER_III].contains {
        Int($0) == Int(header.format) & Int(SF_FORMAT_SUBMASK)
      }
  }

  /// Where a packet is damaged or cut off, libsndfile gives what it decoded before, which depends on where it came from.
  private var repeatsWhatWasBefore: Bool {
    let coding = Int(header.format) & Int(SF_FORMAT_SUBMASK)
    let isALAC = [SF_FORMAT_ALAC_16, SF_FORMAT_ALAC_20, SF_FORMAT_ALAC_24, SF_FORMAT_ALAC_32].contains {
      Int($0) == coding
    }
    return isALAC
      || (OpenAudioFile.container(header) == Int(SF_FORMAT_PAF) && coding == Int(SF_FORMAT_PCM_24))
  }

  /// The frame to go to so that from `frame` on the sound is that of the whole: some decoders need what lies before. Nil
  /// if the file must be read from its beginning.
  func placeToSeek(before frame: Int) -> Int? {
    // The bits of a frame may begin half a kilobyte before it: in the smallest ones that is 22 frames.
    if let mpeg { return max(0, frame - 32 * mpeg.header.samples) }
    if repeatsWhatWasBefore { return nil }
    guard let pages else { return frame }
    // libsndfile counts wrongly within the last page; two blocks of Vorbis are at most 16,384 frames.
    return pages.damage.isEmpty ? max(0, frame - pages.longest - 16_384) : nil
  }

  /// Frames to read at once: so few that they stay in the cache beside the processor until they are resampled. Counting,
  /// too, reads so many, for of an MP3 file that was cut off libsndfile drops the whole of its last block.
  var framesOfBlock: Int { max(1, min(1 << 13, (1 << 15) / max(1, Int(header.channels)))) }

  /// Moves to a frame; whether that worked.
  func seek(to frame: Int) -> Bool {
    if let ogg {
      if frame == 0 { ogg.rewind() }
      return frame == 0
    }
    return sf_seek(handle, sf_count_t(frame), SEEK_SET) == sf_count_t(frame)
  }

  /// Reads up to so many frames, channels interleaved, full scale ±1; gives how many there were.
  func read(into buffer: UnsafeMutableBufferPointer<Float>, frames: Int) -> Int {
    ogg?.read(into: buffer, frames: frames)
      ?? max(0, Int(sf_readf_float(handle, buffer.baseAddress, sf_count_t(frames))))
  }

  /// Bits of a sample if it is a FLAC file.
  private static func bitsOfFLAC(_ header: SF_INFO) -> Int? {
    guard container(header) == Int(SF_FORMAT_FLAC) else { return nil }
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

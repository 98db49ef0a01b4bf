import CFLAC
import EtudeCore
import Glibc

/// The samples of a FLAC file, decoded by libFLAC itself and mixed to mono by their mean.
///
/// libsndfile, which opens the file and reads its header, decodes by the same library but copies every sample in a tenth of
/// the whole time, and stops where a block is damaged. Here such a block is silence: every block says where it lies.
final class FLACReader {
  private let bytes: FileBytes
  private let decoder: UnsafeMutablePointer<FLAC__StreamDecoder>
  private let channels: Int
  private let bits: Int
  /// Frames that there are: what follows is not of the sound.
  private var frames = Int.max
  /// The frame that is handed out next.
  private var next = 0
  /// The last block that was decoded, and the frame that it begins with.
  private let block: UnsafeMutableBufferPointer<Float>
  private var blockStart = 0
  private var blockCount = 0
  private var isAtEnd = false
  /// libFLAC has found something wrong since this was last looked at.
  private var hasErred = false
  /// Whether the channels of the last block, before they were mixed, had any sound.
  private(set) var blockHadSound = false
  private let silence: UnsafeMutableBufferPointer<Float>
  private var silentUntil = -1
  /// The frames at which silence stands for damaged blocks that were come across.
  private(set) var damage: [Int] = []
  /// Behind the last frame more frames follow, or another file.
  private(set) var isFollowed = false

  /// Nil if libFLAC cannot read it.
  init?(_ path: String, shown: ByteMap, channels: Int, bits: Int) {
    guard let bytes = try? FileBytes(path), let decoder = FLAC__stream_decoder_new() else { return nil }
    bytes.shown = shown
    if let first = shown.run(at: 0)?.lowerBound, let other = Self.joinedFile(in: bytes, behind: first) {
      bytes.shown = ByteMap([first..<other])
      isFollowed = true
    }
    self.bytes = bytes
    self.decoder = decoder
    self.channels = channels
    self.bits = bits
    block = .allocate(capacity: Int(FLAC__MAX_BLOCK_SIZE))
    block.initialize(repeating: 0)
    silence = .allocate(capacity: 1 << 12)
    silence.initialize(repeating: 0)
    guard isOpened() else { return nil }
  }

  deinit {
    FLAC__stream_decoder_delete(decoder)
    block.deallocate()
    silence.deallocate()
  }

  /// Finds how many frames it holds, of as many as its header promises (0 if it does not say): it then ends with them.
  ///
  /// Of a file whose last frame cannot be gone to every block is decoded. Throws `Failure.interrupted`.
  func findEnd(promised: Int, cancellation: Cancellation) throws -> Int {
    frames = promised > 0 ? promised : Int.max
    if promised > 0, seek(to: promised - 1) {
      if blockCount == 0 { decode() }
      isFollowed = isFollowed || hasMore
      _ = seek(to: 0)
      return promised
    }
    _ = seek(to: 0)
    var end = 0
    while !isAtEnd {
      if cancellation.isRequested { throw Failure.interrupted }
      blockCount = 0
      decode()
      end = max(end, min(frames, blockStart + blockCount))
      next = end
    }
    endAt(end)
    _ = seek(to: 0)
    return end
  }

  /// Where another FLAC file begins behind the one that begins at a place; nil if none does.
  ///
  /// libFLAC looks for a sample in all the bytes that it is shown, and would find the other file's of the same number.
  private static func joinedFile(in bytes: FileBytes, behind first: Int) -> Int? {
    bytes.first(from: first + 8, to: bytes.size, whole: 8, beginning)
  }

  /// The first place in some bytes where a FLAC file begins: its mark, and the head of the metadata that comes first, which
  /// are 34 bytes.
  private static func beginning(in bytes: UnsafeRawBufferPointer) -> Int? {
    var place = 0
    while let found = bytes.place(of: 0x66, from: place), found + 8 <= bytes.count {
      place = found
      let head = bytes[place..<place + 8]
      if head.starts(with: "fLaC".utf8), head[place + 4] & 0x7F == 0,
        head.suffix(3).elementsEqual([0, 0, 34])
      {
        return place
      }
      place += 1
    }
    return nil
  }

  /// Whether what follows the block that was decoded last begins like a block, or is more sound.
  private var hasMore: Bool {
    guard let place else { return false }
    let following = bytes.bytes(at: place, count: 4)
    return [[0xFF, 0xF8], [0xFF, 0xF9]].contains { following.starts(with: $0) }
      || BehindSound(bytes, from: place).isMore
  }

  /// Ends with so many frames.
  func endAt(_ frames: Int) { self.frames = frames }

  /// Forgets the damage that was come across before the part that is wanted.
  func forgetDamage() { (damage, silentUntil) = ([], -1) }

  /// Moves to a frame; whether that worked: not if the frame is in a damaged block.
  func seek(to frame: Int) -> Bool {
    (next, blockStart, blockCount) = (frame, 0, 0)
    (isAtEnd, silentUntil) = (false, -1)
    // The beginning needs no search, which wrong places in a seek table lead astray.
    if frame == 0 { return FLAC__stream_decoder_reset(decoder) != 0 }
    // libFLAC says nothing of a damaged block that it goes to: one some blocks before is gone to, and not used.
    let place = max(0, frame - Self.preroll)
    next = place
    if place == 0 {
      guard FLAC__stream_decoder_reset(decoder) != 0 else { return false }
    } else if FLAC__stream_decoder_seek_absolute(decoder, FLAC__uint64(place)) == 0 {
      FLAC__stream_decoder_flush(decoder)
      return false
    }
    blockCount = 0
    while blockStart + blockCount <= frame, !isAtEnd { decode() }
    next = frame
    return (blockStart..<blockStart + blockCount).contains(frame)
  }

  private static let preroll = 1 << 15

  /// The next frames, mixed to mono; empty at the end. Valid until the next call.
  func readMono(atMost limit: Int) -> UnsafeBufferPointer<Float> {
    while next >= blockStart + blockCount, next < frames, !isAtEnd { decode() }
    guard next < frames else { return UnsafeBufferPointer(rebasing: block[..<0]) }
    let first = next
    if (blockStart..<blockStart + blockCount).contains(next) {
      next = min(blockStart + blockCount, frames, next + limit)
      return UnsafeBufferPointer(rebasing: block[first - blockStart..<next - blockStart])
    }
    // A file whose end is not known has none behind its last block.
    let end = next < blockStart ? min(blockStart, frames) : frames == .max ? next : frames
    if next < end, silentUntil != next { damage.append(next) }
    next = min(end, next + min(limit, silence.count))
    silentUntil = next
    return UnsafeBufferPointer(rebasing: silence[..<(next - first)])
  }

  /// Decodes the next block that is whole.
  ///
  /// What libFLAC takes for a block after damage may reach over whole blocks: each place where one may begin is tried.
  private func decode() {
    let place = self.place
    if attempt() { return }
    // The metadata is no block.
    guard hasErred, let place else { return }
    var window = ByteWindow(bytes)
    var tried = place
    while let found = window.first(0xFF, from: tried + 1, to: bytes.size) {
      tried = found
      // Fourteen bits begin a block, then a zero and whether all blocks have one size.
      guard let byte = window.bytes(at: found + 1, count: 1).first, byte & 0xFE == 0xF8 else { continue }
      FLAC__stream_decoder_flush(decoder)
      bytes.seek(toByteOfFile: found)
      isAtEnd = false
      if attempt(), !isAtEnd { return }
    }
    isAtEnd = true
  }

  /// Lets libFLAC decode a block; whether it found nothing wrong. A block behind something wrong is not used.
  private func attempt() -> Bool {
    let before = (blockStart, blockCount)
    hasErred = false
    if FLAC__stream_decoder_process_single(decoder) == 0
      || FLAC__stream_decoder_get_state(decoder).rawValue >= FLAC__STREAM_DECODER_END_OF_STREAM.rawValue
    {
      isAtEnd = true
    }
    if hasErred { (blockStart, blockCount) = before }
    return !hasErred
  }

  /// The byte of the file that libFLAC reads next.
  private var place: Int? {
    var place: FLAC__uint64 = 0
    guard FLAC__stream_decoder_get_decode_position(decoder, &place) != 0 else { return nil }
    return bytes.shown.run(at: Int(clamping: place))?.lowerBound
  }

  private func isOpened() -> Bool {
    FLAC__stream_decoder_init_stream(
      decoder,
      { _, buffer, count, reader in
        guard let count, let got = FLACReader.of(reader)?.bytes.read(buffer, Int64(clamping: count.pointee))
        else {
          return FLAC__STREAM_DECODER_READ_STATUS_ABORT
        }
        count.pointee = Int(got)
        return got > 0
          ? FLAC__STREAM_DECODER_READ_STATUS_CONTINUE : FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM
      },
      { _, offset, reader in
        FLACReader.of(reader)?.bytes.seek(Int64(clamping: offset), SEEK_SET) ?? -1 >= 0
          ? FLAC__STREAM_DECODER_SEEK_STATUS_OK : FLAC__STREAM_DECODER_SEEK_STATUS_ERROR
      },
      { _, offset, reader in
        offset?.pointee = FLAC__uint64(FLACReader.of(reader)?.bytes.position ?? 0)
        return FLAC__STREAM_DECODER_TELL_STATUS_OK
      },
      { _, length, reader in
        length?.pointee = FLAC__uint64(FLACReader.of(reader)?.bytes.count ?? 0)
        return FLAC__STREAM_DECODER_LENGTH_STATUS_OK
      },
      { _, reader in
        guard let bytes = FLACReader.of(reader)?.bytes else { return 1 }
        return bytes.position >= bytes.count ? 1 : 0
      },
      { _, frame, planes, reader in
        guard let frame, let planes, let reader = FLACReader.of(reader) else {
          return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT
        }
        reader.take(frame.pointee.header, planes)
        return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE
      },
      nil,
      { _, _, reader in FLACReader.of(reader)?.hasErred = true },
      Unmanaged.passUnretained(self).toOpaque()) == FLAC__STREAM_DECODER_INIT_STATUS_OK
  }

  private static func of(_ pointer: UnsafeMutableRawPointer?) -> FLACReader? {
    pointer.map { Unmanaged<FLACReader>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Mixes a block, but not one that is damaged, of another kind than the file, or of what was handed out already.
  private func take(
    _ header: FLAC__FrameHeader, _ planes: UnsafePointer<UnsafePointer<FLAC__int32>?>
  ) {
    let start = Int(clamping: header.number.sample_number)
    let count = min(Int(header.blocksize), block.count)
    guard !hasErred, Int(header.channels) == channels, Int(header.bits_per_sample) == bits,
      start < frames, start < Int.max / 4, start + count > next
    else { return }
    (blockStart, blockCount) = (start, count)
    // A power of two: the floats are those that libsndfile makes.
    let scale = 1 / Float(1 << (bits - 1))
    blockHadSound =
      planes[0].map { plane in
        (0..<count).contains { abs(Float(plane[$0]) * scale) > Cancelling.sound }
      } ?? false
    if channels == 2, let left = planes[0], let right = planes[1] {
      let half = scale / 2
      for frame in 0..<count { block[frame] = (Float(left[frame]) + Float(right[frame])) * half }
      return
    }
    for frame in 0..<count { block[frame] = 0 }
    for channel in 0..<channels {
      guard let plane = planes[channel] else { continue }
      for frame in 0..<count { block[frame] += Float(plane[frame]) * scale }
    }
    guard channels > 1 else { return }
    for frame in 0..<count { block[frame] /= Float(channels) }
  }
}

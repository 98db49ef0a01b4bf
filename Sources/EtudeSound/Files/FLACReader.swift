import CFLAC
import EtudeCore
import Glibc

/// The samples of a FLAC file, decoded by libFLAC itself and mixed to mono by their mean.
///
/// libsndfile, which opens the file and reads its header, decodes by the same library but copies every sample in a tenth of
/// the whole time. Sound and damage give what they give there: a damaged file ends where the damage begins.
final class FLACReader {
  private let bytes: FileBytes
  private let decoder: UnsafeMutablePointer<FLAC__StreamDecoder>
  private let channels: Int
  private let bits: Int
  /// Frames that there are, and those of them still to come: what follows is not of the sound.
  private let frames: Int
  private var left: Int
  /// The last block that was decoded, and how much of it was handed out.
  private let block: UnsafeMutableBufferPointer<Float>
  private var blockCount = 0
  private var used = 0
  /// What follows a damaged block would come too early: nothing of it is used.
  private var isDamaged = false

  /// Nil if libFLAC cannot read it.
  init?(_ path: String, frames: Int, channels: Int, bits: Int) {
    guard let bytes = try? FileBytes(path), let decoder = FLAC__stream_decoder_new() else { return nil }
    self.bytes = bytes
    self.decoder = decoder
    self.frames = frames
    left = frames
    self.channels = channels
    self.bits = bits
    block = .allocate(capacity: Int(FLAC__MAX_BLOCK_SIZE))
    block.initialize(repeating: 0)
    guard isOpened() else { return nil }
  }

  deinit {
    FLAC__stream_decoder_delete(decoder)
    block.deallocate()
  }

  /// Moves to a frame; whether that worked.
  func seek(to frame: Int) -> Bool {
    (blockCount, used, isDamaged, left) = (0, 0, false, max(0, frames - frame))
    // The beginning needs no search, which wrong places in a seek table lead astray.
    if frame == 0 { return FLAC__stream_decoder_reset(decoder) != 0 }
    if FLAC__stream_decoder_seek_absolute(decoder, FLAC__uint64(frame)) != 0 { return true }
    FLAC__stream_decoder_flush(decoder)
    return false
  }

  /// The next frames, mixed to mono; empty at the end. Valid until the next call.
  func readMono(atMost limit: Int) -> UnsafeBufferPointer<Float> {
    while used == blockCount, left > 0 {
      (blockCount, used) = (0, 0)
      guard FLAC__stream_decoder_process_single(decoder) != 0,
        FLAC__stream_decoder_get_state(decoder).rawValue < FLAC__STREAM_DECODER_END_OF_STREAM.rawValue
      else { break }
    }
    let end = min(blockCount, used + min(limit, left))
    defer { (used, left) = (end, left - (end - used)) }
    return UnsafeBufferPointer(rebasing: block[used..<end])
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
        guard let frame, let planes, let reader = FLACReader.of(reader),
          reader.take(frame.pointee.header, planes)
        else { return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT }
        return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE
      },
      nil, { _, _, reader in FLACReader.of(reader)?.isDamaged = true },
      Unmanaged.passUnretained(self).toOpaque()) == FLAC__STREAM_DECODER_INIT_STATUS_OK
  }

  private static func of(_ pointer: UnsafeMutableRawPointer?) -> FLACReader? {
    pointer.map { Unmanaged<FLACReader>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Mixes a block; false if it is of another kind than the file.
  private func take(
    _ header: FLAC__FrameHeader, _ planes: UnsafePointer<UnsafePointer<FLAC__int32>?>
  ) -> Bool {
    guard !isDamaged, Int(header.channels) == channels, Int(header.bits_per_sample) == bits else {
      return false
    }
    (blockCount, used) = (min(Int(header.blocksize), block.count), 0)
    // A power of two: the floats are those that libsndfile makes.
    let scale = 1 / Float(1 << (bits - 1))
    if channels == 2, let left = planes[0], let right = planes[1] {
      let half = scale / 2
      for frame in 0..<blockCount { block[frame] = (Float(left[frame]) + Float(right[frame])) * half }
      return true
    }
    for frame in 0..<blockCount { block[frame] = 0 }
    for channel in 0..<channels {
      guard let plane = planes[channel] else { return false }
      for frame in 0..<blockCount { block[frame] += Float(plane[frame]) * scale }
    }
    guard channels > 1 else { return true }
    for frame in 0..<blockCount { block[frame] /= Float(channels) }
    return true
  }
}

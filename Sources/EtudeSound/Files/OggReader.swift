import CSndfile
import EtudeCore
import Glibc

/// The sound of an Ogg file some of whose pages are damaged or missing: every run of whole pages in its place, as the last
/// page of each says it, and silence between them.
final class OggReader {
  private let path: String
  private let pages: OggPages
  private let channels: Int
  /// Sample frames that a page counts for one of the sound: Opus counts at 48 kHz whatever its rate.
  private let scale: Int
  /// Frames that the pages count before the first one of the sound.
  private let lead: Int
  /// The run that is decoded, or is next, and the decoder.
  private var number = 0
  private var part: Part?
  /// The frame that is given next.
  private var position = 0
  /// Frames of the whole.
  let frames: Int

  /// One run, open.
  private final class Part {
    private let bytes: FileBytes
    let handle: OpaquePointer
    let channels: Int
    /// How many it gives.
    let frames: Int

    init?(_ path: String, _ shown: ByteMap) {
      guard let bytes = try? FileBytes(path) else { return nil }
      bytes.shown = shown
      var header = SF_INFO()
      guard let handle = bytes.openSound(&header) else { return nil }
      (self.bytes, self.handle, channels) = (bytes, handle, Int(header.channels))
      frames = header.frames < sf_count_t.max / 2 ? Int(header.frames) : Self.count(handle, channels)
    }

    /// What is given until no more comes; where a run ends, libsndfile may not find out otherwise.
    private static func count(_ handle: OpaquePointer, _ channels: Int) -> Int {
      var block = [Float](repeating: 0, count: 4096 * channels)
      var total = 0
      while case let count = Int(sf_readf_float(handle, &block, 4096)), count > 0 { total += count }
      return sf_seek(handle, 0, SEEK_SET) == 0 ? total : 0
    }

    deinit { sf_close(handle) }
  }

  /// - Parameters:
  ///   - header: what libsndfile read of the first run.
  ///   - isOpus: whether it is Opus, else Vorbis.
  init(_ path: String, _ pages: OggPages, _ header: SF_INFO, isOpus: Bool) {
    self.path = path
    self.pages = pages
    channels = Int(header.channels)
    scale = isOpus ? max(1, 48_000 / Int(header.samplerate)) : 1
    let firstEnd = (pages.runs.first?.end ?? 0) / scale
    let isKnown = !pages.lacksBeginning && (0...firstEnd).contains(Int(clamping: header.frames))
    lead = isKnown ? firstEnd - Int(header.frames) : pages.preskip / scale
    frames = max(0, (pages.runs.compactMap(\.end).max() ?? 0) / scale - lead)
  }

  /// Goes back to the first frame.
  func rewind() { (number, part, position) = (0, nil, 0) }

  /// Reads up to so many frames, channels interleaved; gives how many there were.
  func read(into buffer: UnsafeMutableBufferPointer<Float>, frames wanted: Int) -> Int {
    let wanted = min(wanted, frames - position, buffer.count / max(1, channels))
    guard wanted > 0 else { return 0 }
    var done = 0
    while done < wanted {
      let place = position + done
      let target = UnsafeMutableBufferPointer(rebasing: buffer[done * channels..<wanted * channels])
      let start = startOfPart()
      if place < start {
        done += silence(target, frames: min(start, frames) - place)
      } else if start == .max {
        done += silence(target, frames: wanted - done)
      } else {
        done += decode(into: target, from: place, start: start)
      }
    }
    position += wanted
    return wanted
  }

  private func silence(_ target: UnsafeMutableBufferPointer<Float>, frames: Int) -> Int {
    let count = min(frames, target.count / channels)
    for index in 0..<count * channels { target[index] = 0 }
    return count
  }

  /// Where the run that is decoded begins, whose next frame is that of `given`; opens the next one that can be. The
  /// largest number if there is none.
  private func startOfPart() -> Int {
    while part == nil, number < pages.runs.count {
      part = Part(path, pages.shown(run: pages.runs[number]))
      given = 0
      if let part, part.frames > 0, part.channels == channels { continue }
      part = nil
      number += 1
    }
    guard let part, let end = pages.runs[number].end else { return .max }
    // libsndfile leaves as much out at the end of a run as it should have at the beginning of the whole.
    let skipped = number > 0 || pages.lacksBeginning ? pages.preskip / scale : 0
    return max(0, end / scale - lead - part.frames - skipped)
  }

  /// Frames of the run that were decoded.
  private var given = 0

  /// Decodes of the run that begins at `start` what lies from `place` on; goes to the next run where it ends.
  private func decode(into target: UnsafeMutableBufferPointer<Float>, from place: Int, start: Int) -> Int {
    guard let part else { return 0 }
    let count = max(
      0, Int(sf_readf_float(part.handle, target.baseAddress, sf_count_t(target.count / channels))))
    guard count > 0 else {
      self.part = nil
      number += 1
      return 0
    }
    let first = start + given
    given += count
    // What a run has of sound that was given already is dropped.
    let known = min(count, max(0, place - first))
    if known > 0 {
      for index in 0..<(count - known) * channels { target[index] = target[index + known * channels] }
    }
    return count - known
  }
}

import CSndfile
import EtudeCore
import Glibc

/// libsndfile's handle on bytes that arrive; frees it.
final class OpenArrivingSound {
  private let bytes: ArrivingBytes
  private let handle: OpaquePointer
  private let name: String
  private let channels: Int
  /// As the last block had them; 0 before the first.
  private var bytesOfFrame = 0
  let rate: Int

  /// Reads the header; throws `Failure.input` with the reason if there is none that makes sense.
  init(_ bytes: ArrivingBytes, name: String) throws {
    let start = bytes.bytes(at: 0, count: 12)
    guard !start.isEmpty else {
      throw Failure.input("\(name) is empty", fix: "send sound to it: arecord -f cd | etude -e '…'")
    }
    if OpenArrivingSound.isPacked(Array(bytes.bytes(at: 0, count: 16))) {
      throw Failure.input(
        "\(name) is no sound that can be read as it arrives, but a file such as MP3, FLAC or Ogg",
        fix: "send it as WAV: ffmpeg -i song.mp3 -f wav - | etude -e '…'")
    }
    guard ["RIFF", "RIFX", "RF64", "FORM", ".snd"].contains(where: { start.starts(with: $0.utf8) }) else {
      throw Failure.input(
        "\(name) has no header that says how fast its samples come",
        fix: "send WAV or AU: ffmpeg -f s16le -ar 44100 -ac 2 -i - -f wav - | etude -e '…'")
    }
    var header = SF_INFO()
    var access = SF_VIRTUAL_IO(
      get_filelen: { _ in sf_count_t(ArrivingBytes.claimedCount) },
      seek: { sf_count_t(OpenArrivingSound.of($2)?.seek(Int($0), $1) ?? -1) },
      read: { target, wanted, pointer in
        guard wanted > 0, let target, let bytes = OpenArrivingSound.of(pointer) else { return 0 }
        return sf_count_t(bytes.read(target, Int(wanted)))
      },
      write: { _, _, _ in 0 },
      tell: { sf_count_t(OpenArrivingSound.of($0)?.position ?? 0) })
    let own = Unmanaged.passUnretained(bytes).toOpaque()
    bytes.findSound()
    guard let handle = sf_open_virtual(&access, Int32(SFM_READ), &header, own) else {
      throw Failure.input("\(name) has a damaged header", fix: "send it again, or as WAV")
    }
    self.bytes = bytes
    self.handle = handle
    self.name = name
    rate = Int(header.samplerate)
    channels = Int(header.channels)
    guard AudioFile.rates.contains(rate), (1...256).contains(channels) else {
      sf_close(handle)
      throw Failure.input(
        "\(name) has a header that makes no sense (\(rate) Hz, \(channels) channels)",
        fix: "send it again, or as WAV")
    }
    bytes.keepsAll = false
  }

  deinit { sf_close(handle) }

  /// What has arrived, at least a hundredth and at most a twentieth of a second, mixed to mono by its mean; fewer samples at
  /// the end, and none after it.
  ///
  /// Whoever answers while sound plays waits no longer than for a hundredth; sound that is all there comes in longer blocks.
  func readMono() throws -> [Float] {
    let waiting = bytesOfFrame > 0 ? bytes.available / bytesOfFrame : 0
    let frames = min(max(64, rate / 20), max(64, rate / 100, waiting))
    let before = bytes.position
    var interleaved = [Float](repeating: 0, count: frames * channels)
    let count = max(0, Int(sf_readf_float(handle, &interleaved, sf_count_t(frames))))
    if count > 0 { bytesOfFrame = (bytes.position - before) / count }
    let mono = (0..<count).map { frame in
      var sum: Float = 0
      for channel in 0..<channels { sum += interleaved[frame * channels + channel] }
      return sum / Float(channels)
    }
    guard mono.allSatisfy(\.isFinite) else {
      throw Failure.input(
        "\(name) holds samples that are not finite numbers", fix: "send whole numbers: -f s16le")
    }
    return mono
  }

  /// Whether bytes begin as files of packed sound do, which no header says the rate of.
  private static func isPacked(_ start: [UInt8]) -> Bool {
    if ForeignKind(start) != nil { return true }
    if ["ID3", "fLaC", "OggS", "caff", "riff"].contains(where: { start.starts(with: $0.utf8) }) {
      return true
    }
    // 8SVX, which does not say where its sound ends.
    if start.starts(with: "FORM".utf8), !start.dropFirst(8).starts(with: "AIF".utf8) { return true }
    return start.count >= 4 && MPEGFrameHeader(start.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }) != nil
  }

  private static func of(_ pointer: UnsafeMutableRawPointer?) -> ArrivingBytes? {
    pointer.map { Unmanaged<ArrivingBytes>.fromOpaque($0).takeUnretainedValue() }
  }
}

import CSndfile
import EtudeCore
import Glibc

extension AudioFile {
  /// Writes 16-bit sound, whole or not at all; the path's ending chooses WAV or FLAC.
  ///
  /// Amplitudes beyond full scale are cut to it: how many samples, and the largest amplitude, is the answer. Sound read from
  /// a 16-bit file is written back exactly.
  /// - Throws: what `SoundSource.walk` throws; a `Failure` if the file cannot be written, or is more than WAV can hold.
  @discardableResult
  public static func write(
    _ sound: SoundSource, to path: String, cancellation: Cancellation = Cancellation()
  ) throws -> (samples: Int, peak: Float) {
    var (cut, peak): (Int, Float) = (0, 0)
    let container =
      switch path.lowercased() {
      case let name where name.hasSuffix(".wav"): SF_FORMAT_WAV
      case let name where name.hasSuffix(".flac"): SF_FORMAT_FLAC
      default: throw Failure("cannot write sound to \(path)", fix: "end the name in .wav or .flac")
      }
    // A WAV file counts its bytes, the header's among them, in 32 bits.
    if container == SF_FORMAT_WAV, try 2 * count(of: sound, cancellation) + 44 > Double(UInt32.max) {
      throw Failure("cannot write \(path): WAV holds no more than 4 GiB", fix: "end the name in .flac")
    }
    try write(to: path, format: Int(container) | Int(SF_FORMAT_PCM_16), rate: sound.rate, channels: 1) {
      handle in
      var isWhole = true
      try sound.walk(cancellation) { block in
        for sample in block where abs(sample) > 1 {
          cut += 1
          peak = max(peak, abs(sample))
        }
        let values = block.map { sample in
          let scaled = (sample * 32_768).rounded()
          return scaled >= 32_767 ? Int16.max : scaled > -32_768 ? Int16(scaled) : Int16.min
        }
        isWhole = isWhole && sf_writef_short(handle, values, sf_count_t(values.count)) == values.count
      }
      return isWhole
    }
    return (cut, peak)
  }

  /// Samples of a sound, as far as its file's header knows.
  private static func count(of sound: SoundSource, _ cancellation: Cancellation) throws -> Double {
    switch sound {
    case .held(let held): Double(held.samples.count)
    case .file(let part, let rate, _):
      try samples(of: part, inspect(part.path, cancellation: cancellation), rate: rate)
    }
  }

  /// The same of sound in memory.
  public static func write(_ sound: Sound, to path: String) throws { try write(.held(sound), to: path) }

  /// Writes interleaved channels in any format that libsndfile writes, given by its number.
  package static func write(
    _ interleaved: [Float], rate: Int, channels: Int, format: Int, to path: String
  ) throws {
    let frames = interleaved.count / channels
    try write(to: path, format: format, rate: rate, channels: channels) {
      sf_writef_float($0, interleaved, sf_count_t(frames)) == frames
    }
  }

  private static func write(
    to path: String, format: Int, rate: Int, channels: Int, _ body: (OpaquePointer) throws -> Bool
  ) throws {
    try WholeFile.write(to: path) { descriptor in
      var header = SF_INFO()
      header.samplerate = Int32(clamping: rate)
      header.channels = Int32(clamping: channels)
      header.format = Int32(truncatingIfNeeded: format)
      // A descriptor of its own, for libsndfile closes the one that it fails on.
      guard let handle = sf_open_fd(dup(descriptor), Int32(SFM_WRITE), &header, Int32(SF_TRUE)) else {
        throw Failure(
          "cannot write \(path): sound of \(rate) Hz does not fit the format", fix: "end it in .wav")
      }
      let written = Result { try body(handle) }
      guard sf_close(handle) == 0, try written.get() else { throw systemFailure("cannot write \(path)") }
    }
  }
}

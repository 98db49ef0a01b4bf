/// Sound as the bytes of a WAV file (RIFF, 16-bit PCM), for what is no file: a page, a message.
public enum WaveBytes {
  /// The file of one channel. Amplitudes beyond full scale are cut to it.
  public static func mono(_ sound: Sound) -> [UInt8] {
    let size = UInt32(clamping: 2 * sound.samples.count)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(44 + 2 * sound.samples.count)
    func add<Number: FixedWidthInteger>(_ number: Number) {
      withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
    bytes += "RIFF".utf8
    add(36 + size)
    bytes += "WAVEfmt ".utf8
    add(UInt32(16))
    // Linear samples, one channel.
    add(UInt16(1))
    add(UInt16(1))
    add(UInt32(sound.rate))
    add(UInt32(2 * sound.rate))
    add(UInt16(2))
    add(UInt16(16))
    bytes += "data".utf8
    add(size)
    for sample in sound.samples {
      let scaled = (sample * 32_768).rounded()
      add(scaled >= 32_767 ? Int16.max : scaled > -32_768 ? Int16(scaled) : Int16.min)
    }
    return bytes
  }
}

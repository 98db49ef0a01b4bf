import EtudeSound

/// File formats that libsndfile writes here, by its numbers (sndfile.h: container, then encoding).
struct Format: Sendable, CustomStringConvertible {
  let description: String
  let number: Int
  /// The rate to write at, Hz.
  var rate = 44_100
  /// Largest difference of a decoded sample from what was written.
  let error: Float
  /// Whether decoded samples line up with those written, so that they can be compared one by one.
  var isAligned = true

  static let all: [Format] = [
    Format(description: "WAV u8", number: 0x010005, error: 0.01),
    Format(description: "WAV 16", number: 0x010002, error: 1e-4),
    Format(description: "WAV 24", number: 0x010003, error: 1e-6),
    Format(description: "WAV 32", number: 0x010004, error: 1e-6),
    Format(description: "WAV float", number: 0x010006, error: 0),
    Format(description: "WAV double", number: 0x010007, error: 0),
    Format(description: "WAV µ-law", number: 0x010010, error: 0.02),
    Format(description: "WAV A-law", number: 0x010011, error: 0.02),
    Format(description: "WAV IMA ADPCM", number: 0x010012, error: 0.15),
    Format(description: "WAV MS ADPCM", number: 0x010013, error: 0.1),
    Format(description: "WAVE_EXTENSIBLE 16", number: 0x130002, error: 1e-4),
    Format(description: "WAVE_EXTENSIBLE 24", number: 0x130003, error: 1e-6),
    Format(description: "WAVE_EXTENSIBLE float", number: 0x130006, error: 0),
    Format(description: "RF64 16", number: 0x220002, error: 1e-4),
    Format(description: "AU 16", number: 0x030002, error: 1e-4),
    Format(description: "AU µ-law", number: 0x030010, error: 0.02),
    Format(description: "AU float", number: 0x030006, error: 0),
    Format(description: "AIFF 16", number: 0x020002, error: 1e-4),
    Format(description: "AIFF 24", number: 0x020003, error: 1e-6),
    Format(description: "AIFF float", number: 0x020006, error: 0),
    Format(description: "CAF 16", number: 0x180002, error: 1e-4),
    Format(description: "CAF ALAC 16", number: 0x180070, error: 1e-4),
    Format(description: "CAF ALAC 24", number: 0x180072, error: 1e-6),
    Format(description: "AIFF IMA ADPCM", number: 0x020012, error: 0.15),
    Format(description: "VOC 16", number: 0x080002, error: 1e-4),
    Format(description: "NIST 16", number: 0x070002, error: 1e-4),
    Format(description: "IRCAM 16", number: 0x0A0002, error: 1e-4),
    Format(description: "AVR 16", number: 0x120002, error: 1e-4),
    Format(description: "PAF 16", number: 0x050002, error: 1e-4),
    Format(description: "PAF 24", number: 0x050003, error: 1e-6),
    Format(description: "W64 IMA ADPCM", number: 0x0B0012, error: 0.15),
    Format(description: "W64 16", number: 0x0B0002, error: 1e-4),
    Format(description: "FLAC 16", number: 0x170002, error: 1e-4),
    Format(description: "FLAC 24", number: 0x170003, error: 1e-6),
    Format(description: "Ogg Vorbis", number: 0x200060, error: 0.05),
    Format(description: "Opus", number: 0x200064, rate: 48_000, error: 0.1, isAligned: false),
    Format(description: "MP3", number: 0x230082, error: 0.05, isAligned: false),
  ]

  static func named(_ name: String) -> Format? { all.first { $0.description == name } }

  /// Writes `seconds` of two sines, one a channel.
  func writeTone(to path: String, seconds: Double = 0.5, channels: Int = 2) throws {
    let tone = FrontEndTests.sine(440, seconds: seconds, rate: rate)
    let interleaved = tone.flatMap { sample in (0..<channels).map { sample * ($0 == 0 ? 1 : 0.5) } }
    try AudioFile.write(interleaved, rate: rate, channels: channels, format: number, to: path)
  }
}

import EtudeCore

/// How a file says that its samples are encoded, where libsndfile does not read that: why it does not open.
struct SampleEncoding {
  /// What is wrong with it, and how it is mended.
  private let cause: String
  private let mend: Mend

  private enum Mend {
    case convert, writeAgain, otherCopy
  }

  /// Nil if the header does not say, or says something that libsndfile reads.
  init?(_ file: FileBytes, from start: Int) {
    var window = ByteWindow(file)
    let found =
      Self.ofWave(&window, from: start, size: file.size) ?? Self.ofAIFF(&window, from: start, size: file.size)
      ?? Self.ofCAF(&window, from: start, size: file.size) ?? Self.ofAU(&window, from: start)
    guard let found else { return nil }
    (cause, mend) = found
  }

  func refusal(_ path: String) -> Failure {
    let fix =
      switch mend {
      case .convert: "convert it: \(Conversion.command(path, to: "wav"))"
      case .writeAgain: "write it again with samples of 16 bits (PCM)"
      case .otherCopy: "use another copy of the file"
      }
    return .input("cannot read \(path): \(cause)", fix: fix)
  }

  private typealias Finding = (cause: String, mend: Mend)

  private static func unread(_ name: String) -> Finding {
    ("its samples are \(name), which Étude does not read from such a file", .convert)
  }

  private static func unknown(_ code: String) -> Finding {
    ("its samples are encoded in a way that Étude does not know (\(code))", .writeAgain)
  }

  /// What WAV files call encodings that other programs read.
  private static let waveNames: [UInt64: String] = [
    0x0022: "TrueSpeech", 0x0042: "G.723", 0x0045: "G.726 ADPCM", 0x0050: "MPEG audio",
    0x0055: "MP3", 0x0064: "G.726 ADPCM", 0x0092: "AC-3", 0x00FF: "AAC", 0x0130: "Sipro",
    0x0160: "Windows Media",
    0x0161: "Windows Media", 0x0162: "Windows Media", 0x0163: "Windows Media", 0x0270: "ATRAC3",
    0x0401: "Intel Music Coder", 0x1600: "AAC", 0x1601: "AAC", 0x1602: "AAC", 0x1610: "AAC", 0x2000: "AC-3",
    0x2001: "DTS", 0x566F: "Vorbis", 0x674F: "Vorbis", 0x6750: "Vorbis", 0x6751: "Vorbis", 0x676F: "Vorbis",
    0x6770: "Vorbis", 0x6771: "Vorbis", 0x704F: "Opus", 0x706D: "AAC", 0xA106: "AAC", 0xF1AC: "FLAC",
  ]

  /// WAV and its relatives: a code, and for numbers how many bits they have.
  private static func ofWave(_ window: inout ByteWindow, from start: Int, size: Int) -> Finding? {
    let isWave64 = window.holds("riff", at: start) && window.holds("wave", at: start + 24)
    let isBigEndian = window.holds("RIFX", at: start)
    guard isWave64 || isBigEndian || window.holds("RIFF", at: start) || window.holds("RF64", at: start) else {
      return nil
    }
    guard isWave64 || window.holds("WAVE", at: start + 8) else { return nil }
    let form: ChunkForm = isWave64 ? .wave64 : isBigEndian ? .bigEndian : .littleEndian
    let chunks = form.chunks(&window, from: start + (isWave64 ? 40 : 12), size: size)
    guard let format = chunks.first(where: { $0.name.lowercased() == "fmt " }), format.count >= 16 else {
      let hasSound = chunks.contains { $0.name.lowercased() == "data" && $0.count > 0 }
      return hasSound
        ? ("its header does not say how its samples are to be read (no chunk 'fmt ')", .otherCopy) : nil
    }
    func number(_ place: Int) -> UInt64 {
      window.number(at: format.contents + place, count: 2, isBigEndian: isBigEndian) ?? 0
    }
    // An extensible header has the code further back.
    let code = number(0) == 0xFFFE && format.count >= 40 ? number(24) : number(0)
    let bits = number(14)
    switch code {
    case 1 where ![8, 16, 24, 32].contains(bits):
      return bits == 64 ? unread("whole numbers of 64 bits") : ("its samples have \(bits) bits", .writeAgain)
    case 3 where ![32, 64].contains(bits):
      return ("its samples are floating-point numbers of \(bits) bits, which few programs read", .writeAgain)
    case 1, 2, 3, 6, 7, 0x11, 0x31: break
    default:
      if let name = waveNames[code] { return unread(name) }
      return unknown("code 0x" + String(code, radix: 16, uppercase: true))
    }
    let hasSound = chunks.contains { $0.name.lowercased() == "data" }
    return hasSound ? nil : ("it has no chunk 'data' with samples", .otherCopy)
  }

  /// AIFF-C: four letters.
  private static func ofAIFF(_ window: inout ByteWindow, from start: Int, size: Int) -> Finding? {
    guard window.holds("FORM", at: start), window.holds("AIFC", at: start + 8),
      let format = ChunkForm.bigEndian.chunk("COMM", &window, from: start + 12, size: size)
    else { return nil }
    return ofLetters(
      &window, at: format.contents + 18,
      known: [
        "NONE", "none", "twos", "sowt", "in24", "42ni", "in32", "23ni", "fl32", "FL32", "fl64", "FL64",
        "ulaw",
        "ULAW", "alaw", "ALAW", "raw ", "DWVW", "GSM ", "ima4",
      ])
  }

  /// CAF: the same, behind the rate.
  private static func ofCAF(_ window: inout ByteWindow, from start: Int, size: Int) -> Finding? {
    guard window.holds("caff", at: start),
      let format = ChunkForm.caf.chunk("desc", &window, from: start + 8, size: size)
    else { return nil }
    return ofLetters(&window, at: format.contents + 8, known: ["lpcm", "alac", "alaw", "ulaw"])
  }

  private static let letterNames = [
    "aac ": "AAC", ".mp3": "MP3", ".mp2": "MPEG audio", "ima4": "IMA ADPCM", "ac-3": "AC-3", "opus": "Opus",
    "flac": "FLAC", "MAC3": "MACE", "MAC6": "MACE", "QDM2": "QDesign Music", "QDMC": "QDesign Music",
    "Qclp": "Qualcomm PureVoice", "ilbc": "iLBC", "ADP4": "DVI ADPCM", "G722": "G.722", "G726": "G.726 ADPCM",
  ]

  private static func ofLetters(_ window: inout ByteWindow, at place: Int, known: Set<String>) -> Finding? {
    let bytes = window.bytes(at: place, count: 4)
    let letters = String(decoding: bytes, as: UTF8.self)
    guard bytes.count == 4, !known.contains(letters) else { return nil }
    if let name = letterNames[letters] { return unread(name) }
    return bytes.allSatisfy { (32..<127).contains($0) } ? unknown("'\(letters)'") : nil
  }

  /// AU: a number.
  private static func ofAU(_ window: inout ByteWindow, from start: Int) -> Finding? {
    guard window.holds(".snd", at: start), let code = window.word(at: start + 12) else { return nil }
    let known: Set<UInt32> = [1, 2, 3, 4, 5, 6, 7, 23, 25, 26, 27]
    return known.contains(code) ? nil : code == 24 ? unread("G.722") : unknown("number \(code)")
  }
}

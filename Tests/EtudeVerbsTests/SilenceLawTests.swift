import EtudeCore
import EtudeSound
import Testing

/// Sound that is silent in parts, or throughout: whatever is measured of it is a number that means something.
@Suite("Random sound with silence in it") struct SilenceLawTests {
  private static let rate = 22_050

  /// Pieces of silence, noise, tones and single clicks, some of them hardly to be heard.
  private func sound(_ stream: inout RandomStream, isSilent: Bool) -> Sound {
    var samples: [Float] = []
    for _ in 0...(1 + stream.below(4)) {
      let count = [1, 100, 2047, 2048, 9000, 22_050][stream.below(6)]
      let loudness = Float([1e-9, 1e-4, 0.3][stream.below(3)])
      switch isSilent ? 0 : stream.below(4) {
      case 0: samples += [Float](repeating: 0, count: count)
      case 1: samples += (0..<count).map { _ in loudness * Float(stream.normal()) }
      case 2: samples += (0..<count).map { $0 % 50 < 25 ? loudness : -loudness }
      default: samples += (0..<count).map { $0 == count / 2 ? loudness : 0 }
      }
    }
    return Sound(samples: samples, rate: Self.rate)
  }

  /// Measures that give a number a frame, with the least and the most that one can be.
  private static let measures: [(verb: String, range: ClosedRange<Float>)] = [
    ("centroid", 0...11_025), ("bandwidth", 0...11_025), ("rolloff", 0...11_025), ("flatness", 0...1.0001),
    ("rms", 0...2), ("zerocrossings", 0...1), ("onsets", 0...1e6), ("chroma", 0...1.0001),
    ("spectrogram", -80...0), ("mfcc", -2000...2000),
  ]

  @Test(arguments: 0..<12) func everyMeasure(number: Int) throws {
    let bench = try Bench()
    var stream = RandomStream(seed: UInt64(number), purpose: "silence")
    for name in ["a", "b", "c", "d"] {
      let made = sound(&stream, isSilent: number == 0 || name == "d" && number % 3 == 0)
      try AudioFile.write(made, to: "\(bench.folder)/\(name).wav")
    }
    try WholeFile.write("file,label\na.wav,x\nb.wav,y\nc.wav,x\nd.wav,y\n", to: bench.folder + "/m.csv")
    let outcome = bench.run(
      Self.measures.map { "export (\($0.verb) clip) to: \"\($0.verb).npy\"\n" }.reduce(
        "clip = load \"a.wav\"\n", +)
          + """
          print (tempo clip)
          songs = load "m.csv"
          m = fit (combine [stats, gru 4, descriptors] | dense 4 | relu | classify) (songs | spectrogram) epochs: 2 validation: 0%
          export (features m songs) to: "features.npy"
          export (features descriptors songs) to: "measured.npy"
          export (predict m songs) to: "p.json"
          export (descriptors songs) to: "d.json"
          export (audit songs) to: "audit.json"
          print (describe songs) songs[0] (descriptors songs[0]) (predict m songs)

          """)
    #expect(outcome.error == nil, "\(outcome.error ?? "")")
    for (verb, range) in Self.measures {
      let values = try numbers(bench.file("\(verb).npy"))
      #expect(
        !values.isEmpty && values.allSatisfy(range.contains),
        "\(verb): \(values.filter { !range.contains($0) })")
    }
    for name in ["features", "measured"] {
      #expect(try numbers(bench.file("\(name).npy")).allSatisfy(\.isFinite), "\(name)")
    }
    let tempo = try #require(outcome.output.first.flatMap(Double.init))
    #expect(tempo == 0 || (20...400).contains(tempo))
    let prediction = String(decoding: try bench.file("p.json"), as: UTF8.self)
    #expect(!prediction.contains("null"))
    let texts =
      outcome.output + outcome.warnings
      + (try ["p.json", "d.json", "audit.json"].map { String(decoding: try bench.file($0), as: UTF8.self) })
    for text in texts {
      let words = text.lowercased().split { !$0.isLetter }
      #expect(!words.contains { ["nan", "inf", "infinity"].contains($0) }, "\(text)")
    }
  }

  /// The numbers in a file of NumPy: its header says of itself how long it is.
  private func numbers(_ bytes: [UInt8]) throws -> [Float] {
    let length = Int(bytes[8]) + Int(bytes[9]) << 8
    let body = bytes[(10 + length)...]
    #expect(body.count % 4 == 0)
    return stride(from: body.startIndex, to: body.endIndex, by: 4).map { place in
      Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(body[place + $1]) << (8 * UInt32($1)) })
    }
  }
}

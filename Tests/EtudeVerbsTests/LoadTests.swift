import EtudeCore
import EtudeSound
import Testing

@Suite struct LoadTests {
  @Test func aClipCutOffIsSaid() throws {
    let bench = try Bench()
    let path = bench.folder + "/cut.wav"
    try AudioFile.write(Sound(samples: [Float](repeating: 0.1, count: 16000), rate: 8000), to: path)
    let bytes = try WholeFile.read(path)
    try WholeFile.write(Array(bytes[..<(44 + 16000)]), to: path)
    let outcome = bench.run("clip = load \"cut.wav\"; print clip.length")
    #expect(outcome.output == ["1s"])
    #expect(outcome.warnings == ["\(path) ends before its header says: the 1 s that are there are used"])
  }

  @Test func aDamagedClipIsSaidAndItsLengthIsThatOfItsSamples() throws {
    let bench = try Bench()
    let noise = RandomStream.noise(44_100)
    try AudioFile.write(Sound(samples: noise, rate: 22_050), to: bench.folder + "/a.flac")
    var bytes = try WholeFile.read(bench.folder + "/a.flac")
    bytes[bytes.count / 2] ^= 0xFF
    try WholeFile.write(bytes, to: bench.folder + "/a.flac")
    let outcome = bench.run("c = load \"a.flac\"; print c.length c.samples; export c to: \"c.npy\"")
    #expect(outcome.output == ["2s 44100"])
    #expect(outcome.warnings.count == 1 && outcome.warnings[0].contains("a.flac is damaged at 0."))
    #expect(try bench.file("c.npy").count == 128 + 4 * 44_100)
  }

  @Test func anEndingThatIsNotReadIsNamedWhereverItStands() throws {
    let bench = try Bench()
    try WholeFile.write([1, 2, 3], to: bench.folder + "/my song.m4a")
    for statement in ["slice (load \"my song.m4a\") to: 1s", "x = spectrogram (load \"my song.m4a\")"] {
      let error = bench.run(statement).error ?? ""
      #expect(error.contains("Étude reads no .m4a"))
      #expect(error.contains("ffmpeg -i '\(bench.folder)/my song.m4a' '\(bench.folder)/my song.flac'"))
    }
  }

  @Test func whatCannotBeDoneWholeIsSaid() throws {
    let bench = try Bench()
    let noise = RandomStream.noise(22_050)
    try AudioFile.write(Sound(samples: noise, rate: 22_050), to: bench.folder + "/a.wav")
    let slice = bench.run("c = slice (load \"a.wav\") from: 0.5s to: 99s; print c.length")
    #expect(slice.output == ["0.5s"])
    #expect(slice.warnings == ["a.wav is 1 s long: the slice ends there, after 0.5 s"])
    let narrow = bench.run("x = spectrogram (load \"a.wav\") fft: 512 mels: 256").warnings
    #expect(narrow.count == 1 && narrow.first?.contains("39 bands of 256 have no bin") == true)
    let short = bench.run("x = spectrogram (slice (load \"a.wav\") to: 0.02s)").warnings
    #expect(
      short.count == 1 && short.first?.contains("is shorter than one transform (441 samples of 2048)") == true
    )
    // Of a dataset each is told once in a statement, and no window that judging cuts is told of at all.
    for number in 0..<4 {
      let part = noise[(number * 500)..<(number % 2 == 0 ? 20_000 : number * 500 + 441)]
      let file = "\(bench.folder)/songs/\(number / 2)/\(number).wav"
      try AudioFile.write(Sound(samples: Array(part), rate: 22_050), to: file)
    }
    let judged = bench.run(
      "cv = crossval (stats | classify) (load \"songs\" | spectrogram) folds: 2 epochs: 1")
    #expect(judged.error == nil)
    #expect(judged.warnings.count { $0.contains("shorter than one transform") } == 2, "\(judged.warnings)")
  }
}

extension RandomStream {
  /// So many samples of noise between ±0.25.
  fileprivate static func noise(_ count: Int) -> [Float] {
    var stream = RandomStream(seed: 1, purpose: "noise")
    return (0..<count).map { _ in Float(stream.uniform(-0.25...0.25)) }
  }
}

import EtudeCore
import EtudeData
import EtudeSound
import Foundation
import Testing

@Suite struct AuditTests {
  private func clip(_ name: String, _ samples: [Float], rate: Int = 22050, artist: String? = nil) -> Clip {
    Clip(
      name: name, label: String(name.prefix { $0 != "/" }), artist: artist,
      source: .sound(Sound(samples: samples, rate: rate)), rate: rate)
  }

  private func kinds(_ audit: Audit, _ name: String) -> [Audit.Finding.Kind] {
    audit.findings.filter { $0.names == [name] }.map(\.kind)
  }

  @Test func faultsOfLevel() throws {
    let song = Scratch.song(1, seconds: 2).samples
    let loudest = try #require(song.map(abs).max())
    let audit = try Audit.make(
      Dataset([
        clip("a/good", song), clip("a/silent", song.map { $0 * 1e-6 }),
        clip("a/clipped", song.map { max(-0.9, min(0.9, $0 * 6 / loudest)) }),
        clip("a/offset", song.map { $0 * 0.5 + 0.2 }),
        clip("a/rumble", song.enumerated().map { $1 * 0.2 + 0.7 * sin(Float($0) * 2 * .pi * 8 / 22050) }),
      ]))
    #expect(kinds(audit, "a/good").isEmpty)
    #expect(kinds(audit, "a/silent") == [.silent])
    #expect(kinds(audit, "a/clipped") == [.clipped])
    #expect(kinds(audit, "a/offset") == [.offset])
    #expect(kinds(audit, "a/rumble") == [.rumble])
    #expect(audit.count == 5)
    let peak = try #require(audit.clips[2].peak)
    #expect(abs(peak - 20 * log10(0.9)) < 0.01)
    #expect(audit.clips.allSatisfy { ($0.level ?? 0) <= ($0.peak ?? -200) })
  }

  @Test func whatIsTooLoudOrTooShortIsNamed() throws {
    let song = Scratch.song(1, seconds: 1).samples
    let audit = try Audit.make(
      Dataset([
        clip("a/good", song), clip("a/whole numbers", song.map { $0 * 20_000 }),
        clip("a/one sample", [0.3]), clip("a/500", Array(song.prefix(500))),
        clip("a/one transform", Array(song.prefix(2048))),
      ]))
    #expect(!kinds(audit, "a/good").contains(.loud) && !kinds(audit, "a/good").contains(.short))
    #expect(kinds(audit, "a/whole numbers").contains(.loud))
    #expect(kinds(audit, "a/one sample").contains(.short) && kinds(audit, "a/500").contains(.short))
    #expect(!kinds(audit, "a/one transform").contains(.short))
  }

  @Test func unreadableTruncatedAndEqualFiles() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 3, "jazz": 2, "metal": 2], seconds: 2)
    try scratch.write("text", to: "jazz/text.wav")
    try WholeFile.write(WholeFile.read(scratch("blues/blues.00000.wav")), to: scratch("blues/twin.wav"))
    try WholeFile.write(WholeFile.read(scratch("blues/blues.00001.wav")), to: scratch("metal/twin.wav"))
    let bytes = try WholeFile.read(scratch("jazz/jazz.00001.wav"))
    try WholeFile.write(Array(bytes.prefix(bytes.count * 3 / 4)), to: scratch("jazz/jazz.00001.wav"))
    let audit = try Audit.make(DatasetLoader.load(scratch.path), work: Work(threads: 2))
    #expect(
      audit.findings.map { "\($0.kind.rawValue): \($0.names.joined(separator: " "))" } == [
        "unreadable: jazz/text.wav", "truncated: jazz/jazz.00001.wav",
        "byte-equal: blues/blues.00000.wav blues/twin.wav",
        "byte-equal: blues/blues.00001.wav metal/twin.wav",
        "label conflict: blues/blues.00001.wav metal/twin.wav",
      ])
    #expect(audit.table.rows.count == audit.findings.count)
    #expect(audit.groups.map(\.items) == [4, 2, 3])
    #expect(audit.mostFolds(by: .item) == 2)
  }

  /// The same recording later, softer, at another rate or with noise is found; other songs are not.
  @Test func nearEqualRecordings() throws {
    let songs = (0..<12).map { Scratch.song(100 + $0, seconds: 12).samples }
    var clips = songs.enumerated().map { clip("a/\($0)", $1) }
    clips.append(clip("a/softer", songs[0].map { $0 * 0.3 }))
    clips.append(clip("b/shifted", Array(songs[1].dropFirst(22050 * 2 + 117))))
    var noise = RandomStream(seed: 1, purpose: "noise")
    clips.append(clip("a/noisy", songs[2].map { $0 + Float(noise.normal()) * 0.004 }))
    clips.append(clip("a/coarse", songs[3].map { ($0 * 100).rounded() / 100 }))
    let scratch = try Scratch()
    let doubled = zip(songs[4], songs[4].dropFirst()).flatMap { [$0, ($0 + $1) / 2] }
    try AudioFile.write(Sound(samples: doubled, rate: 44100), to: scratch("rate.flac"))
    clips.append(
      try Clip(name: "a/rate", label: "a", source: .file(path: scratch("rate.flac"))).inspected())
    let audit = try Audit.make(Dataset(clips), work: Work(threads: 2))
    let pairs = audit.findings.filter { $0.kind == .nearEqual }.map { $0.names.joined(separator: " ") }
    #expect(Set(pairs) == ["a/0 a/softer", "a/1 b/shifted", "a/2 a/noisy", "a/3 a/coarse", "a/4 a/rate"])
    let shifted = audit.findings.first { $0.kind == .nearEqual && $0.names.contains("b/shifted") }
    #expect(shifted?.detail.contains("2s apart") == true || shifted?.detail.contains("2.01s apart") == true)
    #expect(audit.findings.filter { $0.kind == .conflict }.map(\.names) == [["a/1", "b/shifted"]])
  }

  @Test func soundShorterThanATransformIsNamed() throws {
    let song = Scratch.song(1, seconds: 1).samples
    let audit = try Audit.make(
      Dataset([clip("a/long", song), clip("a/one", Array(song[..<1])), clip("a/short", Array(song[..<2047]))])
    )
    let found = audit.findings.filter { $0.kind == .short }
    #expect(found.flatMap(\.names) == ["a/one", "a/short"])
    #expect(found.map(\.detail).last == "2047 samples at 22050 Hz, less than one transform of 2048")
  }

  /// A rate or a number of channels that gives the genre away is named; one that all genres share is not.
  @Test func genresThatDifferBeforeAnyMusic() throws {
    func file(_ name: String, rate: Int, channels: Int = 1) -> Clip {
      Clip(
        name: name, label: String(name.prefix { $0 != "/" }), source: .file(path: "/nowhere/" + name),
        header: Clip.Header(length: 1, rate: rate, channels: channels))
    }
    func shortcuts(_ clips: [Clip]) throws -> [Audit.Finding] {
      try Audit.make(Dataset(clips)).findings.filter { $0.kind == .rate || $0.kind == .channels }
    }
    let rates = try shortcuts(
      (0..<3).flatMap { [file("hiss/\($0)", rate: 8000), file("hum/\($0)", rate: 44100)] })
    #expect(rates.map(\.labels) == [["hiss", "hum"]])
    #expect(
      rates.first?.detail
        == "the genres differ by native sample rate: 8000 Hz in most of hiss; 44100 Hz in most of hum; "
        + "a network may learn that: load all with rate: 8000Hz")
    let channels = try shortcuts(
      (0..<4).flatMap { [file("a/\($0)", rate: 44100, channels: 2), file("b/\($0)", rate: 44100)] })
    #expect(channels.map(\.kind) == [.channels])
    let mixed = (0..<8).flatMap { number in
      ["a", "b"].map { file("\($0)/\(number)", rate: number % 2 == 0 ? 44100 : 48000) }
    }
    #expect(try shortcuts(mixed).isEmpty)
    #expect(try shortcuts(mixed + [file("a/one", rate: 8000)]).isEmpty)
  }

  /// Sound of a low rate in files of a high one ends where it ended before.
  @Test func genresWhoseSoundEndsElsewhere() throws {
    let scratch = try Scratch()
    var random = RandomStream(seed: 1, purpose: "noise")
    for number in 0..<3 {
      let noise = Scratch.song(number, seconds: 2, rate: 44100).samples.map {
        $0 + 0.02 * Float(random.normal())
      }
      try AudioFile.write(Sound(samples: noise, rate: 44100), to: scratch("wide/\(number).wav"))
      try AudioFile.write(
        AudioFile.decode(scratch("wide/\(number).wav"), rate: 8000).sound, to: scratch("small.wav"))
      try AudioFile.write(
        AudioFile.decode(scratch("small.wav"), rate: 44100).sound, to: scratch("narrow/\(number).wav"))
      try scratch.song("tones/\(number).wav", number: number + 10, seconds: 2, rate: 44100)
    }
    try FileManager.default.removeItem(atPath: scratch("small.wav"))
    let dataset = try DatasetLoader.load(scratch.path)
    let found = try Audit.make(dataset).findings.filter { $0.kind == .bandwidth }
    #expect(
      found.map(\.detail) == [
        "the genres differ by where their sound ends: 3 kHz in most of narrow; 11 kHz in most of tones, wide; "
          + "a network may learn that: load all with rate: 6000Hz"
      ])
    let others = dataset.subset(dataset.clips.indices.filter { dataset[$0].label != "narrow" })
    #expect(try Audit.make(others).findings.allSatisfy { $0.kind != .bandwidth })
  }

  @Test func groupsAgainstFolds() throws {
    let dataset = Dataset(
      (0..<6).map { clip("a/\($0)", [0.5], artist: $0 < 4 ? "Bob" : "Tosh") }
        + (0..<6).map { clip("b/\($0)", [0.5], artist: $0 < 3 ? nil : "Nina") })
    let audit = try Audit.make(dataset)
    #expect(audit.groups.map(\.artists) == [2, 4])
    #expect(audit.groups.map(\.largestArtistShare) == [4.0 / 6, 0.5])
    #expect(audit.mostFolds(by: .artist) == 2 && audit.mostFolds(by: .track) == 6)
  }
}

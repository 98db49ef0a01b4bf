import EtudeCore
import EtudeData
import EtudeSound
import Foundation
import Testing

/// A file of more than ten minutes is taken in block by block, with the numbers that the whole gives; one whose header
/// nobody has looked into is still taken whole.
@Suite struct LongFileTests {
  private let settings = SpectrogramSettings(rate: 4000, mels: 16, fft: 512, size: 32)

  /// Notes over and over, with flat tops, an offset and a rumble, eleven minutes and a bit long.
  private func clips(_ scratch: Scratch, rate: Int, _ change: (Float) -> Float) throws -> [Clip] {
    let song = Scratch.song(3, seconds: 61.7, rate: rate).samples.map(change)
    let samples = (0..<rate * 663 + 17).map { song[$0 % song.count] * ($0 % 7919 < 5000 ? 1 : 0.6) }
    try AudioFile.write(Sound(samples: samples, rate: rate), to: scratch("long.wav"))
    let whole = Clip(name: "long.wav", source: .file(path: scratch("long.wav")), rate: rate)
    return [whole, try whole.inspected()]
  }

  @Test func viewsAreThoseOfTheWhole() throws {
    let scratch = try Scratch()
    let clips = try clips(scratch, rate: 4000) { $0 }
    #expect((clips[1].length ?? 0) > 600 && clips[0].length == nil)
    for kind in [SpectrogramSettings.Kind.mel, .mfcc(count: 7), .chroma] {
      var settings = settings
      settings.kind = kind
      let sets = try clips.map { try SpectrogramSet(Dataset([$0]), settings: settings) }
      #expect(try sets[0].frames(0) == sets[1].frames(0))
      #expect(try sets[0].image(0) == sets[1].image(0))
      let part = try clips.map { try Dataset([$0.slice(from: 11, length: 644.2)]) }
      let parts = try part.map { try SpectrogramSet($0, settings: settings).frames(0) }
      #expect(parts[0] == parts[1])
    }
  }

  /// Of a damaged FLAC file every walk says so, once however often it is walked through.
  @Test func damageIsSaidOnce() throws {
    let scratch = try Scratch()
    let song = Scratch.song(3, seconds: 61.7, rate: 4000).samples
    let sound = Sound(samples: (0..<4000 * 663).map { song[$0 % song.count] }, rate: 4000)
    try AudioFile.write(sound, to: scratch("long.flac"))
    var bytes = try WholeFile.read(scratch("long.flac"))
    bytes[bytes.count / 2] ^= 0xFF
    try WholeFile.write(bytes, to: scratch("long.flac"))
    let clip = try Clip(name: "long.flac", source: .file(path: scratch("long.flac")), rate: 4000).inspected()
    for walk in ["write", "tempo", "frames", "prepare", "descriptors"] {
      let heard = Heard()
      let work = heard.work()
      switch walk {
      case "write": try AudioFile.write(clip.soundSource(work: work), to: scratch("copy.wav"))
      case "tempo": _ = try SoundDescriptors(clip.soundSource(work: work), hop: 2048).tempo()
      case "frames": _ = try SpectrogramSet(Dataset([clip]), settings: settings, work: work).frames(0)
      case "prepare":
        _ = try SpectrogramSet(Dataset([clip]), settings: settings, work: work).prepare(work: work)
      default:
        let source = try clip.soundSource(work: work)
        for _ in 0..<3 { try source.walk { _ in } }
      }
      #expect(heard.warnings.count == 1, "\(walk): \(heard.warnings)")
      #expect(heard.warnings.first?.hasPrefix("long.flac is damaged at ") == true, "\(walk)")
    }
  }

  @Test func auditsAreThoseOfTheWhole() throws {
    for rate in [4000, 22_050] {
      let scratch = try Scratch()
      let clips = try clips(scratch, rate: rate) { max(-0.55, min(0.55, $0 * 3 + 0.1)) }
      // What is kept on disk of them, under one key, is all that an audit knows: each has a folder of its own.
      let kept = try clips.enumerated().map { index, clip in
        let audit = try Audit.make(
          Dataset([clip]), work: Work(store: ResultStore(folder: scratch("cache\(index)"))))
        #expect(audit.findings.map(\.kind) == [.clipped, .offset])
        return try entries(scratch("cache\(index)"))
      }
      #expect(kept[0] == kept[1])
      #expect(kept[0].values.contains { $0.count > 100_000 })
    }
  }

  @Test func silenceIsFound() throws {
    let scratch = try Scratch()
    let quiet = try clips(scratch, rate: 4000) { _ in 0 }[1]
    let audit = try Audit.make(Dataset([quiet]))
    #expect(audit.findings.map(\.kind) == [.silent])
    let loud = Clip(name: "b", source: .sound(Scratch.song(1, seconds: 1, rate: 4000)), rate: 4000)
    let kept = try Dataset([quiet, loud]).dropping(Dataset.Unwanted(silent: true))
    #expect(kept.dataset.clips.map(\.name) == ["b"])
  }

  /// More than four hours, which are not held as samples, have a spectrogram and an audit, and stop when told to.
  @Test func hoursAreLookedAt() throws {
    let scratch = try Scratch()
    let path = scratch("hours.wav")
    try writeSilence(hours: 5, rate: 1000, to: path)
    let clip = try Clip(name: "hours.wav", source: .file(path: path), rate: 1000).inspected()
    #expect(throws: Failure.self) { _ = try clip.sound() }
    let settings = SpectrogramSettings(rate: 1000, mels: 8, fft: 256, hop: 1000, size: 16)
    let work = Work()
    let set = try SpectrogramSet(Dataset([clip]), settings: settings, work: work)
    #expect(try set.frames(0).count == 18_001)
    #expect(try set.prepare(.image, work: work).isEmpty)
    #expect(try Audit.make(Dataset([clip])).findings.map(\.kind) == [.silent])
    work.cancellation.request()
    let other = try set.subset([0])
    #expect(throws: Failure.interrupted) { _ = try other.frames(0) }
  }

  /// Writes 16-bit silence of which the disk holds the header alone.
  private func writeSilence(hours: Int, rate: Int, to path: String) throws {
    let count = 2 * hours * 3600 * rate
    try AudioFile.write(Sound(samples: [0], rate: rate), to: path)
    var header = Array(try WholeFile.read(path).prefix(44))
    for (place, size) in [(4, count + 36), (40, count)] {
      withUnsafeBytes(of: UInt32(size).littleEndian) { header.replaceSubrange(place..<place + 4, with: $0) }
    }
    try WholeFile.write(header, to: path)
    #expect(truncate(path, 44 + count) == 0)
  }

  /// What is stored of each kind, one result after another.
  private func entries(_ folder: String) throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for path in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? []
    where path.hasSuffix(".data") {
      found[Paths.folder(of: path), default: []] += try WholeFile.read("\(folder)/\(path)")
    }
    return found
  }
}

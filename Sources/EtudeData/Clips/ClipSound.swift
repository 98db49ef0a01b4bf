import EtudeCore
import EtudeDemo
import EtudeSound
import Synchronization

extension Clip {
  /// The clip's samples.
  ///
  /// - Parameters:
  ///   - rate: samples a second; the clip's own `rate` if nil.
  ///   - cancellation: looked at while a file is read.
  /// - Throws: `Failure.input` naming the file and what is wrong with it; `Failure.interrupted`.
  public func sound(rate: Int? = nil, cancellation: Cancellation = Cancellation()) throws -> Sound {
    try decoded(rate: rate, cancellation: cancellation).sound
  }

  /// The clip's samples, and what is amiss with them.
  func decoded(rate: Int? = nil, cancellation: Cancellation) throws -> (sound: Sound, faults: SoundFaults) {
    let (sound, faults) = try unaltered(rate: rate, cancellation: cancellation)
    return (try altered(sound), faults)
  }

  /// The sound of the clip as its variation says.
  func altered(_ sound: Sound) throws -> Sound { try variation?.applied(to: sound) ?? sound }

  private func unaltered(
    rate: Int?, cancellation: Cancellation
  ) throws -> (sound: Sound, faults: SoundFaults) {
    let rate = rate ?? self.rate
    if let problem { throw Failure.input("cannot read \(name): \(problem)", fix: "drop it") }
    switch source {
    case .file(let path):
      let decoded = try AudioFile.decode(part(of: path), rate: rate, cancellation: cancellation)
      return (decoded.sound, SoundFaults(decoded.reading))
    case .demo(let song):
      return (
        Sound(samples: song.render(rate: rate), rate: rate).slice(from: start, length: span), SoundFaults()
      )
    case .sound(let sound):
      guard sound.rate == rate else {
        throw Failure(
          "\(name) is held at \(sound.rate) Hz, not at \(rate) Hz", fix: "save it to a file and load that")
      }
      return (sound.slice(from: start, length: span), SoundFaults())
    }
  }

  /// The part that it is of its file, if that is so long that the samples had better not be in memory all at once: more
  /// than ten minutes. Altered sound always is.
  var longPart: FilePart? {
    guard isReadable, variation == nil, let file, let length, length > 600 else { return nil }
    return part(of: file)
  }

  private func part(of file: String) -> FilePart {
    FilePart(file, from: start, length: span, frames: header?.frames)
  }

  /// How many samples `sound` has at a rate, its own if nil, as far as known; nil for what cannot be read.
  public func sampleCount(rate: Int? = nil) -> Int? {
    guard isReadable else { return nil }
    let rate = rate ?? self.rate
    func part(of samples: Int) -> Int {
      Sound.range(from: start, length: span, of: samples, rate: rate).count
    }
    switch source {
    case .file(let path):
      return header.map {
        Int(AudioFile.samples(of: self.part(of: path), frames: $0.frames, at: $0.rate, rate: rate))
      }
    case .demo(let song): return part(of: song.sampleCount(rate: rate))
    case .sound(let sound): return part(of: sound.samples.count)
    }
  }

  /// The clip's samples, to be walked through: of a long file they are read each time, any others are held from now on.
  ///
  /// What is amiss with them is told through `work`, once: of a long file when it has been walked through.
  /// - Throws: what `sound` throws.
  public func soundSource(work: Work = Work()) throws -> SoundSource {
    if let longPart {
      let first = FirstReading { reading in
        for complaint in SoundFaults(reading).complaints(of: self) { work.warn(complaint) }
      }
      return .file(longPart, rate: rate, heard: { first.take($0) })
    }
    let decoded = try decoded(cancellation: work.cancellation)
    for complaint in decoded.faults.complaints(of: self) { work.warn(complaint) }
    return .held(decoded.sound)
  }

  /// A part of the clip, named for its place in the item.
  ///
  /// - Parameters:
  ///   - from: seconds from the clip's beginning.
  ///   - length: seconds; nil for all that follows.
  /// - Throws: a `Failure` if nothing of the clip lies there.
  public func slice(from: Double, length: Double? = nil) throws -> Clip {
    guard from >= 0, length ?? 1 > 0, from.isFinite, length?.isFinite ?? true else {
      throw Failure(
        "a slice of \(name) has no length", fix: "let it start at 0s or later and end after it starts")
    }
    if let own = self.length, from >= own {
      throw Failure(
        "a slice of \(name) from \(Seconds.text(from))s is empty: the clip is \(Seconds.text(own))s long",
        fix: "start earlier")
    }
    let left = span.map { $0 - from } ?? sourceLength.map { $0 - start - from }
    var part = self
    part.start = start + from
    part.span = length.map { min($0, left ?? $0) } ?? span.map { $0 - from }
    part.score = nil
    part.reason = nil
    part.judgement = nil
    part.name = part.nameOfPart
    return part
  }

  /// What a part of an item is called: `blues/blues.00001.wav@3-6s`, without a known end `…@3s`.
  var nameOfPart: String {
    "\(item)@\(Seconds.text(start))\(end.map { "-" + Seconds.text($0) } ?? "")s"
  }

  /// Seconds from the beginning of the source to the clip's end, as far as known.
  var end: Double? { (length ?? span).map { start + $0 } }
}

/// Does something with the first of many readings of one sound.
private final class FirstReading: Sendable {
  private let isTaken = Mutex(false)
  private let body: @Sendable (AudioReading) -> Void

  init(_ body: @escaping @Sendable (AudioReading) -> Void) { self.body = body }

  func take(_ reading: AudioReading) {
    let isFirst = isTaken.withLock { taken in
      defer { taken = true }
      return !taken
    }
    if isFirst { body(reading) }
  }
}

/// Seconds as they stand in names.
enum Seconds {
  /// At most three decimals, and no more than needed: `3`, `4.5`, `0.125`.
  static func text(_ seconds: Double) -> String {
    guard seconds.isFinite, abs(seconds) < 1e12 else { return "\(seconds)" }
    let thousandths = Int((abs(seconds) * 1000).rounded())
    var decimals = String(thousandths % 1000 + 1000).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    let whole = (seconds < 0 ? "-" : "") + String(thousandths / 1000)
    return decimals.isEmpty ? whole : "\(whole).\(decimals)"
  }
}

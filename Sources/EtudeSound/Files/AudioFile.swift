import EtudeCore

/// Audio files in: WAV (also WAVE_EXTENSIBLE, RF64, W64), AU, AIFF, CAF, FLAC, Ogg Vorbis, Opus, MP3, and others that
/// libsndfile reads.
///
/// A damaged place costs that place: what lies behind it is read. A file has as many frames as `inspect` says, and any part
/// of it is that part of the whole.
public enum AudioFile {
  /// Longest sound, in hours, that is held in memory.
  private static let longest = 4.0

  /// Reads a file's header.
  ///
  /// Throws `Failure.input` if the file cannot be opened, is not sound, is empty or is damaged; `Failure.interrupted` once
  /// the cancellation is requested, since a file that does not say its length is read to its end.
  public static func inspect(_ path: String, cancellation: Cancellation = Cancellation()) throws -> AudioInfo
  {
    try OpenAudioFile(path, cancellation: cancellation).info(cancellation: cancellation)
  }

  /// Reads a part of a file, mixed to mono and resampled to `rate`.
  ///
  /// A file that was cut off gives what it holds. Throws `Failure.input` as `inspect` does, and for samples that are not
  /// numbers, a start past the end and sound too long for memory; `Failure.interrupted` once the cancellation is requested.
  public static func decode(
    _ part: FilePart, rate: Int = SoundDefaults.rate, cancellation: Cancellation = Cancellation()
  ) throws -> DecodedSound {
    try check(rate: rate)
    var samples: [Float] = []
    let reading = try read(part, rate: rate, cancellation) { block, info in
      // What the header promises is refused before hours of it are read.
      let seconds = min(info.seconds - part.start, part.length ?? .infinity)
      let promised = samples.isEmpty ? seconds * Double(rate) : 0
      try checkFits(max(promised, Double(samples.count + block.count)), rate: rate, part.path)
      if samples.isEmpty { samples.reserveCapacity(Int(max(0, promised)) + block.count + 1) }
      samples.append(contentsOf: block)
    }
    return DecodedSound(sound: Sound(samples: samples, rate: rate), reading: reading)
  }

  /// The same of `length` seconds (all if nil) of a file from `start` seconds on.
  public static func decode(
    _ path: String, rate: Int = SoundDefaults.rate, from start: Double = 0, length: Double? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws -> DecodedSound {
    try decode(FilePart(path, from: start, length: length), rate: rate, cancellation: cancellation)
  }

  /// Reads a part of any length in bounded memory: `body` is given blocks of mono samples at `rate`, in order.
  ///
  /// The blocks joined are what `decode` gives. Throws what `decode` throws, and what `body` throws.
  @discardableResult
  public static func stream(
    _ part: FilePart, rate: Int = SoundDefaults.rate, cancellation: Cancellation = Cancellation(),
    _ body: ([Float]) throws -> Void
  ) throws -> AudioReading {
    try read(part, rate: rate, cancellation) { block, _ in try body(Array(block)) }
  }

  /// Walks the part asked for block by block: decoded, mixed, checked, resampled.
  static func read(
    _ wanted: FilePart, rate: Int, _ cancellation: Cancellation,
    _ body: (UnsafeBufferPointer<Float>, AudioInfo) throws -> Void
  ) throws -> AudioReading {
    try check(rate: rate)
    let reader = try AudioReader(wanted.path, frames: wanted.frames, cancellation: cancellation)
    let part = try FramesOfPart(wanted, of: reader.info)
    let resampler =
      reader.info.rate == rate
      ? nil : try PartResampler(from: reader.info.rate, to: rate, first: part.first, start: wanted.start)
    var (lead, remaining, tail) = (resampler?.lead ?? 0, part.limit, resampler?.tail ?? 0)
    try reader.skip(to: part.first - lead)
    var done = 0
    while case let next = lead > 0 ? lead : remaining > 0 ? remaining : tail, next > 0 {
      let block = try reader.readMono(atMost: next)
      if block.isEmpty { break }
      let isInside = lead == 0 && remaining > 0
      if lead > 0 {
        lead -= block.count
      } else if isInside {
        remaining -= block.count
        done += block.count
      } else {
        tail -= block.count
      }
      if let resampler {
        try resampler.process(block, done: lead == 0 && !isInside ? done : nil) { try body($0, reader.info) }
      } else {
        try body(block, reader.info)
      }
    }
    guard done > 0 else { throw part.nothingThere }
    if let resampler {
      try resampler.finish(done: done) { try body($0, reader.info) }
    }
    let reachedEnd = remaining > 0 || part.first + done >= reader.info.frames
    return AudioReading(
      info: reader.info, expectedFrames: max(part.promised, done), readFrames: done,
      isTruncated: done < part.promised || (reader.info.isTruncated && reachedEnd),
      damage: reader.damage(from: part.first), channelsCancel: reader.channelsCancel)
  }

  /// Samples at `rate` of the part asked for, as far as the header knows.
  static func samples(of part: FilePart, _ info: AudioInfo, rate: Int) -> Double {
    samples(of: part, frames: info.frames, at: info.rate, rate: rate)
  }

  /// Samples at `rate` of a part of a file that has so many frames, `fileRate` a second.
  public static func samples(of part: FilePart, frames: Int, at fileRate: Int, rate: Int) -> Double {
    let left = frames - Sound.index(part.start, rate: fileRate, limit: frames)
    let taken = part.length.map { min(left, max(1, Sound.index($0, rate: fileRate, limit: left))) } ?? left
    return RateChange(source: fileRate, target: rate).samples(of: taken)
  }

  /// Refuses so many samples of a file as are too many for memory.
  static func checkFits(_ samples: Double, rate: Int, _ path: String) throws {
    guard samples > longest * 3600 * Double(rate) else { return }
    throw Failure.input(
      "cannot hold \(path) in memory: it is longer than \(Int(longest)) hours",
      fix: "load a part of it with from: and length:")
  }

  private static func check(rate: Int) throws {
    guard rates.contains(rate) else {
      throw Failure(
        "cannot resample to \(rate) Hz",
        fix: "choose a rate from \(rates.lowerBound) to \(rates.upperBound) Hz")
    }
  }

  /// Sample rates that make sense: from seismographs to oversampled radio.
  static let rates = 100...1_000_000
}

/// The part of a file that was asked for, in the file's own sample frames.
private struct FramesOfPart {
  let first: Int
  /// Frames to read at most.
  let limit: Int
  /// Frames that the header promises for this part.
  let promised: Int
  let nothingThere: Failure

  init(_ part: FilePart, of info: AudioInfo) throws {
    let (path, start, length) = (part.path, part.start, part.length)
    guard start >= 0, start.isFinite else {
      throw Failure("cannot start at \(start) s", fix: "start at 0s or later")
    }
    if let length, !(length > 0) {
      throw Failure("cannot read \(length) s of sound", fix: "ask for more than 0s")
    }
    let total = max(info.frames, info.promisedFrames)
    first = Sound.index(start, rate: info.rate, limit: Int.max / 4)
    limit = length.map { max(1, Sound.index($0, rate: info.rate, limit: Int.max / 4)) } ?? Int.max / 4
    promised = max(0, min(total - first, limit))
    if start > 0, first >= info.frames {
      nothingThere = .input(
        "cannot read \(path) from \(start) s: it is \(rounded(info.seconds)) s long", fix: "start earlier")
      throw nothingThere
    }
    nothingThere = .input("cannot read \(path): it holds no samples", fix: "use another file")
  }
}

/// Seconds with at most two decimals.
private func rounded(_ seconds: Double) -> Double { (seconds * 100).rounded() / 100 }

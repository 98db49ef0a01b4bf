import EtudeCore

extension FrontEnd {
  /// Whether frames of a file are made of a block after the other: of all kinds but chroma, which is tuned to the whole
  /// sound first.
  public var takesBlocks: Bool { settings.kind != .chroma }

  /// The frames view of `length` seconds (all if nil) of a file from `start` seconds on, with the bits that
  /// `frames(of:)` gives of the samples that `AudioFile.decode` gives.
  ///
  /// Memory is that of the frames (of MFCC also of their mel bands) and of some blocks, however long the file is; of
  /// chroma that of the samples, and then it throws for sound too long for memory.
  /// - Throws: what `AudioFile.decode` throws; `Failure.input` for frames too many for memory.
  public func frames(
    ofFile path: String, from start: Double = 0, length: Double? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws -> (frames: Frames, reading: AudioReading) {
    guard takesBlocks else {
      let decoded = try AudioFile.decode(
        path, rate: settings.rate, from: start, length: length, cancellation: cancellation)
      return (try frames(of: decoded.sound.samples, cancellation: cancellation), decoded.reading)
    }
    var rows: FrameRows?
    func keep(_ piece: Frames, _ info: AudioInfo) throws {
      let room =
        rows == nil
        ? 1 + AudioFile.samples(of: info, rate: settings.rate, from: start, length: length)
          / Double(settings.hop)
        : 0
      try check(max(room, Double((rows?.count ?? 0) + piece.count)), path)
      if rows == nil { rows = FrameRows(bands: powerBands, room: max(piece.count, Int(room))) }
      rows?.append(piece)
    }
    let reading = try eachPiece(ofFile: path, from: start, length: length, cancellation, keep)
    var powers = rows?.take(cancellation) ?? []
    let frames: Frames
    if case .mfcc = settings.kind {
      frames = cepstral(&powers, cancellation)
    } else {
      level(&powers, cancellation)
      frames = Frames(bands: settings.bands, count: powers.count / settings.bands, values: powers)
    }
    if cancellation.isRequested { throw Failure.interrupted }
    return (frames, reading)
  }

  /// Powers of the bands of a part of a file, before decibels: `body` is given a piece of the frames at a time,
  /// `[bands, frames]`, in order.
  ///
  /// The pieces joined are what `melPower(of:)` gives, or `linearPower(of:)` if the bands are linear. Memory is bounded,
  /// however long the file is.
  /// - Throws: what `AudioFile.stream` throws; what `body` throws.
  public func power(
    ofFile path: String, from start: Double = 0, length: Double? = nil,
    cancellation: Cancellation = Cancellation(), _ body: (Frames) throws -> Void
  ) throws {
    try eachPiece(ofFile: path, from: start, length: length, cancellation) { piece, _ in try body(piece) }
  }

  @discardableResult private func eachPiece(
    ofFile path: String, from start: Double, length: Double?, _ cancellation: Cancellation,
    _ body: (Frames, AudioInfo) throws -> Void
  ) throws -> AudioReading {
    var stream = FrameStream(self, cancellation)
    let reading = try AudioFile.read(path, rate: settings.rate, from: start, length: length, cancellation) {
      block, info in try stream.append(block) { try body($0, info) }
    }
    try stream.finish { try body($0, reading.info) }
    return reading
  }

  /// Refuses frames that take more memory than is sane, before hours of them are made.
  private func check(_ frames: Double, _ path: String) throws {
    guard frames * Double(powerBands) > Double(FrameRows.most) else { return }
    throw Failure.input(
      "cannot hold the frames of \(path) in memory: \(powerBands) bands of it are more than 4 GiB",
      fix: "load a part of it with from: and length:, or use a larger hop: or fewer bands")
  }
}

import EtudeCore

extension FrontEnd {
  /// The frames view of a part of a file, with the bits that `frames(of:)` gives of the samples that `AudioFile.decode`
  /// gives.
  ///
  /// Memory is that of the frames (of MFCC also of their mel bands) and of some blocks, however long the file is. For
  /// chroma, which is tuned to the whole sound first, the file is read twice.
  /// - Throws: what `AudioFile.stream` throws; `Failure.input` for frames too many for memory.
  public func frames(
    ofFile part: FilePart, cancellation: Cancellation = Cancellation()
  ) throws -> (frames: Frames, reading: AudioReading) {
    var rows: FrameRows?
    func keep(_ piece: Frames, _ info: AudioInfo) throws {
      let room =
        rows == nil
        ? 1 + AudioFile.samples(of: part, info, rate: settings.rate) / Double(settings.hop) : 0
      try check(max(room, Double((rows?.count ?? 0) + piece.count)), part.path)
      if rows == nil { rows = FrameRows(bands: ownBands, room: max(piece.count, Int(room))) }
      rows?.append(piece)
    }
    let reading = try eachPiece(of: part, cancellation, keep)
    var powers = rows?.take(cancellation) ?? []
    let frames = view(&powers, cancellation)
    if cancellation.isRequested { throw Failure.interrupted }
    return (frames, reading)
  }

  /// Powers of the bands of a part of a file, before decibels, or its chroma: `body` is given a piece of the frames at a
  /// time, `[bands, frames]`, in order.
  ///
  /// The pieces joined are what `melPower(of:)` gives, or `linearPower(of:)` if the bands are linear. Memory is bounded,
  /// however long the file is.
  /// - Throws: what `AudioFile.stream` throws; what `body` throws.
  public func power(
    ofFile part: FilePart, cancellation: Cancellation = Cancellation(), _ body: (Frames) throws -> Void
  ) throws {
    try eachPiece(of: part, cancellation) { piece, _ in try body(piece) }
  }

  @discardableResult private func eachPiece(
    of file: FilePart, _ cancellation: Cancellation, _ body: (Frames, AudioInfo) throws -> Void
  ) throws -> AudioReading {
    let chroma =
      settings.kind == .chroma
      ? try SoundDescriptors(.file(file, rate: settings.rate), fourier, cancellation: cancellation)
        .chromaBands() : nil
    func made(_ part: FramedSamples) throws -> Frames {
      try chroma?.frames(of: part, cancellation) ?? power(of: part, cancellation)
    }
    var sliding = SlidingSamples(fourier, step: framesOfPiece, reach: 0)
    let reading = try AudioFile.read(file, rate: settings.rate, cancellation) { block, info in
      try sliding.append(block) { try body(made($0), info) }
    }
    try sliding.finish { try body(made($0), reading.info) }
    return reading
  }

  /// Refuses frames that take more memory than is sane, before hours of them are made.
  private func check(_ frames: Double, _ path: String) throws {
    guard frames * Double(ownBands) > Double(FrameRows.most) else { return }
    throw Failure.input(
      "cannot hold the frames of \(path) in memory: \(ownBands) bands of it are more than 4 GiB",
      fix: "load a part of it with from: and length:, or use a larger hop: or fewer bands")
  }
}

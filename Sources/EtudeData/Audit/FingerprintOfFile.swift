import EtudeCore
import EtudeSound

extension Fingerprint {
  /// That of a part of a file, a piece at a time, with the bits that the whole gives: memory is that of the words.
  ///
  /// - Throws: what `AudioFile.stream` throws.
  init(ofFile part: FilePart, _ frontEnd: FrontEnd, _ cancellation: Cancellation) throws {
    var words: [UInt32] = []
    var last: Frames?
    try frontEnd.power(ofFile: part, cancellation: cancellation) { piece in
      // A frame's word takes the one before it.
      words += Fingerprint(bands: last.map { $0.followed(by: piece) } ?? piece).words
      last = piece.lastFrame
    }
    self.init(words: words)
  }
}

extension Frames {
  fileprivate var lastFrame: Frames {
    Frames(bands: bands, count: 1, values: (0..<bands).map { self[$0, count - 1] })
  }

  /// These frames, then those of `other`.
  fileprivate func followed(by other: Frames) -> Frames {
    var joined: [Float] = []
    joined.reserveCapacity(values.count + other.values.count)
    for band in 0..<bands {
      joined += values[band * count..<(band + 1) * count]
      joined += other.values[band * other.count..<(band + 1) * other.count]
    }
    return Frames(bands: bands, count: count + other.count, values: joined)
  }
}

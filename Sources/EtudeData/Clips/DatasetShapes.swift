import EtudeCore

extension Dataset {
  /// Some clips of each genre, drawn at random and kept in order.
  ///
  /// - Parameters:
  ///   - per: clips of each genre; a genre that has fewer gives all it has.
  ///   - genres: the genres to take; all if nil.
  /// - Throws: a `Failure` that names a genre the dataset does not have.
  public func sample(per: Int, genres wanted: [String]? = nil, seed: UInt64, work: Work = Work()) throws
    -> Dataset
  {
    let wanted = wanted ?? genres
    for genre in wanted where !genres.contains(genre) {
      throw Failure("no clip is labelled '\(genre)'", fix: "the genres are \(genres.joined(separator: ", "))")
    }
    let key = try digest(work: work)
    var taken: [Int] = []
    for genre in Set(wanted) {
      var members = clips.indices.filter { clips[$0].label == genre }
      var stream = RandomStream(seed: seed, purpose: "sample") {
        $0.append(key)
        $0.append(genre)
        $0.append(per)
      }
      stream.shuffle(&members)
      taken += members.prefix(max(0, per))
    }
    return subset(taken.sorted())
  }

  /// Every clip cut into pieces, which keep its item, track, artist and label.
  ///
  /// Pieces are whole: what is left over at a clip's end is not used. A clip shorter than `length` stays as it is.
  /// - Parameters:
  ///   - length: seconds of a piece.
  ///   - hop: seconds from the beginning of one to the next; `length` if nil.
  /// - Throws: a `Failure` if `length` or `hop` is not positive, or a clip's own length is not known;
  ///   `Failure.interrupted`.
  public func segments(length: Double, hop: Double? = nil, work: Work = Work()) throws -> Dataset {
    let hop = hop ?? length
    guard length > 0, hop > 0, length.isFinite, hop.isFinite else {
      throw Failure("segments need a length and a hop above 0s", fix: "write length: 3s")
    }
    return Dataset(
      try clips.flatMap { clip -> [Clip] in
        try work.checkCancelled()
        guard clip.isReadable else { return [clip] }
        guard let whole = clip.length else {
          throw Failure("the length of \(clip.name) is not known", fix: "load the dataset anew")
        }
        // A thousandth forgives the rounding of decimal seconds and of sample counts.
        let pieces = Int(((whole - length + 0.001) / hop).rounded(.down)) + 1
        guard whole + 0.001 >= length, pieces >= 1 else { return [clip] }
        guard pieces <= 1_000_000 else {
          throw Failure("\(clip.name) would be cut into \(pieces) pieces", fix: "make hop: larger")
        }
        return try (0..<pieces).map { try clip.slice(from: Double($0) * hop, length: length) }
      })
  }

  /// Every clip with another label, or none.
  public func relabelled(_ label: (Clip) throws -> String?) rethrows -> Dataset {
    Dataset(
      try clips.map { clip in
        var clip = clip
        clip.label = try label(clip)
        return clip
      })
  }

  /// The clips of this and then of other datasets. A clip that both have is kept once; different clips of one name
  /// are told apart by a number: `blues/blues.00001.wav#2`. A clip that has another label the second time is warned of.
  public func concatenated(with others: [Dataset], work: Work = Work()) -> Dataset {
    var joined = NameSpace()
    for dataset in [self] + others { joined.add(dataset.clips) }
    if let first = joined.disputed.first {
      let more = joined.disputed.count - 1
      work.warn(
        "\(first)\(more > 0 ? " and \(more) more" : "") came again with another label: the first label is kept"
      )
    }
    return Dataset(joined.clips)
  }

  /// Seconds of the clip that is longest and of the one that is shortest; nil if nothing is known.
  public var lengths: ClosedRange<Double>? {
    let known = clips.compactMap(\.length)
    guard let least = known.min(), let greatest = known.max() else { return nil }
    return least...greatest
  }
}

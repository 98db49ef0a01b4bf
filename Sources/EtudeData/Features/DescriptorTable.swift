import EtudeCore
import EtudeSound

/// What music analysis measures of every clip of a dataset: a row a clip, means and variances.
public struct DescriptorTable: Sendable {
  /// A clip and its descriptors.
  public struct Row: Sendable {
    /// The clip that was measured.
    public let clip: Clip
    /// In the order of `DescriptorSummary.names`.
    public let descriptors: [DescriptorSummary]
    /// Whether there is nothing to hear: its level is 0 throughout.
    public var isSilent: Bool {
      descriptors.contains { $0.name == "rms" && $0.mean == 0 && $0.variance == 0 }
    }

    /// Whether a descriptor means anything of the clip.
    public func isDefined(_ name: String) -> Bool {
      !(isSilent && DescriptorSummary.undefinedInSilence.contains(name))
    }

    /// In the order of `DescriptorTable.columns`; nil for what means nothing of the clip.
    public var numbers: [Double?] {
      descriptors.flatMap { descriptor -> [Double?] in
        let numbers = DescriptorTable.numbers([descriptor])
        return isDefined(descriptor.name) ? numbers : numbers.map { _ in nil }
      }
    }
  }

  /// The columns of the feature table published with GTZAN, then flatness and onsets: mean and variance of each
  /// descriptor, of tempo its one value.
  public static let columns = DescriptorSummary.names.flatMap {
    $0 == "tempo" ? [$0] : ["\($0)_mean", "\($0)_var"]
  }

  static func numbers(_ descriptors: [DescriptorSummary]) -> [Double] {
    descriptors.flatMap { $0.name == "tempo" ? [$0.mean] : [$0.mean, $0.variance] }
  }

  /// The clips that can be read, in the dataset's order.
  public let rows: [Row]

  /// Measures every clip that is not on disk yet, in parallel; results are equal to one thread's.
  ///
  /// A clip that cannot be read is warned of and left out.
  /// - Throws: `Failure.interrupted`; `Failure.input` if no clip can be read.
  public static func make(_ dataset: Dataset, work: Work = Work()) throws -> DescriptorTable {
    let items = try dataset.itemDigests(work: work)
    let jobs = dataset.jobs()
    let counter = ProgressCounter("measuring sound", total: jobs.count, work: work)
    let outcomes = try parallelMap(jobs.count, threads: work.threads) { job -> [Outcome] in
      defer { counter.step() }
      var whole: Sound?
      return try jobs[job].map { index in
        try work.checkCancelled()
        let key = key(dataset[index], item: items[index])
        if dataset[index].isReadable, let kept = kept(key, in: work.store) { return .success(kept) }
        if jobs[job].count > 1, whole == nil {
          whole = dataset[index].renderedSong(rate: dataset[index].rate)
        }
        return try measured(dataset[index], of: whole, key: key, work: work)
      }
    }.flatMap { $0 }
    var warnings = Warnings(strict: false, fix: "drop it")
    var rows: [Row] = []
    for (clip, outcome) in zip(dataset.clips, outcomes) {
      switch outcome {
      case .success(let descriptors): rows.append(Row(clip: clip, descriptors: descriptors))
      case .failure(let problem):
        try warnings.add("\(clip.name) cannot be read (\(problem.reason)): left out")
      }
    }
    for row in rows where row.isSilent {
      try warnings.add("\(row.clip.name) is silent: its chroma, spectral shape and tempo are left empty")
    }
    warnings.tell(work)
    if rows.isEmpty, dataset.count > 0 {
      throw Failure.input("none of the \(counted(dataset.count, "clip")) can be read", fix: "check the files")
    }
    return DescriptorTable(rows: rows)
  }

  private typealias Outcome = Result<[DescriptorSummary], Problem>
  private struct Problem: Error { let reason: String }

  private static func measured(_ clip: Clip, of whole: Sound?, key: Digest, work: Work) throws -> Outcome {
    do {
      return .success(try made(clip, of: whole, key: key, work: work))
    } catch let failure as Failure where failure.kind == .interrupted {
      throw failure
    } catch {
      return .failure(
        Problem(reason: clip.problem ?? HeaderFinding.reason(error, path: clip.file ?? clip.name)))
    }
  }

  /// What is measured of a clip, from disk or made now and kept there.
  ///
  /// - Parameter whole: the demo song that it is a part of, where that is rendered already.
  /// - Throws: `Failure` for a clip that cannot be read; `Failure.interrupted`.
  static func descriptors(
    of clip: Clip, item: Digest, whole: Sound? = nil, work: Work
  ) throws -> [DescriptorSummary] {
    let key = key(clip, item: item)
    return try kept(key, in: work.store) ?? made(clip, of: whole, key: key, work: work)
  }

  private static func made(
    _ clip: Clip, of whole: Sound?, key: Digest, work: Work
  ) throws -> [DescriptorSummary] {
    let sound =
      try whole.map { .held(try clip.altered($0.slice(from: clip.start, length: clip.span))) }
      ?? clip.soundSource(work: work)
    if case .held(let held) = sound, held.samples.isEmpty {
      throw Failure.input("it has no sound", fix: "drop it")
    }
    let descriptors = try SoundDescriptors(sound, cancellation: work.cancellation).summary()
    keep(descriptors, key, in: work.store)
    return descriptors
  }

  private static func key(_ clip: Clip, item: Digest) -> Digest {
    Digest.build {
      $0.append("descriptors 2")
      $0.append(SoundDefaults.version)
      $0.append(clip.rate)
      $0.append(clip.soundDigest(item: item))
    }
  }

  private static func keep(_ descriptors: [DescriptorSummary], _ key: Digest, in store: ResultStore?) {
    store?.keep(descriptors.flatMap { [$0.mean, $0.variance] }, as: .descriptors, under: key)
  }

  private static func kept(_ key: Digest, in store: ResultStore?) -> [DescriptorSummary]? {
    let names = DescriptorSummary.names
    guard let bytes = store?.bytes(.descriptors, key), bytes.count == names.count * 16 else { return nil }
    let numbers = bytes.withUnsafeBytes { raw in
      (0..<names.count * 2).map {
        Double(bitPattern: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)))
      }
    }
    return names.enumerated().map {
      DescriptorSummary(name: $1, mean: numbers[2 * $0], variance: numbers[2 * $0 + 1])
    }
  }
}

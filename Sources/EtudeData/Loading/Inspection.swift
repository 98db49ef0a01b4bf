import EtudeCore
import EtudeSound

extension Dataset {
  /// The same clips with what their files' headers say; those that cannot be read are marked and warned of.
  ///
  /// - Parameters:
  ///   - limit: clips of each label to take, the first that can be read; those before them that cannot stay. All if nil.
  ///   - strict: whether the first unreadable file is an error.
  /// - Throws: `Failure.input` if no clip can be read; `Failure.interrupted`.
  public func inspected(limit: Int? = nil, strict: Bool = false, work: Work = Work()) throws -> Dataset {
    let found = try limit.map { try firstReadable($0, work) } ?? lookedInto(work)
    var warnings = Warnings(strict: strict, fix: "remove it, or load without strict:")
    // What was known before has been told.
    let known = Set(unreadable.map(\.name))
    for clip in found where !known.contains(clip.name) {
      for complaint in clip.complaints { try warnings.add(complaint) }
    }
    let lost = found.count { !$0.isReadable }
    warnings.tell(work, sum: "\(lost) of \(counted(found.count, "clip")) cannot be read; audit names each")
    if let first = found.first, found.allSatisfy({ !$0.isReadable }) {
      throw Failure.input(
        "none of the \(counted(found.count, "clip")) can be read; the first, \(first.name): \(first.problem ?? "")",
        fix: "check the files")
    }
    return Dataset(found)
  }

  /// The first clips of each label, in order, so many that `limit` of them can be read, or all there are.
  private func firstReadable(_ limit: Int, _ work: Work) throws -> [Clip] {
    var waiting = Dictionary(grouping: clips.indices) { labelIndices[$0] }.mapValues { $0[...] }
    var missing = waiting.mapValues { _ in limit }
    var found: [Int: Clip] = [:]
    while true {
      let next = waiting.flatMap { $1.prefix(missing[$0] ?? 0) }.sorted()
      if next.isEmpty { return found.sorted { $0.key < $1.key }.map(\.value) }
      for (index, clip) in zip(next, try subset(next).lookedInto(work)) {
        found[index] = clip
        waiting[labelIndices[index]]?.removeFirst()
        if clip.isReadable { missing[labelIndices[index], default: 0] -= 1 }
      }
    }
  }

  /// The clips with what their files' headers say.
  private func lookedInto(_ work: Work) throws -> [Clip] {
    let paths = pathsToInspect
    let counter = ProgressCounter("looking into files", total: paths.count, work: work)
    let findings = try parallelMap(paths.count, threads: work.threads) { index in
      try work.checkCancelled()
      defer { counter.step() }
      let finding = HeaderFinding(paths[index], work.cancellation)
      try work.checkCancelled()
      return finding
    }
    let byPath = Dictionary(uniqueKeysWithValues: zip(paths.map(Spelling.init), findings))
    return clips.map { clip in
      guard clip.isReadable, let path = clip.file, let finding = byPath[Spelling(path)] else { return clip }
      var clip = clip
      clip.header = finding.header
      clip.problem = finding.problem ?? clip.problemOfPlace
      return clip
    }
  }

  /// Paths of the files not looked into yet, each once, in order.
  private var pathsToInspect: [String] {
    var seen: Set<Spelling> = []
    return clips.compactMap { clip in
      guard clip.isReadable, clip.header == nil, let path = clip.file, seen.insert(Spelling(path)).inserted
      else {
        return nil
      }
      return path
    }
  }
}

extension Clip {
  /// The same clip with what its file's header says.
  ///
  /// - Throws: `Failure.input` naming the file and what is wrong with it.
  public func inspected() throws -> Clip {
    guard case .file(let path) = source else { return self }
    let info = try AudioFile.inspect(path)
    var clip = self
    clip.header = Header(info)
    if let problem = clip.problemOfPlace { throw Failure.input("cannot use \(path): \(problem)") }
    return clip
  }

  /// What there is to say of the clip after a look at its header.
  fileprivate var complaints: [String] {
    if let problem {
      return [
        "\(name) cannot be read (\(problem)): it stays, marked, and is left out of training and judging"
      ]
    }
    guard let header else { return [] }
    let cut =
      "\(name) ends before its header says: the \(Seconds.text(header.length))s that are there are used"
    return (header.isTruncated ? [cut] : []) + header.complaints(of: name)
  }

  /// Why there is nothing where the clip should begin.
  var problemOfPlace: String? {
    guard let header else { return nil }
    if header.length <= 0 { return "it holds no sound" }
    guard start >= header.length else { return nil }
    return "it is \(Seconds.text(header.length))s long and the clip would begin at \(Seconds.text(start))s"
  }
}

extension Clip.Header {
  /// What a file's header says.
  public init(_ info: AudioInfo) {
    self.init(
      length: info.seconds, rate: info.rate, channels: info.channels, isTruncated: info.isTruncated,
      damage: info.damage, isFollowed: info.isFollowed)
  }
}

/// What a look at a file's header gave.
struct HeaderFinding: Sendable {
  let header: Clip.Header?
  let problem: String?

  init(_ path: String, _ cancellation: Cancellation) {
    do {
      header = Clip.Header(try AudioFile.inspect(path, cancellation: cancellation))
      problem = nil
    } catch {
      header = nil
      problem = Self.reason(error, path: path)
    }
  }

  /// The reason without the path, which the clip's name stands for.
  static func reason(_ error: any Error, path: String) -> String {
    guard let failure = error as? Failure else { return "\(error)" }
    guard let place = failure.cause.firstRange(of: path) else { return failure.cause }
    let rest = failure.cause[place.upperBound...]
    return rest.firstRange(of: ": ").map { String(rest[$0.upperBound...]) } ?? failure.cause
  }
}

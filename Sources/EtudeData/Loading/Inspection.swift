import EtudeCore
import EtudeSound

extension Dataset {
  /// The same clips with what their files' headers say; those that cannot be read are marked and warned of.
  ///
  /// - Parameter strict: whether the first unreadable file is an error.
  /// - Throws: `Failure.input` if no clip can be read; `Failure.interrupted`.
  public func inspected(strict: Bool = false, work: Work = Work()) throws -> Dataset {
    let paths = pathsToInspect
    let counter = ProgressCounter("looking into files", total: paths.count, work: work)
    let findings = try parallelMap(paths.count, threads: work.threads) { index in
      try work.checkCancelled()
      defer { counter.step() }
      let finding = HeaderFinding(paths[index], work.cancellation)
      try work.checkCancelled()
      return finding
    }
    let byPath = Dictionary(uniqueKeysWithValues: zip(paths, findings))
    var warnings = Warnings(strict: strict, fix: "remove it, or load without strict:")
    var changed = clips
    for index in changed.indices where changed[index].problem == nil {
      guard case .file(let path) = changed[index].source, let finding = byPath[path] else { continue }
      changed[index].header = finding.header
      changed[index].problem = finding.problem ?? changed[index].problemOfPlace
      if let complaint = changed[index].complaint { try warnings.add(complaint) }
    }
    warnings.tell(work)
    if let first = changed.first(where: { !$0.isReadable }), changed.allSatisfy({ !$0.isReadable }) {
      throw Failure.input(
        "none of the \(counted(count, "clip")) can be read; the first, \(first.name): \(first.problem ?? "")",
        fix: "check the files")
    }
    return Dataset(changed)
  }

  /// Paths of the files not looked into yet, each once, in order.
  private var pathsToInspect: [String] {
    var seen: Set<String> = []
    return clips.compactMap { clip in
      guard clip.isReadable, clip.header == nil, let path = clip.file, seen.insert(path).inserted else {
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
  fileprivate var complaint: String? {
    if let problem {
      return "\(name) cannot be read (\(problem)): it stays, marked, and is left out of training and judging"
    }
    guard let header, header.isTruncated else { return nil }
    return "\(name) ends before its header says: the \(Seconds.text(header.length))s that are there are used"
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
  init(_ info: AudioInfo) {
    self.init(
      length: info.seconds, rate: info.rate, channels: info.channels, isTruncated: info.isTruncated)
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

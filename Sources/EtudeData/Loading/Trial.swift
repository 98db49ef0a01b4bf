import EtudeCore
import EtudeSound

extension Dataset {
  /// The same clips after a look at how their sound begins: a header may promise what its file does not hold. Those of
  /// which nothing can be decoded are marked.
  ///
  /// - Throws: `Failure.interrupted`.
  public func tried(work: Work = Work()) throws -> Dataset {
    let asked = clips.indices.filter { clips[$0].isReadable && clips[$0].file != nil }
    let counter = ProgressCounter("trying files", total: asked.count, work: work)
    let problems = try parallelMap(asked.count, threads: work.threads) { place -> String? in
      try work.checkCancelled()
      defer { counter.step() }
      var beginning = clips[asked[place]]
      beginning.span = min(beginning.span ?? Self.trialLength, Self.trialLength)
      do {
        _ = try beginning.decoded(rate: beginning.header?.rate, cancellation: work.cancellation)
        return nil
      } catch {
        try work.checkCancelled()
        return HeaderFinding.reason(error, path: beginning.file ?? beginning.name)
      }
    }
    var judged = clips
    for case (let index, let problem?) in zip(asked, problems) { judged[index].problem = problem }
    return Dataset(judged)
  }

  /// Seconds of each file that are tried: enough for a block of any format.
  private static let trialLength = 0.25
}

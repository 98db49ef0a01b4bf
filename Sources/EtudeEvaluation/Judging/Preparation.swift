import EtudeCore
import EtudeData
import EtudeNetworks
import FoundationEssentials
import Synchronization

/// The examples of an experiment made ready, as late as can be: which clips can be used is remembered, so that nothing is
/// made ready where all rounds are known.
final class Preparation {
  /// What is remembered.
  private struct Known: Codable {
    let usable: [Int]
    /// What was said of clips while they were made ready.
    let warnings: [String]
  }

  let examples: SpectrogramSet
  /// Positions of the clips that are readable and have a genre.
  let usable: Set<Int>
  private let experiment: Experiment
  private let positions: [Int]
  private let work: Work
  private var made: PreparedExamples?
  /// To be said unless it was made ready, which says them.
  private let warnings: [String]

  /// - Parameter positions: clips that may be used.
  init(_ experiment: Experiment, of examples: SpectrogramSet, among positions: [Int], work: Work) throws {
    self.experiment = experiment
    self.examples = examples
    self.positions = positions
    self.work = work
    let key = Digest.build {
      $0.append("usable 1")
      $0.append(examples.data)
      $0.append(examples.settings.digest)
      for view in experiment.model.views.map(\.rawValue).sorted() { $0.append(view) }
      $0.append(experiment.model.digest)
      $0.append(experiment.options.augment)
      for position in positions {
        $0.append(position)
        $0.append(examples.dataset[position].isReadable)
      }
    }
    if let bytes = work.store?.bytes(.usable, key),
      let known = try? JSONDecoder().decode(Known.self, from: Data(bytes))
    {
      usable = Set(known.usable)
      warnings = known.warnings
      return
    }
    let heard = Mutex<[String]>([])
    var listening = work
    listening.listener = { event in
      if case .warning(let text) = event { heard.withLock { $0.append(text) } }
      work.listener(event)
    }
    let (prepared, usable) = try experiment.prepared(examples, among: positions, work: listening)
    self.usable = usable
    made = prepared
    warnings = []
    let known = Known(usable: usable.sorted(), warnings: heard.withLock { $0 })
    if let bytes = try? JSONEncoder().encode(known) {
      work.store?.keep(Array(bytes), as: .usable, under: key)
    }
  }

  /// What the recipe's fronts give for the clips.
  func prepared() throws -> PreparedExamples {
    if let made { return made }
    let (prepared, _) = try experiment.prepared(examples, among: positions, work: work)
    made = prepared
    return prepared
  }

  /// Gives the warnings that making ready would have given, if it was not done.
  func tell() {
    if made == nil { for warning in warnings { work.warn(warning) } }
  }
}

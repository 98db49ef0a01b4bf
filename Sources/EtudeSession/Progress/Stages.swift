/// The stages of the work that is running, outermost first, and how far the whole has come.
///
/// A stage that is told of while another has not ended is taken to lie within it.
package struct Stages {
  package struct Stage {
    package let name: String
    package var done: Int
    package var total: Int
    package var note: String
  }

  package private(set) var stages: [Stage] = []
  /// When the outermost stage began, in seconds.
  package private(set) var began = 0.0
  /// The greatest share of the outermost stage so far: a bar never goes back.
  private var reached = 0.0

  /// Takes what work says of a stage at a time; the stage ends when all of it is done.
  package init() {}

  package mutating func take(_ name: String, done: Int, total: Int, note: String, now: Double) {
    let index = stages.firstIndex { $0.name == name }
    if done >= total {
      if let index { stages.remove(at: index) }
      if index == 0 { restart(at: now) }
      return
    }
    let stage = Stage(name: name, done: max(0, done), total: total, note: note)
    if let index {
      stages[index] = stage
    } else {
      if stages.isEmpty { restart(at: now) }
      stages.append(stage)
    }
    reached = max(reached, share(from: 0))
  }

  /// The share of the outermost stage that is done, counting what is done of the stages within it, in 0 ... 1.
  package var share: Double { reached }

  /// Seconds that the outermost stage will still take if it goes on as it has; nil while too little is done to tell.
  package func remaining(now: Double) -> Double? {
    let elapsed = now - began
    guard elapsed >= 0.5, reached >= 0.01 else { return nil }
    return elapsed * (1 - reached) / reached
  }

  private mutating func restart(at now: Double) {
    began = now
    reached = 0
    reached = share(from: 0)
  }

  /// Of several results each takes its training; what is made before that, such as spectrograms, is soon done.
  private static let trainings: Set = ["fit", "holdout", "crossval", "nested"]

  private func shareWithin(_ index: Int) -> Double {
    guard stages[index].name == "result", index + 1 < stages.count,
      !Self.trainings.contains(stages[index + 1].name)
    else { return share(from: index + 1) }
    return 0
  }

  private func share(from index: Int) -> Double {
    guard index < stages.count else { return 0 }
    let stage = stages[index]
    return min(1, (Double(stage.done) + shareWithin(index)) / Double(max(stage.total, 1)))
  }
}

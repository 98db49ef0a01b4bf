import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let fit = Verb(
    "fit", "trains a recipe, or goes on with a fitted network", section: .judging,
    operands: [
      Operand("model", .modelOrFitted, help: "a recipe to train, or a fitted network to go on with"),
      .madeFeatures,
    ],
    options: TrainingDeclarations.fit,
    result: .fitted,
    examples: ["fitted = net | fit mels epochs: 30", "plot fitted.history to: \"curves.png\""],
    isRecorded: true
  ) { call in
    let work = call.environment.work
    var before: FittedValue?
    if case .object(let value as FittedValue)? = call.operands["model"] { before = value }
    let experiment = try call.experiment()
    if let before {
      _ = try GivenFeatures(call.operands["data"], settings: before.fitted.settings(), work: work)
    }
    let training = try experiment.train(
      continuing: before?.fitted, memory: before?.memory, work: work
    ) { work.report($0) }
    let lengths = experiment.examples.dataset.clips.compactMap(\.length)
    return .object(
      FittedValue(fitted: training.fitted.noting(lengths: lengths), memory: training.memory))
  }
}

extension Work {
  /// Passes on what a training says, as the progress of a stage.
  fileprivate func report(_ event: TrainingEvent) {
    switch event {
    case .batch: break
    case .epoch(let epoch, let total, let history):
      let loss = history.loss.last.map { "loss \($0.text(decimals: 3))" } ?? ""
      let accuracy = history.accuracy.last.map { " accuracy \($0.percent)" } ?? ""
      progress("fit", epoch, of: total, note: loss + accuracy)
    case .stoppedEarly(let best): progress("fit", 1, of: 1, note: "stopped early, epoch \(best) is best")
    case .interrupted: break
    }
  }
}

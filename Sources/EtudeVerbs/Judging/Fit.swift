import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let fit = Verb(
    "fit", "trains a recipe, or goes on with a fitted network", section: .judging,
    operands: [network, Operands.madeFeatures],
    options: TrainingDeclarations.fit.options() + [DivisionDeclarations.by, stop],
    result: .noted(.kind(.fitted)) { call in
      try TrainingDeclarations.fit.check(call, network)
      return call.recipe(of: network).map(RecipeFact.init)
    },
    examples: ["fitted = net | fit mels epochs: 30", "plot fitted.history to: \"curves.png\""],
    isRecorded: true
  ) { call in
    let work = call.environment.work
    let network = try call[network]
    if work.share != nil { throw Failure.waiting("'fit' trains where the run is not in parts") }
    let data = try call.trainingSongs(for: network.model)
    let experiment = try TrainingDeclarations.fit.experiment(
      network.model, on: data, by: call[DivisionDeclarations.by], in: call)
    var before: FittedValue?
    if case .fitted(let value) = network {
      _ = try GivenFeatures(.spectrograms(data), settings: value.fitted.settings(), work: work)
      before = value
    }
    let training = try experiment.train(
      continuing: before?.fitted, memory: before?.memory, stop: call[stop], work: work
    ) { work.report($0) }
    return .object(FittedValue(fitted: training.fitted, memory: training.memory))
  }

  private static let stop = TypedOption(
    "stop", .whole(1...1_000_000), absence: "at its end",
    help: "after so many epochs it ends as Ctrl-C ends it, and can be gone on with"
  ).ofEpochs()

  private static let network = TypedOperand(
    "model", .network, help: "a recipe to train, or a fitted network to go on with")
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

import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeNetworks
import Testing

/// What a training says of itself that a reader should know.
@Suite struct HonestTrainingTests {
  @Test func validationThatSharesATrackIsSaid() throws {
    let told = Told()
    let byItem = try experiment(tones(), validation: 0.25, by: .item).train(work: told.work)
    let leakage = try #require(byItem.validationLeakage)
    #expect(leakage.track > 0 && leakage.description.contains("validation items"))
    #expect(told.warnings.contains { $0.contains("by: \"artist\"") })
    let byArtist = try experiment(tones(16), validation: 0.25, by: .artist).train(work: Work())
    #expect(byArtist.validationLeakage?.isNone == true && byArtist.validationLeakage?.remedy == nil)
    #expect(try experiment(tones(4)).train(work: Work()).validationLeakage == nil)
  }

  @Test func tracksStayTogetherUnlessSomebodyAsks() throws {
    let data = tones()
    let plan = try FoldPlan.make(data, count: 4, seed: 7)
    #expect(plan.by == .track)
    let result = try Experiment(
      model: Model(Experiment.baselineLayers), examples: experiment(data).examples, seed: 7
    ).holdout(work: Work())
    #expect(result.leakage?.track == 0)
    // Artists are shared, and the line says what ends that.
    #expect(result.leakage?.remedy?.contains("by: \"artist\"") ?? true)
  }

  @Test func aLossThatWasStillFallingIsSaid() throws {
    let told = Told()
    _ = try experiment(tones(), epochs: 2).train(work: told.work)
    #expect(told.warnings.contains { $0.contains("still falling") && $0.contains("epochs: 4") })
    let folds = Told()
    let data = tones()
    _ = try experiment(data, epochs: 2).crossValidate(plan: .make(data, count: 3, seed: 7), work: folds.work)
    #expect(folds.warnings.contains { $0.contains("in 3 of 3 trainings") })
    let done = Told()
    _ = try experiment(data, epochs: 80).train(work: done.work)
    #expect(!done.warnings.contains { $0.contains("still falling") })
  }
}

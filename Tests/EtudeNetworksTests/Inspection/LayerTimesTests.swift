import EtudeCore
import EtudeNetworks
import Testing

/// How long a song takes in each layer.
@Suite struct LayerTimesTests {
  private let examples = MadeExamples(count: 5)

  private func times(_ model: Model) throws -> [String: LayerTime] {
    try model.layerTimes(on: examples, items: Array(0..<5), classes: 3, work: Work(threads: 2))
  }

  @Test func eachTrainedLayerTakesTimeInEveryEpoch() throws {
    let model = try Model([.gru(.init(units: 6, givesSequence: true)), .lstm(.init(units: 4)), .classify])
    let times = try times(model)
    #expect(Set(times.keys) == ["gru", "lstm", "classify"])
    #expect(times.values.allSatisfy { ($0.perEpoch ?? 0) > 0 && $0.once == nil })
  }

  /// Of any recipe each layer that learns has a time, or stands with one that has; nobody else is named.
  @Test(arguments: 0..<8) func everyLayerThatLearnsHasItsTime(_ number: Int) throws {
    var recipes = RandomRecipes(number)
    let model = try recipes.next(imageSize: examples.imageSize, bands: examples.bands, classes: 3)
    let rows = try model.layerTable(imageSize: examples.imageSize, bands: examples.bands, classes: 3)
    let names = Set(rows.map(\.layer))
    let times = try times(model)
    #expect(names.isSuperset(of: times.keys), "\(model.names)")
    for time in times.values {
      guard let owner = time.owner else { continue }
      #expect(time.perEpoch == nil && times[owner]?.perEpoch != nil && times[owner]?.owner == nil)
    }
    for row in rows where row.parameters > 0 && !row.isFrozen {
      let time = times[row.layer]
      #expect((time?.perEpoch ?? 0) > 0 || time?.owner != nil, "\(row.name) of \(model.names)")
    }
  }

  @Test func whatIsLargerTakesLonger() throws {
    func gru(_ units: Int) throws -> Double {
      try times(try Model([.gru(.init(units: units)), .classify]))["gru"]?.perEpoch ?? 0
    }
    #expect(try gru(512) > 3 * gru(8))
  }

  @Test(.enabled(if: PretrainedWeights.mobilenetv2.isPresent)) func whatIsFrozenInFrontIsDoneOnce() throws {
    let frozen = try Model([.mobilenetv2(weights: .imagenet)]).frozen().appending([.globalpool, .classify])
    let times = try times(frozen)
    #expect((times["mobilenetv2"]?.once ?? 0) > 0 && times["mobilenetv2"]?.perEpoch == nil)
    #expect((times["classify"]?.perEpoch ?? 0) > 0 && times["classify"]?.once == nil)
  }

  @Test func anEnsembleHasNoLayersOfItsOwn() throws {
    let member = try Model([.stats, .classify])
    #expect(throws: Failure.self) { try times(Model([.ensemble([member, member])])) }
  }
}

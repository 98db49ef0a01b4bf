import EtudeCore
import EtudeNetworks
import Foundation
import Testing

@Suite struct RecipeTests {
  private func combined() throws -> Model {
    let image = try Model([.mobilenetv2(weights: .imagenet)]).frozen().appending(.globalpool)
    return try Model([.combine([image, Model([.gru(.init())])]), .dense(units: 32), .relu, .classify])
  }

  @Test func layersAreNamedForTheirVerbs() throws {
    #expect(
      try Model(LayerKind.convolutionBlocks(blocks: 2)).names == [
        "conv1", "batchnorm1", "relu1", "maxpool1", "conv2", "batchnorm2", "relu2", "maxpool2",
      ])
    #expect(
      try combined().allNames.filter { !$0.hasPrefix("block") } == [
        "combine", "mobilenetv2", "globalpool", "gru", "dense", "relu", "classify",
      ])
  }

  @Test func theFirstLayerChoosesTheView() throws {
    #expect(try Model([.gru(.init())]).views == [.frames])
    #expect(try Model([.stats]).views == [.frames])
    #expect(try Model([.conv(filters: 2)]).views == [.image])
    #expect(try combined().views == [.image, .frames])
  }

  @Test func mobilenetv2HasItsParameters() throws {
    let model = try Model([.mobilenetv2(weights: .imagenet), .classify])
    let counts = try model.parameterCounts(classes: 10)
    #expect(counts.all == 2_223_872 + 12_810 && counts.trainable == counts.all)
    #expect(try model.frozen(through: "mobilenetv2").parameterCounts(classes: 10).trainable == 12_810)
    let rows = try model.layerTable(classes: 10)
    #expect(rows.map(\.name) == ["mobilenetv2", "(globalpool)", "classify"])
    #expect(rows.map(\.output) == ["1280 × 8 × 8", "1280", "10"])
  }

  @Test func freezingThroughABlockLeavesTheRest() throws {
    let model = try Model([.mobilenetv2(weights: .imagenet), .classify]).frozen(through: "block13")
    #expect(model.layers.map(\.isFrozen) == [false, false])
    #expect(try model.layerTable(classes: 2)[0].note == "block0 … block13 frozen")
    #expect(try model.frozen().unfrozen(from: "block14") == model)
    #expect(try model.unfrozen() == Model([.mobilenetv2(weights: .imagenet), .classify]))
  }

  @Test func freezingABranchLeavesTheOther() throws {
    let model = try combined().unfrozen().frozen(through: "gru")
    let counts = try model.parameterCounts(classes: 10)
    let gru = 3 * 64 * (128 + 64 + 2)
    #expect(counts.all - counts.trainable == gru)
  }

  @Test func anUnknownNameListsTheNames() throws {
    let model = try Model([.mobilenetv2(weights: .imagenet), .classify])
    let said = failure { _ = try model.frozen(through: "blok3") }
    #expect(said?.cause == "there is no layer 'blok3'")
    #expect(said?.fix == "name one of mobilenetv2, classify, block0 … block18")
  }

  static let wrong: [([LayerKind], LayerKind, String, String)] = [
    (
      [.conv(filters: 4)], .gru(.init()), "gru wants a sequence and gets a feature map",
      "put columns before it"
    ),
    (
      [.gru(.init())], .lstm(.init()), "lstm wants a sequence and gets the last state of gru",
      "give the layer before it sequence: yes"
    ),
    ([.conv(filters: 4), .classify], .relu, "relu comes after classify", "put classify last"),
    (
      [.gru(.init(givesSequence: true))], .columns,
      "columns wants a feature map and gets a sequence from gru",
      "put it first"
    ),
    (
      [.dense(units: 3)], .conv(filters: 4), "conv wants a feature map and gets a vector from dense",
      "put it first"
    ),
    (
      [.conv(filters: 4)], .mobilenetv2(weights: .imagenet),
      "mobilenetv2 reads the image, so nothing can come before it", "put it first"
    ),
    (
      [.relu, .dense(units: 3)], .conv(filters: 4), "conv wants a feature map and gets a vector from dense",
      "put it before dense"
    ),
    ([.stats], .conv(filters: 3), "conv wants a feature map and gets a vector from stats", "leave stats out"),
    (
      [.columns], .stats, "stats reads the frames, so nothing can come before it", "leave columns out"
    ),
    (
      [.stats, .dense(units: 3), .relu], .gru(.init()), "gru wants a sequence and gets a vector from relu",
      "leave stats, dense and relu out"
    ),
    ([], .dropout(rate: 1), "dropout's rate is 1.0", "give a share from 0% to less than 100%"),
    ([], .conv(filters: 4, kernel: 2), "kernel of conv is 2", "give an odd number"),
    ([], .dense(units: 0), "units of dense is 0", "give 1 or more"),
  ]

  @Test(arguments: wrong) func aLayerThatDoesNotFitIsRefused(_ each: ([LayerKind], LayerKind, String, String))
    throws
  {
    let model = try Model(each.0)
    let said = failure { _ = try model.appending(each.1) }
    #expect(said?.cause == each.2)
    #expect(said?.fix == each.3)
  }

  /// Of any two layers one after the other, what is said is wrong with the order is mended by what is said to do.
  @Test func orderThatIsProposedDoes() throws {
    let kinds: [LayerKind] = [
      .conv(filters: 4), .relu, .maxpool(), .globalpool, .columns, .flatten, .stats, .dense(units: 3),
      .gru(.init()),
      .lstm(.init(givesSequence: true)), .mobilenetv2(weights: .imagenet), .musicnn(weights: .songs),
      .dropout(rate: 0.5),
    ]
    for first in kinds {
      for second in kinds {
        guard let said = failure({ _ = try Model([first, second]) })?.fix else { continue }
        switch said {
        case "put it first": #expect(throws: Never.self) { try Model([second, first]) }
        case "leave \(first.verb) out": #expect(throws: Never.self) { try Model([second]) }
        case "leave it out": break
        case "put columns before it": #expect(throws: Never.self) { try Model([first, .columns, second]) }
        case "give the layer before it sequence: yes": #expect(first.recurrence != nil)
        default: Issue.record("\(first.verb) | \(second.verb): \(said)")
        }
      }
    }
  }

  @Test func tooManyPoolsAreNamedBeforeTraining() throws {
    let model = try Model(Array(repeating: .maxpool(), count: 6) + [.classify])
    let said = failure { _ = try model.layerTable(imageSize: 32, classes: 2) }
    #expect(said?.cause == "maxpool6 wants a map of 2 × 2 or more and gets 3 × 1 × 1")
  }

  @Test func aRecipeSurvivesJSONAndItsDigestTellsItApart() throws {
    let model = try combined()
    let copy = try JSONDecoder().decode(Model.self, from: JSONEncoder().encode(model))
    #expect(copy == model && copy.digest == model.digest)
    let others = [try model.frozen(), try combined().unfrozen(), try Model([.gru(.init(units: 63))])]
    #expect(Set((others + [model]).map(\.digest)).count == 4)
  }

  @Test func smallNetworksRunFoldsSideBySide() throws {
    let head = try Model([.mobilenetv2(weights: .imagenet)]).frozen().appending([
      .dense(units: 128), .classify,
    ])
    #expect(runsFoldsSideBySide(head, imageSize: 256, bands: 128, threads: 2))
    #expect(!runsFoldsSideBySide(head, imageSize: 256, bands: 128, threads: 1))
    #expect(!runsFoldsSideBySide(try head.unfrozen(), imageSize: 256, bands: 128, threads: 2))
  }

  @Test func recipesThatDifferInStepsDrawTheSameNumbers() throws {
    func recipe(_ steps: Int, units: Int = 8) throws -> Model {
      let branch = try Model([.gru(.init(units: units, givesSequence: true, steps: steps)), .globalpool])
      return try Model([.combine([branch, Model([.stats])]), .classify])
    }
    #expect(try recipe(118).digest != recipe(128).digest)
    #expect(try recipe(118).streamDigest == recipe(128).streamDigest)
    #expect(try recipe(128).streamDigest == recipe(128).digest)
    #expect(try recipe(118, units: 4).streamDigest != recipe(118).streamDigest)
  }
}

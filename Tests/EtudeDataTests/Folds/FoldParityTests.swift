import EtudeCore
import EtudeData
import Foundation
import Testing

/// Fold numbers of scikit-learn's splitters, item for item (Scripts/golden/folds.py).
@Suite struct FoldParityTests {
  struct Golden: Decodable {
    struct Case: Decodable {
      struct Result: Decodable {
        let count: Int
        let folds: [Int]
      }
      let kind: String
      let name: String
      let values: [Int]
      let results: [Result]
    }
    let cases: [Case]
  }

  @Test func equalsScikitLearnWithoutShuffling() throws {
    let url = try #require(Bundle.module.url(forResource: "Golden/folds", withExtension: "json"))
    let golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
    #expect(golden.cases.count == 6)
    for example in golden.cases {
      for result in example.results {
        var stream: RandomStream?
        let folds: [Int] =
          switch example.kind {
          case "plain":
            FoldAlgorithms.plain(example.values.count, folds: result.count, stream: &stream)
          case "stratified":
            FoldAlgorithms.stratified(example.values, folds: result.count, stream: &stream)
          default: FoldAlgorithms.grouped(example.values, folds: result.count, stream: &stream)
          }
        #expect(folds == result.folds, "\(example.name), \(result.count) folds")
      }
    }
  }

  /// Groups of one clip are stratified as clips are.
  @Test func groupsOfOneEqualClips() throws {
    let url = try #require(Bundle.module.url(forResource: "Golden/folds", withExtension: "json"))
    let golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
    for example in golden.cases where example.kind == "stratified" {
      for result in example.results {
        var stream: RandomStream?
        let groups = example.values.indices.map { ($0 * 7919) % 104_729 }
        let folds = FoldAlgorithms.stratifiedFolds(
          labels: example.values, groups: groups, folds: result.count, stream: &stream)
        #expect(folds == result.folds)
      }
    }
  }
}

import EtudeCore
import EtudeEvaluation
import Foundation
import Testing

/// Reads a file of golden numbers.
func golden<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
  let path = try #require(Bundle.module.path(forResource: "Golden/" + name, ofType: nil))
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode(type, from: Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Whether two numbers agree within an absolute or a relative tolerance.
func agree(_ left: Double, _ right: Double, absolute: Double = 1e-12, relative: Double = 1e-9) -> Bool {
  abs(left - right) <= max(absolute, relative * max(abs(left), abs(right)))
}

/// Whether two rows agree element by element.
func agree(_ left: [Double], _ right: [Double], absolute: Double = 1e-12, relative: Double = 1e-9) -> Bool {
  left.count == right.count
    && zip(left, right).allSatisfy { agree($0, $1, absolute: absolute, relative: relative) }
}

/// A judged item of which only what matters is said.
func judged(
  _ name: String, _ label: String, _ predicted: String, probabilities: [Double] = [0.5, 0.5],
  item: String? = nil,
  fold: Int = 0, repeat round: Int = 0, track: String? = nil, artist: String? = nil, sharing: Sharing = []
) -> JudgedItem {
  JudgedItem(
    name: name, item: item ?? name, track: track ?? item ?? name, artist: artist, label: label,
    predicted: predicted, probabilities: probabilities, fold: fold, repeat: round, sharing: sharing)
}

/// A result over folds of judged items, ten training items a fold.
func evaluation(_ items: [JudgedItem], genres: [String], kind: Evaluation.Kind = .crossval) throws
  -> Evaluation
{
  let rounds = Set(items.map { [$0.repeat, $0.fold] }).sorted { $0.lexicographicallyPrecedes($1) }
  return try Evaluation(
    kind: kind, statement: "crossval net mels", seed: 7, data: Digest.build { $0.append("data") },
    genres: genres,
    rounds: rounds.map { FoldRecord(repeat: $0[0], fold: $0[1], train: 10, epochs: 3) }, items: items)
}

/// A result with random labels and predictions: `folds` folds of `size` items, two genres or more.
func randomEvaluation(_ seed: UInt64, folds: Int = 5, size: Int = 8, genres: Int = 3, repeats: Int = 1) throws
  -> Evaluation
{
  var random = RandomStream(seed: seed, purpose: "random evaluation")
  let names = (0..<genres).map { "genre \($0)" }
  let labels = (0..<folds * size).map { _ in names[random.below(genres)] }
  var items: [JudgedItem] = []
  for round in 0..<repeats {
    for position in 0..<folds * size {
      let raw = (0..<genres).map { _ in random.uniform() + 1e-3 }
      let sum = raw.reduce(0, +)
      let probabilities = raw.map { $0 / sum }
      let best = try #require(probabilities.indices.max { probabilities[$0] < probabilities[$1] })
      items.append(
        judged(
          "song \(position)", labels[position], names[best], probabilities: probabilities,
          fold: (position + round) % folds, repeat: round))
    }
  }
  return try evaluation(items, genres: names)
}

import EtudeCore
import EtudeLanguage
import EtudeSound

/// Numbers with named axes: features, activations, gates, filters, saliency, an embedding.
struct ArrayValue: ObjectValue {
  /// What the numbers are, and what `plot` needs beside them to draw it.
  enum Meaning: Sendable {
    case features(names: [String])
    /// Of a layer, which the name says.
    case filters(layer: String)
    /// What a layer makes of a song.
    case activations(layer: String, song: String)
    /// `[gates, units, steps]`, with the gates' names.
    case gates([String], under: SpectrogramValue)
    /// For a genre and the probability that the network gives it.
    case saliency(over: SpectrogramValue, genre: String, probability: Double)
    case embedding(labels: [String])
    /// A number a frame of the spectrogram.
    case series(Series, under: SpectrogramValue)
  }

  /// What is measured of every frame.
  struct Series: Sendable {
    let name: String
    /// Empty for a plain number.
    let unit: String
  }

  let meaning: Meaning
  let shape: [Int]
  let axes: [String]
  let values: [Float]

  var kind: Kind { .array }
  var digest: String? {
    Digest.build {
      for size in shape { $0.append(size) }
      $0.append(values)
    }.description
  }

  var summary: String {
    let sizes = "array · " + zip(shape, axes).map { "\($0) \($1)" }.joined(separator: " × ")
    guard case .series(let series, _) = meaning, let least = values.min(), let greatest = values.max() else {
      return sizes
    }
    let numbers = [least, greatest, Float(mean)].map { Double($0).text(decimals: $0 >= 100 ? 0 : 3) }
    let unit = series.unit.isEmpty ? "" : " " + series.unit
    return "\(sizes) · \(series.name) \(numbers[0]) to \(numbers[1])\(unit), mean \(numbers[2])\(unit)"
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "shape": .numbers(shape)
    case "axes": .texts(axes)
    case "mean": .number(mean)
    default: .number(values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count)
    }
  }

  private var count: Double { Double(max(1, values.count)) }
  private var mean: Double { values.reduce(0) { $0 + Double($1) } / count }
}

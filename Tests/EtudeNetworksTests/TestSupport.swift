import EtudeCore
import EtudeNetworks

/// Items whose views are drawn from a formula, each genre with a colour and a level of its own.
struct MadeExamples: Examples {
  var count: Int
  var imageSize = 32
  var bands = 12
  var classes = 3
  /// How far the classes' views lie apart; 0 makes them alike.
  var contrast = 1.0

  func label(_ item: Int) -> Int { item % classes }
  var labels: [Int] { (0..<count).map(label) }
  var names: [String] { (0..<classes).map { "genre\($0)" } }

  func digest(_ item: Int) -> Digest {
    Digest.build {
      $0.append(item)
      $0.append(imageSize)
      $0.append(contrast)
    }
  }

  private func stream(_ item: Int, _ purpose: String) -> RandomStream {
    RandomStream(
      Digest.build {
        $0.append(item)
        $0.append(purpose)
      })
  }

  func image(_ item: Int) throws -> RGBImage {
    var random = stream(item, "image")
    let level = 128 + contrast * Double(label(item) - 1) * 60
    let pixels = (0..<imageSize * imageSize * 3).map { index in
      UInt8(max(0, min(255, level + (index % 3 == label(item) ? 30 * contrast : 0) + 60 * random.normal())))
    }
    return RGBImage(width: imageSize, height: imageSize, pixels: pixels)
  }

  func frames(_ item: Int) throws -> Frames {
    var random = stream(item, "frames")
    let count = 20 + item % 5
    let values = (0..<bands * count).map { index in
      let band = index / count
      return Float(-40 + (band % classes == label(item) ? 8 * contrast : 0) + 6 * random.normal())
    }
    return Frames(bands: bands, count: count, values: values)
  }
}

/// A stream of random numbers by name.
func key(_ text: String) -> Digest { Digest.build { $0.append(text) } }

/// Fits with few words: the first three quarters of the items train.
func fitted(
  _ model: Model, _ examples: MadeExamples, options: TrainingOptions, stream: String = "fit",
  threads: Int = 1,
  validates: Bool = false, continuing: Fitted? = nil, stop: Int? = nil, work: Work? = nil,
  onEvent: (TrainingEvent) -> Void = { _ in }
) throws -> Fitted {
  let split = examples.count * 3 / 4
  return try fit(
    model, continuing: continuing, examples: examples, labels: examples.labels, classes: examples.names,
    training: Array(0..<split), validation: validates ? Array(split..<examples.count) : [], options: options,
    stream: key(stream), stop: stop, work: work ?? Work(threads: threads), onEvent: onEvent)
}

/// Share of items that a fitted network guesses right.
func accuracy(_ fitted: Fitted, _ examples: MadeExamples, items: [Int]) throws -> Double {
  let rows = try predict(fitted, examples: examples, items: items, work: Work())
  let right = zip(rows, items).count { row, item in
    row.indices.max { row[$0] < row[$1] } == examples.label(item)
  }
  return Double(right) / Double(items.count)
}

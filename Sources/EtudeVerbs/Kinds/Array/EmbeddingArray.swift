import EtudePictures

/// Songs as points, `[items, 2]`.
struct EmbeddingArray: ArrayMeaning {
  /// A genre a song.
  let labels: [String]

  func drawing(of array: ArrayValue) -> Drawing {
    Drawing(data: array.digest) { size, title in
      let points = stride(from: 0, to: array.values.count, by: 2).map {
        (x: Double(array.values[$0]), y: Double(array.values[$0 + 1]))
      }
      return Picture.scatter(
        x: points.map(\.x), y: points.map(\.y), labels: labels,
        axes: ("first component", "second component"), title: title ?? "Songs as points", size: size)
    }
  }
}

import EtudePictures

/// What a network gives before its classifier, `[items, dimensions]`.
struct FeatureArray: ArrayMeaning {
  /// Of the items.
  let names: [String]
  /// The layers of the network.
  let network: String
  var elementNames: [String]? { names }

  func title(of array: ArrayValue) -> String { "Features of \(names.count.of("song"))" }

  func drawing(of array: ArrayValue) -> Drawing {
    Drawing(Heading(title(of: array), "\(network), before its classifier"), data: array.digest) {
      size, heading in
      Picture.heatMap(
        array.values, rows: array.shape[0], columns: array.shape[1], rowNames: names,
        axes: ("items", "dimensions"), unit: "feature", heading: heading, size: size)
    }
  }
}

import EtudePictures

/// What a network gives before its classifier, `[items, dimensions]`.
struct FeatureArray: ArrayMeaning {
  /// Of the items.
  let names: [String]
  var elementNames: [String]? { names }

  func drawing(of array: ArrayValue) -> Drawing {
    Drawing(data: array.digest) { size, title in
      Picture.heatMap(
        array.values, rows: array.shape[0], columns: array.shape[1], rowNames: names,
        axes: ("items", "dimensions"), title: title ?? "Features", size: size)
    }
  }
}

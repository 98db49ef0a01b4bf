import EtudePictures

/// A layer's kernels: small images, with 0 in the middle of their scale.
struct KernelArray: ArrayMeaning {
  /// Its name.
  let layer: String
  /// The number of the first of them.
  let first: Int
  /// What a kernel covers of a song, in words.
  let extent: String
  /// Whether they look at the picture itself, whose channels are its colours.
  let isFirst: Bool
  /// Whether each filter reads the one channel of its own number.
  let isDepthwise: Bool
  /// The layers of the network.
  let network: String

  func title(of array: ArrayValue) -> String {
    array.shape[0] == 1 ? "Filter \(first) of \(layer)" : "Filters of \(layer)"
  }

  func drawing(of array: ArrayValue) -> Drawing {
    // One filter of three colours is as low as it is wide.
    let suitable: PictureSize =
      array.shape[0] == 1 && array.shape.count == 4 && array.shape[1] <= 3 ? .wide : .standard
    return Drawing(Heading(title(of: array), network), suitable, data: array.digest) { size, heading in
      guard array.shape.count == 4 else {
        return Picture.heatMap(
          array.values, rows: array.shape[0], columns: array.values.count / array.shape[0],
          axes: (array.axes.first ?? "", array.axes.last ?? ""), unit: "weight", signed: true,
          heading: heading.with(extent), size: size)
      }
      let colors = isFirst && array.shape[1] == 3 ? ["red", "green", "blue"] : []
      let channels =
        isDepthwise
        ? "depthwise: a filter reads one input channel, that of its own number"
        : colors.isEmpty && array.shape[1] > 1 ? "a row a filter, a column an input channel" : ""
      // One filter over many channels would be a strip: each of its channels is a picture of its own.
      if array.shape[0] == 1, array.shape[1] > 3, array.shape[2] * array.shape[3] > 1 {
        return Picture.kernels(
          array.values, filters: array.shape[1], channels: 1, height: array.shape[2], width: array.shape[3],
          channelNames: [""], heading: heading.with("a number an input channel", extent), size: size)
      }
      return Picture.kernels(
        array.values, filters: array.shape[0], channels: array.shape[1], height: array.shape[2],
        width: array.shape[3], first: first, channelNames: array.shape[1] == 1 ? [""] : colors,
        heading: heading.with(channels, extent), size: size)
    }
  }

  func note(on array: ArrayValue) -> String? { extent.isEmpty ? nil : extent }
}

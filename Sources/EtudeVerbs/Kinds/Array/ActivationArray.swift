import EtudeCore
import EtudePictures

/// What a layer makes of a song: feature maps, a sequence, or a vector.
struct ActivationArray: ArrayMeaning {
  /// Its name.
  let layer: String
  /// The only one of its units; nil for all.
  let unit: Int?
  /// Of the song that it heard.
  let spectrogram: SpectrogramValue
  /// Of a sequence's steps; nil for what is none.
  let times: StepTimes?
  /// The layers of the network.
  let network: String

  func title(of array: ArrayValue) -> String {
    let shown =
      switch (unit, array.shape.count) {
      case (let unit?, 2): "Map \(unit) of \(layer)"
      case (let unit?, _): "Unit \(unit) of \(layer)"
      case (nil, 3): "Feature maps of \(layer)"
      case (nil, _): "What \(layer) gives"
      }
    return "\(shown) for \(spectrogram.clip.name)"
  }

  func drawing(of array: ArrayValue) throws -> Drawing {
    let heading = Heading(
      title(of: array), network, try times.flatMap { try spectrogram.unheard($0) })
    if unit != nil { return drawing(of: array, under: heading) }
    switch array.shape.count {
    case 3:
      let (height, width) = (array.shape[1], array.shape[2])
      let count =
        "\(array.shape[0].of("map")) of \(height) × \(width), each numbered\(array.shape[0] > 256 ? ", the first 256 of them" : ""); time to the right, "
        + "frequency upwards"
      return Drawing(heading.with(count), data: array.digest) { size, heading in
        let maps = (0..<min(array.shape[0], 256)).map { map in
          Tile(
            name: "\(map)", width: width, height: height,
            values: Array(array.values[map * height * width..<(map + 1) * height * width]))
        }
        return Picture.imageGrid(maps, unit: "output", heading: heading, size: size)
      }
    case 2:
      return map(array, features: array.shape[1], steps: array.shape[0], transposed: true, under: heading)
    default:
      return Drawing(heading, .wide, data: array.digest) { size, heading in
        Picture.heatMap(
          array.values, rows: 1, columns: array.values.count, rowNames: [layer], axes: ("", "feature"),
          unit: "output", signed: true, heading: heading, size: size)
      }
    }
  }

  /// One unit.
  private func drawing(of array: ArrayValue, under heading: Heading) -> Drawing {
    if array.shape.count == 2 {
      return Drawing(heading, data: array.digest) { size, heading in
        let (height, width) = (array.shape[0], array.shape[1])
        // An image has its highest band at the top, frames have the lowest first.
        let rows = (0..<height).reversed().flatMap { array.values[$0 * width..<($0 + 1) * width] }
        return Picture.layerMap(
          under: try spectrogram.frames(), axes: SoundAxes(spectrogram),
          map: Frames(bands: height, count: width, values: rows), name: "output", heading: heading, size: size
        )
      }
    }
    return map(array, features: 1, steps: array.values.count, transposed: false, under: heading)
  }

  private func map(
    _ array: ArrayValue, features: Int, steps: Int, transposed: Bool, under heading: Heading
  ) -> Drawing {
    Drawing(heading, data: array.digest) { size, heading in
      let values =
        transposed
        ? (0..<features).flatMap { feature in (0..<steps).map { array.values[$0 * features + feature] } }
        : array.values
      return Picture.layerMap(
        under: try spectrogram.frames(), axes: SoundAxes(spectrogram),
        map: Frames(bands: features, count: steps, values: values), times: times,
        name: "output", features: true,
        signed: true, heading: heading, size: size)
    }
  }
}

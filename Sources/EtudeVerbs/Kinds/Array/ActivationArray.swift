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

  private var song: String { spectrogram.clip.name }

  func drawing(of array: ArrayValue) -> Drawing {
    if let unit { return drawing(of: array, unit: unit) }
    switch array.shape.count {
    case 3:
      return Drawing(data: array.digest) { size, title in
        let (height, width) = (array.shape[1], array.shape[2])
        let maps = (0..<min(array.shape[0], 256)).map { map in
          Tile(
            name: "\(map)", width: width, height: height,
            values: Array(array.values[map * height * width..<(map + 1) * height * width]))
        }
        return Picture.imageGrid(
          maps, unit: "output", title: title ?? "Feature maps of \(layer) for \(song)",
          subtitle: "\(array.shape[0].of("map")) of \(height) × \(width), each numbered; time to the right, "
            + "frequency upwards", size: size)
      }
    case 2:
      return map(
        array, features: array.shape[1], steps: array.shape[0], transposed: true,
        title: "What \(layer) gives for \(song)")
    default:
      return Drawing(.wide, data: array.digest) { size, title in
        Picture.heatMap(
          array.values, rows: 1, columns: array.values.count, rowNames: [layer], axes: ("", "feature"),
          unit: "output", signed: true, title: title ?? "What \(layer) gives for \(song)", size: size)
      }
    }
  }

  private func drawing(of array: ArrayValue, unit: Int) -> Drawing {
    if array.shape.count == 2 {
      return Drawing(data: array.digest) { size, title in
        let (height, width) = (array.shape[0], array.shape[1])
        // An image has its highest band at the top, frames have the lowest first.
        let rows = (0..<height).reversed().flatMap { array.values[$0 * width..<($0 + 1) * width] }
        return Picture.layerMap(
          under: try spectrogram.frames(), axes: SoundAxes(spectrogram),
          map: Frames(bands: height, count: width, values: rows), name: "output",
          title: title ?? "Map \(unit) of \(layer) for \(song)", size: size)
      }
    }
    return map(
      array, features: 1, steps: array.values.count, transposed: false,
      title: "Unit \(unit) of \(layer) for \(song)")
  }

  private func map(
    _ array: ArrayValue, features: Int, steps: Int, transposed: Bool, title suitable: String
  ) -> Drawing {
    Drawing(data: array.digest) { size, title in
      let values =
        transposed
        ? (0..<features).flatMap { feature in (0..<steps).map { array.values[$0 * features + feature] } }
        : array.values
      return Picture.layerMap(
        under: try spectrogram.frames(), axes: SoundAxes(spectrogram),
        map: Frames(bands: features, count: steps, values: values), times: times,
        name: "output", features: true,
        signed: true, title: title ?? suitable,
        subtitle: try times.flatMap { try spectrogram.unheard($0) } ?? "", size: size)
    }
  }
}

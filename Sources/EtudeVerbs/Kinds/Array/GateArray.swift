import EtudeCore
import EtudePictures

/// A recurrent layer's gates over time, `[gates, units, steps]`.
struct GateArray: ArrayMeaning {
  let names: [String]
  var elementNames: [String]? { names }
  /// Of the song that the layer heard.
  let spectrogram: SpectrogramValue

  func drawing(of array: ArrayValue) -> Drawing {
    Drawing(data: array.digest) { size, title in
      let (units, steps) = (array.shape[1], array.shape[2])
      let gates = names.enumerated().map { index, name in
        (
          name: name,
          values: Frames(
            bands: units, count: steps,
            values: Array(array.values[index * units * steps..<(index + 1) * units * steps]))
        )
      }
      return Picture.gates(
        under: try spectrogram.frames(), axes: SoundAxes(spectrogram), gates: gates,
        title: title ?? spectrogram.clip.name, size: size)
    }
  }
}

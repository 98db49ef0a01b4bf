import EtudeCore
import EtudePictures

/// A number a frame of a spectrogram, `[frames]`.
struct SeriesArray: ArrayMeaning {
  /// What is measured of every frame.
  let name: String
  /// Empty for a plain number.
  let unit: String
  let spectrogram: SpectrogramValue

  func drawing(of array: ArrayValue) -> Drawing {
    Drawing(data: array.digest) { size, title in
      Picture.series(
        array.values, name: name, unit: unit, under: try spectrogram.frames(), axes: SoundAxes(spectrogram),
        title: title ?? spectrogram.clip.name, size: size)
    }
  }

  /// From the least to the greatest number, and their mean.
  func note(on array: ArrayValue) -> String? {
    guard let least = array.values.min(), let greatest = array.values.max() else { return nil }
    let numbers = [least, greatest, Float(array.mean)].map {
      Double($0).text(decimals: $0 >= 100 ? 0 : 3)
    }
    let unit = unit.isEmpty ? "" : " " + unit
    return "\(name) \(numbers[0]) to \(numbers[1])\(unit), mean \(numbers[2])\(unit)"
  }
}

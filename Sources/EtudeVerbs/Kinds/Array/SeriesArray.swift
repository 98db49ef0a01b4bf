import EtudeCore
import EtudePictures

/// A number a frame of a spectrogram, `[frames]`.
struct SeriesArray: ArrayMeaning {
  /// What is measured of every frame.
  let name: String
  /// The same as a picture's title has it.
  let words: String
  /// Empty for a plain number.
  let unit: String
  let spectrogram: SpectrogramValue

  func title(of array: ArrayValue) -> String { "\(words) of \(spectrogram.clip.name)" }

  func drawing(of array: ArrayValue) -> Drawing {
    let settings = spectrogram.examples.settings
    let heading = Heading(title(of: array), settings.framing, "above it the mel spectrogram")
    return Drawing(heading, data: array.digest) { size, heading in
      Picture.series(
        array.values, name: name, unit: unit, under: try spectrogram.frames(), axes: SoundAxes(spectrogram),
        heading: heading, size: size)
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

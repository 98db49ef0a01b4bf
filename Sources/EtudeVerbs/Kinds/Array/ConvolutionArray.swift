import EtudeCore
import EtudePictures

/// What a kernel answers at each place of a spectrogram, `[bands, times]`.
struct ConvolutionArray: ArrayMeaning {
  let spectrogram: SpectrogramValue
  /// The kernel in words: its name or its size.
  let kernel: String
  /// One place in numbers.
  let step: ConvolutionStep
  /// Why this place, in words; empty where it was asked for.
  let reason: String

  func title(of array: ArrayValue) -> String { "\(kernel) over \(spectrogram.clip.name)" }

  func drawing(of array: ArrayValue) -> Drawing {
    let heading = Heading(
      title(of: array),
      "above the spectrogram, below the answer; in numbers where marked: " + place(of: array))
    return Drawing(heading, PictureSize(width: 1200, height: 750), data: array.digest) { size, heading in
      Picture.convolution(
        try spectrogram.frames(), axes: SoundAxes(spectrogram),
        map: Frames(bands: array.shape[0], count: array.shape[1], values: array.values), step: step,
        heading: heading, size: size)
    }
  }

  /// The step, product by product.
  func note(on array: ArrayValue) -> String? {
    let written = step.written
    let products = zip(written.kernel.joined(), written.window.joined()).map { "\($0) · (\($1))" }
    let shown = products.count > 25 ? Array(products.prefix(25)) + ["…"] : products
    return "at \(place(of: array)): \(shown.joined(separator: " + ")) = \(written.sum)"
  }

  /// Where the step is, and why there.
  private func place(of array: ArrayValue) -> String {
    let bands = array.shape[0] + step.kernel.count - 1
    let place = step.place(SoundAxes(spectrogram), bands: bands)
    return reason.isEmpty ? place : "\(place) (\(reason))"
  }
}

import EtudeCore
import EtudePictures

/// What a kernel answers at each place of a spectrogram, `[bands, times]`.
struct ConvolutionArray: ArrayMeaning {
  let spectrogram: SpectrogramValue
  /// The kernel's name or size.
  let kernel: String
  /// One place in numbers.
  let step: ConvolutionStep

  func drawing(of array: ArrayValue) -> Drawing {
    Drawing(PictureSize(width: 1200, height: 750), data: array.digest) { size, title in
      Picture.convolution(
        try spectrogram.frames(), axes: SoundAxes(spectrogram),
        map: Frames(bands: array.shape[0], count: array.shape[1], values: array.values), step: step,
        title: title ?? "The kernel \"\(kernel)\" over \(spectrogram.clip.name)",
        subtitle: "above the spectrogram, below what the kernel answers; at the marked place in numbers",
        size: size)
    }
  }

  /// The step, product by product.
  func note(on array: ArrayValue) -> String? {
    func number(_ value: Double) -> String {
      value.text(decimals: value == value.rounded() ? 0 : 2, minus: "−")
    }
    let products = zip(step.kernel.joined(), step.window.joined()).map { weight, value in
      "\(number(weight)) · (\(number(value)))"
    }
    let shown = products.count > 25 ? Array(products.prefix(25)) + ["…"] : products
    return "at the marked place: \(shown.joined(separator: " + ")) = \(number(step.sum))"
  }
}

import EtudeCore
import EtudePictures

/// What in a spectrogram a network's decision rests on, `[bands, times]`.
struct SaliencyArray: ArrayMeaning {
  let spectrogram: SpectrogramValue
  /// What the network decided for.
  let genre: String
  /// What the network gives that genre.
  let probability: Double

  func drawing(of array: ArrayValue) -> Drawing {
    Drawing(data: array.digest) { size, title in
      Picture.saliency(
        over: try spectrogram.frames(), axes: SoundAxes(spectrogram),
        saliency: Frames(bands: array.shape[0], count: array.shape[1], values: array.values),
        decision: genre, probability: probability, title: title ?? spectrogram.clip.name, size: size)
    }
  }
}

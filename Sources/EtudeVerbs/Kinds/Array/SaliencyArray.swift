import EtudeCore
import EtudePictures

/// What in a spectrogram a network's decision rests on, `[bands, times]`.
struct SaliencyArray: ArrayMeaning {
  let spectrogram: SpectrogramValue
  /// Of its columns.
  let times: StepTimes
  /// The genre that it speaks for.
  let genre: String
  /// Whether it is the genre that the network decides for.
  let isDecided: Bool
  /// What the network gives that genre.
  let probability: Double
  /// How it was found, in words.
  let method: String
  /// Whether it was found at a sequence that is read along time.
  let isAlongTime: Bool
  /// The layers of the network.
  let network: String

  func title(of array: ArrayValue) -> String {
    isDecided
      ? "What the decision for \(spectrogram.clip.name) rests on"
      : "What speaks for \(genre) in \(spectrogram.clip.name)"
  }

  func drawing(of array: ArrayValue) throws -> Drawing {
    let heading = Heading(
      title(of: array), network, try lateness(of: array), try spectrogram.unheard(times))
    return Drawing(heading, data: array.digest) { size, heading in
      Picture.saliency(
        over: try spectrogram.frames(), axes: SoundAxes(spectrogram),
        saliency: Frames(bands: array.shape[0], count: array.shape[1], values: array.values),
        times: times, decision: genre, probability: probability,
        method: method, heading: heading, size: size)
    }
  }

  /// How late what speaks for it lies, where half of it lies in the last half of the song; found along time alone.
  private func lateness(of array: ArrayValue) throws -> String? {
    let (rows, columns) = (array.shape[0], array.shape[1])
    guard isAlongTime, columns > 1 else { return nil }
    let sums = (0..<columns).map { column in
      (0..<rows).reduce(0.0) { $0 + Double(array.values[$1 * columns + column]) }
    }
    let total = sums.reduce(0, +)
    guard total > 0 else { return nil }
    var (sum, count) = (0.0, 0)
    while sum < total / 2, count < columns {
      count += 1
      sum += sums[columns - count]
    }
    let seconds = try spectrogram.seconds()
    let late = seconds - times.edges[columns - count]
    return late * 2 <= seconds ? "half of it lies in the last \(late.seconds)" : nil
  }

  func note(on array: ArrayValue) -> String? { "for \(genre) (\(probability.percent)) · \(method)" }
}

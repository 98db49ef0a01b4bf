/// Names and shapes of musicnn's tensors (Pons and Serra, 2019), and where they lie in its published checkpoints.
package enum MusicnnShapes {
  /// A convolution of the network, or a dense layer, as both are named: its weight, and the axes that the checkpoint has
  /// it in.
  private struct Linear {
    let name: String
    let shape: [Int]
    /// The checkpoint's axis for each of `shape`; it holds `[time, band, in, out]`, of a dense layer `[in, out]`.
    let axes: [Int]
  }

  /// The two timbral filters: 204 over 7 frames and 38 or 67 bands.
  package static let timbral: [(name: String, bands: Int)] = [("timbral1", 38), ("timbral2", 67)]
  /// The three temporal filters: 51 over one band and so many frames.
  package static let temporal: [(name: String, frames: Int)] = [
    ("temporal1", 128), ("temporal2", 64), ("temporal3", 32),
  ]
  package static let timbralFilters = 204
  package static let temporalFilters = 51
  /// Channels of the front's five parts joined.
  package static let frontChannels = 2 * timbralFilters + 3 * temporalFilters
  package static let middle = ["middle1", "middle2", "middle3"]
  package static let middleFilters = 64
  /// Frames that a middle convolution sees.
  package static let middleFrames = 7
  /// Channels of front and middle joined.
  package static let backChannels = frontChannels + middle.count * middleFilters
  /// Maximum and mean of each of them.
  package static let pooled = 2 * backChannels
  package static let penultimate = 200
  package static let tags = 50

  private static let linear: [Linear] =
    timbral.map {
      Linear(name: $0.name, shape: [timbralFilters, 1, middleFrames, $0.bands], axes: [3, 2, 0, 1])
    }
    + temporal.map { Linear(name: $0.name, shape: [temporalFilters, 1, $0.frames, 1], axes: [3, 2, 0, 1]) }
    + middle.enumerated().map { index, name in
      let inputs = index == 0 ? frontChannels : middleFilters
      return Linear(name: name, shape: [middleFilters, inputs, middleFrames, 1], axes: [3, 1, 0, 2])
    }

  /// The 64 tensors in the network's order: of each convolution weight and bias, then its batch norm's weight, bias,
  /// running mean and running variance.
  static let places: [PublishedCheckpoint.Place] = {
    var places: [PublishedCheckpoint.Place] = []
    func add(_ name: String, _ shape: [Int], axes: [Int]? = nil) {
      let stored = axes.map { axes in
        (shape: axes.indices.map { axis in axes.firstIndex(of: axis).map { shape[$0] } ?? 1 }, axes: axes)
      }
      places.append(.init(name: name, shape: shape, offset: offsets[places.count], stored: stored))
    }
    func addNorm(_ name: String, _ channels: Int) {
      for part in ["weight", "bias", "running_mean", "running_var"] { add("\(name).\(part)", [channels]) }
    }
    addNorm("input_norm", 1)
    for each in linear {
      add("\(each.name).weight", each.shape, axes: each.axes)
      add("\(each.name).bias", [each.shape[0]])
      addNorm("\(each.name)_norm", each.shape[0])
    }
    addNorm("pooled_norm", pooled)
    add("penultimate.weight", [penultimate, pooled], axes: [1, 0])
    add("penultimate.bias", [penultimate])
    addNorm("penultimate_norm", penultimate)
    add("tags.weight", [tags, penultimate], axes: [1, 0])
    add("tags.bias", [tags])
    return places
  }()

  /// The names and shapes alone.
  package static var tensors: [(name: String, shape: [Int])] { places.map { ($0.name, $0.shape) } }

  /// Byte offsets in either checkpoint, in the order of `places`; an optimiser's slots lie between them.
  private static let offsets: [Int] = [
    12, 0, 24, 28, 81176, 78728, 2480, 32, 4928, 5744, 734792, 732344, 15408, 12960, 17856, 18672, 1883516,
    1882904, 20100, 19488, 20712, 20916, 1962464, 1961852, 21732, 21120, 22344, 22548, 2002244, 2001632,
    23364, 22752, 23976, 24180, 2022596, 2021828, 25152, 24384, 25920, 26176, 5039300, 5038532, 27200,
    26432, 27968, 28224, 5384132, 5383364, 29248, 28480, 30016, 30272, 48600, 30528, 66672, 72696, 5730596,
    5728196, 8960, 6560, 11360, 12160, 9345596, 9344996,
  ]
}

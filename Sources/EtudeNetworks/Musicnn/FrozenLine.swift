import EtudeCore

/// Bias, relu and batch norm on its running statistics: a line a channel, bent at zero.
final class FrozenLine {
  private let name: String
  private let store: ParameterStore
  /// 1 for channels whose line rises, −1 for the others.
  private(set) var signs: [Float]
  private var biases, slopes, heights: [Float]

  init(_ name: String, channels: Int, _ store: ParameterStore) {
    self.name = name
    self.store = store
    signs = Array(repeating: 1, count: channels)
    (biases, slopes, heights) = (signs, signs, signs)
  }

  func reload() throws {
    let bias = try store.place(name + ".bias").values
    let scale = try store.place(name + "_norm.weight").values
    let shift = try store.place(name + "_norm.bias").values
    let mean = try store.place(name + "_norm.running_mean").values
    let variance = try store.place(name + "_norm.running_var").values
    for channel in signs.indices {
      signs[channel] = scale[channel] < 0 ? -1 : 1
      biases[channel] = bias[channel]
      slopes[channel] = scale[channel] / (variance[channel] + Musicnn.epsilon).squareRoot()
      heights[channel] = shift[channel] - mean[channel] * slopes[channel]
    }
  }

  /// Draws it through rows of a window's frames, in which channels whose line falls are turned round.
  func draw(_ rows: UnsafeMutablePointer<Float>, stride: Int) {
    let count = signs.count
    signs.withUnsafeBufferPointer { signs in
      biases.withUnsafeBufferPointer { biases in
        slopes.withUnsafeBufferPointer { slopes in
          heights.withUnsafeBufferPointer { heights in
            for frame in 0..<LogMelWindows.frames {
              let row = rows + frame * stride
              for channel in 0..<count {
                let value = row[channel] * signs[channel] + biases[channel]
                row[channel] = (value > 0 ? value : 0) * slopes[channel] + heights[channel]
              }
            }
          }
        }
      }
    }
  }
}

import CDNNL
import EtudeCore
import Glibc

/// A window of sound as the products of a convolution in phases read it: mixtures of every fourth band, and of every fourth
/// frame.
final class PhasedWindow {
  /// Which axis is taken apart.
  enum Axis {
    /// For each product `[frames, bands / 4]`.
    case bands
    /// For each product `[frames / 4, bands]`.
    case frames

    /// Rows and columns.
    fileprivate var extents: (rows: Int, columns: Int) {
      switch self {
      case .bands: (PhasedWindow.frames, LogMelWindows.bands / PhaseProducts.phases)
      case .frames: (PhasedWindow.quarterFrames, LogMelWindows.bands)
      }
    }
  }

  /// Frames of zeros before and behind the window, as many as any kernel sees of them.
  static let margin = (Musicnn.front.map(\.frames).max() ?? 0) / 2
  /// Frames under a kernel along the bands, whose reach is that of all of them.
  private static let frames = LogMelWindows.frames + 2 * bandReach
  private static let bandReach = MusicnnShapes.middleFrames / 2
  /// Places under the longest kernel along the frames in each phase.
  private static let quarterFrames = quarters(LogMelWindows.frames) + quarters(2 * margin) - 1
  /// The padded window's frame that is the first under the longest kernel.
  private static let firstFrame = 1
  /// Frames of the padded window: phases reach a little further than kernels.
  static let paddedFrames = LogMelWindows.frames + 2 * margin + PhaseProducts.phases

  private static func quarters(_ count: Int) -> Int {
    (count + PhaseProducts.phases - 1) / PhaseProducts.phases
  }

  private let padded: Memory
  private let mixtures: (bands: Memory, frames: Memory)
  private let context: LayerContext

  /// - Parameter padded: the window, `[paddedFrames, bands]`, behind `margin` frames of zeros.
  init(_ padded: Memory, _ context: LayerContext) throws {
    self.padded = padded
    self.context = context
    func room(_ axis: Axis) throws -> Memory {
      try context.memory(
        MemoryDescriptor(
          [PhaseProducts.count, axis.extents.rows, axis.extents.columns], dnnl_abc, layer: "a window"))
    }
    mixtures = (try room(.bands), try room(.frames))
  }

  /// What a product reads of the window: `rows` rows from the one on under which the first output of `shape` lies, plus `row`.
  func source(
    _ axis: Axis, product: Int, of shape: Musicnn.FrontConvolution, row: Int, rows: Int
  ) throws -> Memory {
    let (all, columns) = axis.extents
    let first =
      switch axis {
      case .bands: Self.bandReach - shape.padding.before
      case .frames: (Self.margin - Self.firstFrame - shape.padding.before) / PhaseProducts.phases
      }
    let memory = axis == .bands ? mixtures.bands : mixtures.frames
    let descriptor = try MemoryDescriptor([1, 1, rows, columns], dnnl_abcd, layer: shape.name)
    return try Memory(
      descriptor, at: memory.address + ((product * all + first + row) * columns) * 4, of: memory,
      engine: context.engine)
  }

  /// Mixes the window that is there.
  func mix() {
    mixBands()
    mixFrames()
  }

  private func mixBands() {
    let (rows, columns) = Axis.bands.extents
    let bands = LogMelWindows.bands
    // A place more, of zeros: what of a phase lies beyond the last band.
    withUnsafeTemporaryAllocation(of: Float.self, capacity: PhaseProducts.phases * (columns + 4)) { phases in
      guard let phases = phases.baseAddress else { return }
      memset(phases, 0, PhaseProducts.phases * (columns + 4) * 4)
      for row in 0..<rows {
        let values = padded.floats + (Self.margin - Self.bandReach + row) * bands
        for place in 0..<columns {
          for phase in 0..<PhaseProducts.phases {
            phases[phase * (columns + 4) + place] = values[place * PhaseProducts.phases + phase]
          }
        }
        for (product, weights) in PhaseProducts.input.enumerated() {
          let target = mixtures.bands.floats + (product * rows + row) * columns
          for place in stride(from: 0, to: columns, by: 4) {
            var sum = Four.zero
            for (phase, weight) in weights.enumerated() where weight != 0 {
              let (later, own) = phase.quotientAndRemainder(dividingBy: PhaseProducts.phases)
              sum += phases.four(own * (columns + 4) + place + later) * weight
            }
            target.putFour(sum, place)
          }
        }
      }
    }
  }

  private func mixFrames() {
    let (rows, bands) = Axis.frames.extents
    for row in 0..<rows {
      let values = padded.floats + (Self.firstFrame + row * PhaseProducts.phases) * bands
      for (product, weights) in PhaseProducts.input.enumerated() {
        let target = mixtures.frames.floats + (product * rows + row) * bands
        for band in stride(from: 0, to: bands, by: 16) {
          var sum = Vector.zero
          for (phase, weight) in weights.enumerated() where weight != 0 {
            sum += values.vector(phase * bands + band) * weight
          }
          target.put(sum, band)
        }
      }
    }
  }
}

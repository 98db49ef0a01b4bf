import CDNNL
import EtudeCore
import Glibc

/// All weights and statistics of a network in flat memory: first what is trained, in the order of the layers, then the
/// rest; gradients lie as the first part does.
package final class ParameterStore {
  let parameters: [Parameter]
  /// How many floats are trained.
  package let trainableCount: Int
  /// How many floats there are.
  let valueCount: Int
  package let values: UnsafeMutablePointer<Float>
  package let gradients: UnsafeMutablePointer<Float>
  private let valueBlock: Block
  private let gradientBlock: Block
  private let offsets: [String: (offset: Int, parameter: Parameter)]

  /// - Parameter parameters: as the recipe lists them; the store keeps what is trained in front.
  package init(_ parameters: [Parameter]) throws {
    self.parameters = parameters
    var offsets: [String: (Int, Parameter)] = [:]
    var offset = 0
    func place(_ parameter: Parameter) {
      offsets[parameter.name] = (offset, parameter)
      offset += parameter.count
    }
    for parameter in parameters where parameter.isTrainable { place(parameter) }
    trainableCount = offset
    // The rest starts on a boundary of its own, and the optimiser may read whole vectors up to it.
    offset = (offset + 31) / 16 * 16
    for parameter in parameters where !parameter.isTrainable { place(parameter) }
    self.offsets = offsets
    valueCount = offset
    movingRanges =
      [0..<trainableCount]
      + parameters.filter { !$0.isTrainable && !$0.isFrozen }.compactMap { parameter in
        offsets[parameter.name].map { $0.0..<$0.0 + parameter.count }
      }
    valueBlock = try Block(bytes: (offset + 16) * 4)
    gradientBlock = try Block(bytes: (trainableCount + 16) * 4)
    values = valueBlock.floats
    gradients = gradientBlock.floats
  }

  /// Where a parameter's values lie, and its gradient if it is trained.
  package struct Place {
    let values: UnsafeMutablePointer<Float>
    package let gradients: UnsafeMutablePointer<Float>?
    package let count: Int
  }

  package func place(_ name: String) throws -> Place {
    guard let (offset, parameter) = offsets[name] else {
      throw Failure("the network has no parameter '\(name)'")
    }
    return Place(
      values: values + offset, gradients: parameter.isTrainable ? gradients + offset : nil,
      count: parameter.count)
  }

  func range(_ name: String) -> Range<Int>? {
    offsets[name].map { $0.offset..<$0.offset + $0.parameter.count }
  }

  /// A parameter as oneDNN's memory; `gradient` gives its gradient's.
  func memory(
    _ name: String, _ extents: [Int], _ tag: dnnl_format_tag_t, gradient: Bool = false, engine: Engine
  ) throws -> Memory {
    let place = try place(name)
    let descriptor = try MemoryDescriptor(extents, tag, layer: name)
    guard let address = gradient ? place.gradients : place.values else {
      throw Failure("'\(name)' is frozen and has no gradient")
    }
    return try Memory(descriptor, at: UnsafeMutableRawPointer(address), of: self, engine: engine)
  }

  /// False once some weight or statistic that moves is infinite or no number.
  var areFinite: Bool {
    movingRanges.allSatisfy { UnsafePointer(values + $0.lowerBound).areFinite($0.count) }
  }

  /// Where weights and statistics lie that training moves: all but those of frozen parts.
  private let movingRanges: [Range<Int>]

  /// All values that training moves, one behind the other.
  var movingValues: [Float] {
    var copy: [Float] = []
    copy.reserveCapacity(movingRanges.reduce(0) { $0 + $1.count })
    for range in movingRanges {
      copy += UnsafeBufferPointer(start: values + range.lowerBound, count: range.count)
    }
    return copy
  }

  /// Puts back what `movingValues` gave, or, as earlier versions kept them, all values; what is of another network it leaves.
  func restore(_ copy: [Float]) {
    let count = movingRanges.reduce(0) { $0 + $1.count }
    let isWhole = copy.count == valueCount
    guard isWhole || copy.count == count else { return }
    var place = 0
    for range in isWhole ? [0..<valueCount] : movingRanges {
      for index in range {
        values[index] = copy[place]
        place += 1
      }
    }
  }

  package func clearGradients() { memset(gradients, 0, trainableCount * 4) }

  /// Fresh values, each parameter's from a stream of its own derived from `stream`, for those not in `given`.
  package func initialise(_ stream: Digest, except given: [String: Tensor] = [:]) throws {
    for parameter in parameters where given[parameter.name] == nil {
      let place = try place(parameter.name)
      switch parameter.role {
      case .weight(let bound):
        var random = RandomStream(
          Digest.build {
            $0.append(stream)
            $0.append("weights")
            $0.append(parameter.name)
          })
        for index in 0..<place.count { place.values[index] = Float(random.uniform(-bound...bound)) }
      case .scale, .variance, .inputDeviation: for index in 0..<place.count { place.values[index] = 1 }
      case .shift, .mean, .inputMean: for index in 0..<place.count { place.values[index] = 0 }
      }
    }
  }

  /// Takes values by name; parameters without one keep theirs.
  /// - Throws: `Failure` naming the parameter whose shape differs, or that holds what is no finite number.
  package func load(_ tensors: [String: Tensor]) throws {
    for parameter in parameters {
      guard let tensor = tensors[parameter.name] else { continue }
      guard tensor.shape == parameter.shape else {
        throw Failure(
          "'\(parameter.name)' is \(tensor.shape) and the recipe wants \(parameter.shape)",
          fix: "use weights of the same recipe")
      }
      guard tensor.values.areFinite else {
        throw Failure(
          "'\(parameter.name)' holds values that are no finite numbers",
          fix: "use weights of a training that went well"
        )
      }
      let place = try place(parameter.name)
      tensor.values.withUnsafeBufferPointer { source in
        if let base = source.baseAddress { place.values.update(from: base, count: place.count) }
      }
    }
  }

  /// A copy of all values by name; parameters in `unchanged` are taken from there instead of copied.
  package func tensors(unchanged: [String: Tensor] = [:]) throws -> [String: Tensor] {
    var tensors: [String: Tensor] = [:]
    for parameter in parameters {
      if parameter.isFrozen, let tensor = unchanged[parameter.name] {
        tensors[parameter.name] = tensor
        continue
      }
      let place = try place(parameter.name)
      tensors[parameter.name] = Tensor(
        shape: parameter.shape, values: Array(UnsafeBufferPointer(start: place.values, count: place.count)))
    }
    return tensors
  }
}

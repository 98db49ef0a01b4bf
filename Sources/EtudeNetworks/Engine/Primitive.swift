import CDNNL
import EtudeCore

/// A choice of implementation for one operation, and what it wants.
final class PrimitiveDescriptor {
  let handle: dnnl_primitive_desc_t
  let layer: String

  /// What `operation` (one of oneDNN's descriptor structures) is run by; `hint` is the forward one for a backward one.
  init<Operation>(
    _ operation: inout Operation, attributes: Attributes? = nil, hint: PrimitiveDescriptor? = nil,
    engine: Engine,
    layer: String
  ) throws {
    let attributes = try attributes ?? Attributes()
    var handle: dnnl_primitive_desc_t?
    try withUnsafeMutablePointer(to: &operation) {
      try check(
        dnnl_primitive_desc_create(
          &handle, UnsafeRawPointer($0), attributes.handle, engine.handle, hint?.handle), layer
      )
    }
    guard let handle else { throw Failure("oneDNN gave nothing to run \(layer)") }
    self.handle = handle
    self.layer = layer
  }

  /// Takes over a handle made elsewhere.
  init(owning handle: dnnl_primitive_desc_t, layer: String) {
    self.handle = handle
    self.layer = layer
  }

  deinit { dnnl_primitive_desc_destroy(handle) }

  /// The layout it wants for an argument.
  func descriptor(_ query: dnnl_query_t) throws -> MemoryDescriptor {
    guard let descriptor = optionalDescriptor(query) else {
      throw Failure("\(layer) lacks an argument of oneDNN's")
    }
    return descriptor
  }

  /// The layout it wants for an argument; nil if it takes none such.
  func optionalDescriptor(_ query: dnnl_query_t) -> MemoryDescriptor? {
    guard let descriptor = dnnl_primitive_desc_query_md(handle, query, 0), descriptor.pointee.ndims > 0 else {
      return nil
    }
    return descriptor.pointee
  }
}

/// What is fused into an operation: a sum with what stands in its destination, then a clip.
final class Attributes {
  let handle: dnnl_primitive_attr_t

  init(addsToDestination: Bool = false, clip: ClosedRange<Float>? = nil) throws {
    var handle: dnnl_primitive_attr_t?
    try check(dnnl_primitive_attr_create(&handle), "attributes")
    guard let handle else { throw Failure("oneDNN gave no attributes") }
    self.handle = handle
    try check(dnnl_primitive_attr_set_scratchpad_mode(handle, dnnl_scratchpad_mode_user), "attributes")
    if !addsToDestination && clip == nil { return }
    var operations: dnnl_post_ops_t?
    try check(dnnl_post_ops_create(&operations), "attributes")
    defer { dnnl_post_ops_destroy(operations) }
    if addsToDestination { try check(dnnl_post_ops_append_sum(operations, 1), "attributes") }
    if let clip {
      try check(
        dnnl_post_ops_append_eltwise(operations, 1, dnnl_eltwise_clip, clip.lowerBound, clip.upperBound),
        "attributes")
    }
    try check(dnnl_primitive_attr_set_post_ops(handle, operations), "attributes")
  }

  deinit { dnnl_primitive_attr_destroy(handle) }
}

/// An operation bound to its memories: running it is one C call without allocation.
package final class Primitive {
  private let handle: dnnl_primitive_t
  private let arguments: UnsafeMutableBufferPointer<dnnl_exec_arg_t>
  private let memories: [Memory]
  private let engine: Engine
  private let layer: String

  init(_ descriptor: PrimitiveDescriptor, _ arguments: [(Int32, Memory)], engine: Engine) throws {
    var handle: dnnl_primitive_t?
    try check(dnnl_primitive_create(&handle, descriptor.handle), descriptor.layer)
    guard let handle else { throw Failure("oneDNN gave nothing to run \(descriptor.layer)") }
    self.handle = handle
    self.engine = engine
    layer = descriptor.layer
    var arguments = arguments
    if let scratch = descriptor.optionalDescriptor(dnnl_query_scratchpad_md), scratch.bytes > 0 {
      let memory = try Memory(scratch, block: engine.scratch(bytes: scratch.bytes), engine: engine)
      arguments.append((PrimitiveArgument.scratchpad, memory))
    }
    self.arguments = .allocate(capacity: arguments.count)
    for (index, argument) in arguments.enumerated() {
      self.arguments[index] = dnnl_exec_arg_t(arg: argument.0, memory: argument.1.handle)
    }
    memories = arguments.map(\.1)
  }

  deinit {
    dnnl_primitive_destroy(handle)
    arguments.deallocate()
  }

  package func run() throws {
    let status = dnnl_primitive_execute(handle, engine.stream, Int32(arguments.count), arguments.baseAddress)
    if status != dnnl_success { try check(status, layer) }
  }
}

/// oneDNN's numbers for a primitive's arguments.
enum PrimitiveArgument {
  static let source = Int32(DNNL_ARG_SRC_0)
  static let destination = Int32(DNNL_ARG_DST_0)
  static let weights = Int32(DNNL_ARG_WEIGHTS_0)
  static let bias = Int32(DNNL_ARG_BIAS)
  static let mean = Int32(DNNL_ARG_MEAN)
  static let variance = Int32(DNNL_ARG_VARIANCE)
  static let scale = Int32(DNNL_ARG_SCALE)
  static let shift = Int32(DNNL_ARG_SHIFT)
  static let workspace = Int32(DNNL_ARG_WORKSPACE)
  static let scratchpad = Int32(DNNL_ARG_SCRATCHPAD)
  static let sourceGradient = Int32(DNNL_ARG_DIFF_SRC_0)
  static let destinationGradient = Int32(DNNL_ARG_DIFF_DST_0)
  static let weightsGradient = Int32(DNNL_ARG_DIFF_WEIGHTS_0)
  static let biasGradient = Int32(DNNL_ARG_DIFF_BIAS)
  static let scaleGradient = Int32(DNNL_ARG_DIFF_SCALE)
  static let shiftGradient = Int32(DNNL_ARG_DIFF_SHIFT)
  static let several = Int32(DNNL_ARG_MULTIPLE_SRC)
}

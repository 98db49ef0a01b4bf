import CDNNL
import EtudeCore

extension Primitive {
  /// Copies `source` into `destination`, from layout to layout.
  package convenience init(copying source: Memory, to destination: Memory, engine: Engine, layer: String)
    throws
  {
    var handle: dnnl_primitive_desc_t?
    var from = source.descriptor
    var to = destination.descriptor
    let attributes = try Attributes()
    try check(
      dnnl_reorder_primitive_desc_create(
        &handle, &from, engine.handle, &to, engine.handle, attributes.handle), layer)
    guard let handle else { throw Failure("oneDNN gave nothing to copy \(layer)") }
    try self.init(
      PrimitiveDescriptor(owning: handle, layer: layer),
      [(PrimitiveArgument.source, source), (PrimitiveArgument.destination, destination)], engine: engine)
  }

  /// Adds up `sources`, of one shape in whatever layouts, into `destination`.
  convenience init(adding sources: [Memory], into destination: Memory, engine: Engine, layer: String) throws {
    var handle: dnnl_primitive_desc_t?
    var to = destination.descriptor
    let attributes = try Attributes()
    let descriptors = sources.map(\.descriptor)
    let scales = [Float](repeating: 1, count: sources.count)
    try check(
      dnnl_sum_primitive_desc_create(
        &handle, &to, Int32(sources.count), scales, descriptors, attributes.handle, engine.handle), layer)
    guard let handle else { throw Failure("oneDNN gave nothing to add up \(layer)") }
    let arguments = sources.enumerated().map { (PrimitiveArgument.several + Int32($0.offset), $0.element) }
    try self.init(
      PrimitiveDescriptor(owning: handle, layer: layer),
      arguments + [(PrimitiveArgument.destination, destination)],
      engine: engine)
  }
}

/// Which factor of a matrix product lies transposed in memory.
enum Transposed { case neither, first, second }

/// `c = a · b + beta · c` for row-major matrices: a is `[rows, inner]`, b `[inner, columns]`, c `[rows, columns]`.
@inline(__always)
func matrixProduct(
  rows: Int, columns: Int, inner: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
  transposed: Transposed = .neither, beta: Float, _ c: UnsafeMutablePointer<Float>, layer: String
) throws {
  // The letters N and T, as BLAS has them.
  let status = dnnl_sgemm(
    transposed == .first ? 84 : 78, transposed == .second ? 84 : 78, Int64(rows), Int64(columns),
    Int64(inner), 1, a,
    Int64(transposed == .first ? rows : inner), b, Int64(transposed == .second ? inner : columns), beta, c,
    Int64(columns))
  if status != dnnl_success { try check(status, layer) }
}

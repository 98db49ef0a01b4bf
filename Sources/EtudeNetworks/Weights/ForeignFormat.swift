import EtudeCore

/// A format in which other programs keep weights and that Étude does not read: it says how to make safetensors of it.
public enum ForeignFormat: Sendable, CaseIterable {
  case pytorch, numpy, keras, onnx, tensorflow, pickle

  /// The format that a file's ending stands for; nil for any other ending.
  public init?(ending: String) {
    guard let format = Self.allCases.first(where: { $0.endings.contains(ending) }) else { return nil }
    self = format
  }

  /// The format whose files begin so; nil where that cannot be told.
  package init?(bytes: some Collection<UInt8>) {
    let start = Array(bytes.prefix(256))
    func begins(_ signature: [UInt8]) -> Bool { start.starts(with: signature) }
    if begins(Array("PK".utf8) + [3, 4]) {
      // The name of the archive's first file stands behind its header.
      let length = start.count > 30 ? Int(start[26]) + Int(start[27]) << 8 : 0
      let name = String(decoding: start.dropFirst(30).prefix(length), as: UTF8.self)
      if name.hasSuffix("data.pkl") || name.hasSuffix("/byteorder") || name.hasSuffix("/.format_version") {
        self = .pytorch
      } else if name.hasSuffix(".npy") {
        self = .numpy
      } else if name.hasSuffix(".json") || name.hasSuffix(".h5") {
        self = .keras
      } else {
        return nil
      }
    } else if begins([0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]) {
      self = .pytorch
    } else if begins([0x89] + Array("HDF".utf8)) {
      self = .keras
    } else if begins([0x93] + Array("NUMPY".utf8)) {
      self = .numpy
    } else if start.count > 1, start[0] == 0x80, (2...5).contains(start[1]) {
      self = .pickle
    } else {
      return nil
    }
  }

  private var endings: [String] {
    switch self {
    case .pytorch: ["pt", "pth", "ckpt", "bin"]
    case .numpy: ["npz", "npy"]
    case .keras: ["h5", "hdf5", "keras"]
    case .onnx: ["onnx"]
    case .tensorflow: ["pb", "tflite"]
    case .pickle: ["pkl", "pickle", "joblib"]
    }
  }

  private var name: String {
    switch self {
    case .pytorch: "PyTorch's own format"
    case .numpy: "NumPy's own format"
    case .keras: "Keras' own format (HDF5)"
    case .onnx: "ONNX"
    case .tensorflow: "TensorFlow's own format"
    case .pickle: "a Python pickle"
    }
  }

  /// What a user is told of weights in this format at `path`.
  public func failure(_ path: String) -> Failure {
    let name = Paths.name(of: path)
    let ending = name.lastIndex(of: ".").map { name[$0...].count } ?? 0
    let file = path.replacing("'", with: "\\'")
    let made = file.dropLast(ending) + ".safetensors"
    let fix =
      switch self {
      case .pytorch:
        "save its state as safetensors and load that: python3 -c \"import torch, safetensors.torch as s; "
          + "s.save_file(torch.load('\(file)'), '\(made)')\""
      case .numpy:
        "save its arrays as safetensors and load that: python3 -c \"import numpy, safetensors.numpy as s; "
          + "s.save_file(dict(numpy.load('\(file)')), '\(made)')\""
      case .keras:
        "convert it with the program in Docs/Weights.md, which names its arrays as a recipe's layers, "
          + "and load the .safetensors that it makes"
      case .onnx: "save the network as .safetensors, too, and load that: ONNX is for other programs"
      case .tensorflow, .pickle:
        "write its arrays with safetensors.numpy.save_file, named as the recipe's layers and in PyTorch's layouts"
      }
    return .input("\(path) is \(self.name), which holds no weights that Étude reads", fix: fix)
  }
}

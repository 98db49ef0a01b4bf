import CDNNL
import EtudeCore

/// What decides over the last bits of a network's numbers beside recipe, data and threads.
public enum EngineIdentity {
  /// oneDNN's version, and which vector instructions it uses: those of the processor, unless it is told to use fewer.
  public static let text: String = {
    let version = dnnl_version().map { "\($0.pointee.major).\($0.pointee.minor).\($0.pointee.patch)" } ?? "?"
    return "oneDNN \(version), instructions \(String(dnnl_get_effective_cpu_isa().rawValue, radix: 16))"
  }()
}

extension Model {
  /// The digest of the pretrained weights that it begins with.
  ///
  /// - Throws: `Failure.input` if they are missing; `Failure` for layers that do not fit each other.
  public func pretrainedDigest(imageSize: Int, bands: Int) throws -> Digest {
    if !members.isEmpty {
      let digests = try members.map { try $0.pretrainedDigest(imageSize: imageSize, bands: bands) }
      return Digest.build { for digest in digests { $0.append(digest) } }
    }
    return try Digest.of(
      Plan(self, imageSize: imageSize, bands: bands, classes: 1).pretrainedWeights())
  }
}

import CDNNL
import EtudeCore

/// What decides over the last bits of a network's numbers beside recipe, data and threads.
public enum EngineIdentity {
  /// oneDNN's version, and which vector instructions it uses: those of the processor, unless it is told to use fewer.
  public static let text = "oneDNN \(version), instructions \(String(instructions.rawValue, radix: 16))"

  /// The same for people: `oneDNN 2.6.3 with AVX2`.
  public static let words = "oneDNN \(version) with \(instructionNames)"

  private static let instructions = dnnl_get_effective_cpu_isa()
  private static let version =
    dnnl_version().map { "\($0.pointee.major).\($0.pointee.minor).\($0.pointee.patch)" } ?? "?"

  private static var instructionNames: String {
    switch instructions {
    case dnnl_cpu_isa_sse41: "SSE4.1"
    case dnnl_cpu_isa_avx: "AVX"
    case dnnl_cpu_isa_avx2: "AVX2"
    case dnnl_cpu_isa_avx2_vnni: "AVX2-VNNI"
    case dnnl_cpu_isa_avx512_core: "AVX-512"
    case dnnl_cpu_isa_avx512_core_vnni: "AVX-512 VNNI"
    case dnnl_cpu_isa_avx512_core_bf16: "AVX-512 BF16"
    case dnnl_cpu_isa_avx512_core_amx: "AMX"
    default: "instructions \(String(instructions.rawValue, radix: 16))"
    }
  }
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

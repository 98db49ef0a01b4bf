import CDNNL
import EtudeCore

/// In which numbers feature maps are computed.
///
/// In bf16 (a float32 cut to 8 bits of fraction) maps, their gradients and the convolutions' weights are; what is
/// trained, statistics, vectors and sequences stay float32.
public enum Precision: String, Codable, Hashable, Sendable, CaseIterable {
  case fp32
  case bf16

  /// - Throws: `Failure` if this processor cannot compute in it.
  public func check() throws {
    let wide = dnnl_cpu_isa_avx512_core.rawValue
    if self == .bf16 && dnnl_get_effective_cpu_isa().rawValue & wide != wide {
      throw Failure(
        "this processor cannot compute in bf16: it has no AVX-512", fix: "give precision: \"fp32\"")
    }
  }

  /// Of a number of a map.
  var bytes: Int { self == .bf16 ? 2 : 4 }

  /// What oneDNN calls the numbers of a map.
  var mapType: dnnl_data_type_t { self == .bf16 ? dnnl_bf16 : dnnl_f32 }
}

import Glibc

/// How frequency maps to mel.
public enum MelScale: String, Codable, Hashable, Sendable, CaseIterable {
  /// Linear to 1000 Hz, logarithmic above (Slaney's Auditory Toolbox): librosa's default.
  case slaney
  /// 2595 · log₁₀(1 + f / 700) (the Hidden Markov Model Toolkit).
  case htk

  /// The mel of a frequency in Hz.
  public func mel(_ frequency: Double) -> Double {
    switch self {
    case .htk: 2595 * log10(1 + frequency / 700)
    case .slaney:
      frequency < 1000 ? frequency * 3 / 200 : 15 + log(frequency / 1000) / (log(6.4) / 27)
    }
  }

  /// The frequency in Hz of a mel.
  public func frequency(_ mel: Double) -> Double {
    switch self {
    case .htk: 700 * (pow(10, mel / 2595) - 1)
    case .slaney: mel < 15 ? mel * 200 / 3 : 1000 * exp((mel - 15) * (log(6.4) / 27))
    }
  }
}

import Glibc

/// The vector instructions that the processor has, on which the last bits of floating-point results depend.
public enum VectorInstructions {
  /// Names in the kernel's spelling, sorted: `avx avx2 fma`.
  public static let names: [String] = {
    guard let file = fopen("/proc/cpuinfo", "re") else { return [] }
    defer { fclose(file) }
    // The first processor's lines are enough; a machine with many takes long to tell of all.
    var buffer = [UInt8](repeating: 0, count: 1 << 13)
    let count = fread(&buffer, 1, buffer.count, file)
    let lines = String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n")
    let flags = lines.first { $0.hasPrefix("flags") || $0.hasPrefix("Features") }
    let prefixes = ["sse4", "avx", "fma", "f16c", "amx", "asimd", "sve", "sme", "bf16"]
    return (flags ?? "").split(separator: " ").map(String.init).filter { flag in
      prefixes.contains { flag.hasPrefix($0) }
    }.sorted()
  }()

  /// A short name of them all, for a folder: the widest, and some digits that stand for the rest.
  static let folderName: String = {
    let digest = Digest.build { for name in names { $0.append(name) } }
    let widest = ["avx512f", "avx2", "avx", "sve", "asimd"].first(where: names.contains) ?? "plain"
    return "\(widest)-\(digest.hex.prefix(6))"
  }()
}

import EtudeCore

extension SafetensorsFile {
  /// The file's bytes, sealed with writer and digest.
  package func bytes() -> [UInt8] {
    var sealed = metadata
    sealed["writer"] = "etude \(Etude.version)"
    sealed["digest"] = Self.seal(metadata: sealed, tensors: tensors).description
    return Self.layout(metadata: sealed, tensors: tensors)
  }

  /// The bytes of a file that holds just this, names in order of their bytes, the header padded to eight bytes.
  package static func layout(metadata: [String: String], tensors: [String: Tensor]) -> [UInt8] {
    let names = tensors.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var entries: [String] = []
    if !metadata.isEmpty {
      let strings = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { HeaderText.quoted($0.key) + ":" + HeaderText.quoted($0.value) }
      entries.append("\"__metadata__\":{\(strings.joined(separator: ","))}")
    }
    var end = 0
    for name in names {
      guard let tensor = tensors[name] else { continue }
      let begin = end
      end += tensor.count * 4
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      entries.append(
        "\(HeaderText.quoted(name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(begin),\(end)]}"
      )
    }
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    header.append(contentsOf: repeatElement(0x20, count: (8 - header.count % 8) % 8))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + end)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: header)
    for name in names { tensors[name]?.values.withUnsafeBytes { bytes.append(contentsOf: $0) } }
    return bytes
  }

  /// Checks the digest of a file that says it is Étude's or carries one, and takes the seal out of the metadata.
  mutating func openSeal(isPlain: Bool) throws {
    let isOurs = metadata["writer"]?.hasPrefix("etude ") == true
    let isSealed = metadata["digest"].map { $0.hasPrefix("sha256:") && Digest($0) != nil } ?? false
    guard isOurs || isSealed else { return }
    let digest = metadata.removeValue(forKey: "digest")
    guard isPlain, digest == Self.seal(metadata: metadata, tensors: tensors).description else {
      throw HeaderText.Flaw(reason: "it is damaged: its digest does not match")
    }
    metadata["writer"] = nil
  }

  /// The digest over all that a file holds but the digest itself.
  private static func seal(metadata: [String: String], tensors: [String: Tensor]) -> Digest {
    .build { digester in
      for (key, value) in metadata.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        digester.append(key)
        digester.append(value)
      }
      digester.append(Digest.of(tensors))
    }
  }
}

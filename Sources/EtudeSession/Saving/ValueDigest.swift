import EtudeCore
import EtudeLanguage

extension Value {
  /// The digest by which a replay compares: an object's own, plain values' texts; nil where equality means nothing.
  public var digest: String? {
    switch self {
    case .object(let object): return object.digest
    case .nothing: return nil
    case .list(let list):
      let digests = list.items.map { ($0.label ?? "", $0.value.digest) }
      guard digests.allSatisfy({ $0.1 != nil }) else { return nil }
      return Digest.build { digester in
        for (label, digest) in digests {
          digester.append(label)
          digester.append(digest ?? "")
        }
      }.description
    case .number, .whole, .quantity, .text, .flag:
      return Digest.build { $0.append(ValueText.literal(self) ?? "") }.description
    }
  }
}

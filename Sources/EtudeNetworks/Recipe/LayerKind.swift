/// What a layer does, with everything its verb was told; it holds no weights. `LayerKind.relu`, `.conv(filters: 16)` and
/// so on make one; each is declared in the layer's own file.
public struct LayerKind: Hashable, Sendable {
  let type: any LayerType

  init(_ type: any LayerType) { self.type = type }

  /// The layer with its settings, of the Swift type that its file in `LayerTypes` declares: for rooms that say something
  /// else of layers than this one does.
  package var layer: Any { type }

  /// The verb that makes the layer, and so its name.
  public var verb: String { type.verb }

  /// The settings of a recurrent layer, nil for all others.
  public var recurrence: Recurrence? { type.recurrence }

  /// Recipes that stand side by side within the layer; empty for all but `combine`.
  public var branches: [Model] { type.branches }

  /// Whether gates decide what it keeps: of gru and lstm.
  public var hasGates: Bool { type.hasGates }

  /// Whether it names classes, so that a recipe may end with it.
  public var isClassifier: Bool { type.isClassifier }

  /// Whether it reads what is measured of the sound as a whole.
  public var readsDescriptors: Bool { type is DescriptorsLayer }

  /// Whether somebody has trained its weights before the recipe is.
  public var isPretrained: Bool { type.isPretrained }

  /// Whether the layer has weights or statistics at all.
  public var hasWeights: Bool { type.hasWeights }

  /// Whether a recipe's layer has weights that nobody has trained: all but the pretrained ones.
  public var hasUntrainedWeights: Bool {
    type.branches.isEmpty
      ? type.hasWeights && !type.isPretrained
      : type.branches.contains { $0.layers.contains { $0.kind.hasUntrainedWeights } }
  }

  /// Equal if the layers' names and settings are.
  public static func == (left: LayerKind, right: LayerKind) -> Bool {
    left.type.hashable == right.type.hashable
  }

  /// Hashes the layer's digest.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(verb)
    hasher.combine(type.hashable)
  }
}

/// As files hold it: an object of one key, the verb, with the settings.
extension LayerKind: Codable {
  private struct Verb: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads what `encode(to:)` writes; throws `DecodingError` for a layer that is not known.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Verb.self)
    let known = container.allKeys.compactMap { key in
      LayerRegistry.type(of: key.stringValue).map { (key, $0) }
    }
    guard let (key, type) = known.first, known.count == 1 else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no layer that is known"))
    }
    func decode(_ type: (some LayerType).Type) throws -> any LayerType {
      try container.decode(type, forKey: key)
    }
    self.init(try decode(type))
  }

  /// Writes the layer's name and settings.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Verb.self)
    try type.encode(in: &container, forKey: Verb(stringValue: verb))
  }
}

extension LayerType {
  fileprivate func encode<Key>(in container: inout KeyedEncodingContainer<Key>, forKey key: Key) throws {
    try container.encode(self, forKey: key)
  }
}

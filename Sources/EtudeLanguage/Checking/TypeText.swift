/// Types as a message names them.
extension ValueType {
  /// With its article: `a dataset`, `a list of numbers`, `spectrograms`.
  public var described: String {
    switch self {
    case .number: "a number"
    case .quantity(let dimension): dimension.described
    case .text: "a string"
    case .flag: "yes or no"
    case .list(let element, _): element == .unknown ? "a list" : "a list of \(element.plural)"
    case .kind(let kind): kind.described
    case .nothing: "nothing"
    case .unknown: "a value"
    }
  }

  var plural: String {
    switch self {
    case .number: "numbers"
    case .quantity(let dimension): dimension == .frequency ? "frequencies" : "\(dimension.rawValue)s"
    case .text: "strings"
    case .flag: "yes and no"
    case .list: "lists"
    case .kind(let kind): kind.plural
    case .nothing, .unknown: "values"
    }
  }

  /// Whether a value of one type may stand where the other is known: labels do not matter, nor what is unknown.
  public func agrees(with other: ValueType) -> Bool {
    switch (self, other) {
    case (.unknown, _), (_, .unknown): true
    case (.list(let first, _), .list(let second, _)): first.agrees(with: second)
    default: self == other
    }
  }

  /// Whether a value of it is written down rather than made: a number, a quantity, a string, yes or no.
  var isPlain: Bool {
    switch self {
    case .number, .quantity, .text, .flag: true
    default: false
    }
  }

  var isList: Bool { if case .list = self { true } else { false } }

  /// Lists within one another: 0 for what is no list.
  var listDepth: Int {
    var depth = 0
    var type = self
    while case .list(let element, _) = type { (depth, type) = (depth + 1, element) }
    return depth
  }
}

extension Dimension {
  var described: String {
    switch self {
    case .time: "a time such as 3s"
    case .frequency: "a frequency such as 440Hz"
    case .level: "a level such as 80dB"
    case .share: "a share such as 30%"
    }
  }
}

extension Kind {
  var described: String {
    if name.hasSuffix("s") { return name }
    let vowel = name.first.map { "aeiou".contains($0) } ?? false
    return (vowel || name == "mfcc" ? "an " : "a ") + name
  }
}

extension Kind {
  /// More than one, as English makes it of most nouns: `clips`, `arrays`, `histories`, `indexes`.
  static func plural(of name: String) -> String {
    if name.hasSuffix("s") { return name }
    if name.hasSuffix("x") { return name + "es" }
    let isVowelBefore = name.dropLast().last.map { "aeiou".contains($0) } ?? false
    return name.hasSuffix("y") && !isVowelBefore ? name.dropLast() + "ies" : name + "s"
  }
}

extension [String] {
  /// `a, b or c`
  func joined(last word: String) -> String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(word) " + last
  }
}

import EtudeLanguage

/// Ways to write a verb's call wrongly, from its declaration.
enum Mistakes {
  struct Written {
    let verb: String
    let operands: [String]
    /// Options that must be given, and one that may be.
    let options: [(label: String, value: String)]

    var text: String {
      ([verb] + operands + options.map { "\($0.label): \($0.value)" }).joined(separator: " ")
    }
  }

  /// A call that is right; nil where an operand has no value to stand for it.
  static func call(of verb: Verb) -> Written? {
    let wanted = verb.operands.filter { $0.arity != .optional }
    let operands = wanted.compactMap { operand in value(for: operand.accepts, of: verb) }
    guard operands.count == wanted.count else { return nil }
    let required = verb.options.filter(\.isRequired).compactMap { option in
      value(for: option.accepts, of: verb).map { (label: option.label, value: $0) }
    }
    return Written(verb: verb.name, operands: operands, options: required)
  }

  private static func value(for accepts: [Accepts], of verb: Verb) -> String? {
    accepts.lazy.compactMap { value(for: $0, of: verb) }.first
  }

  private static func value(for accepts: Accepts, of verb: Verb) -> String? {
    switch accepts {
    case .seed: "7"
    case .integer(let range): "\(min(max(range.lowerBound, 4), range.upperBound))"
    case .number(let range): "\(min(max(range.lowerBound, 0.5), range.upperBound))"
    case .share: "30%"
    case .quantity(let dimension, _):
      switch dimension {
      case .time: "2s"
      case .frequency: "2000Hz"
      case .level: "60dB"
      case .share: "30%"
      }
    case .text:
      ["export": "\"a.csv\"", "save": "\"a.safetensors\"", "plot": "\"a.png\""][verb.name] ?? "\"a.wav\""
    case .choice(let words): "\"\(words[0])\""
    case .flag: "yes"
    case .kind(let kind): AdviceBench.things.first { $0.type == .kind(kind) }?.name
    case .list(let item): value(for: item, of: verb).map { "[\($0), \($0)]" }
    case .anything: verb.name == "save" ? "fitted" : verb.section == .asking ? "songs" : "cv"
    case .each(let accepts): value(for: accepts, of: verb)
    }
  }

  /// The call as other languages write it.
  static func foreign(_ call: Written) -> [String] {
    let labelled = call.options.map { "\($0.label)=\($0.value)" }
    var texts: [String] = []
    if call.operands.count + labelled.count > 0 {
      texts.append("\(call.verb)(\((call.operands + labelled).joined(separator: ", ")))")
    }
    if call.operands.count > 1 {
      let options = call.options.map { " \($0.label): \($0.value)" }.joined()
      texts.append("\(call.verb) \(call.operands.joined(separator: ", "))\(options)")
    }
    if let first = call.operands.first, first != "yes", first.first?.isLetter ?? false {
      texts.append("\(first).\(call.verb)(\((call.operands.dropFirst() + labelled).joined(separator: ", ")))")
    }
    if !labelled.isEmpty { texts.append(([call.verb] + call.operands + labelled).joined(separator: " ")) }
    // A single operand in brackets is right as it is.
    return texts.filter {
      $0 != "\(call.verb)(\(call.operands.joined(separator: ", ")))" || call.operands.count > 1
    }
  }

  static func all(of verb: Verb) -> [String] {
    guard let call = call(of: verb) else { return [misspelt(verb.name) + " cv"] }
    let start = ([verb.name] + call.operands).joined(separator: " ")
    let required = call.options.map { " \($0.label): \($0.value)" }.joined()
    var texts = foreign(call)
    texts.append(([misspelt(verb.name)] + call.operands).joined(separator: " ") + required)
    for index in call.operands.indices {
      var operands = call.operands
      operands.remove(at: index)
      texts.append(([verb.name] + operands).joined(separator: " ") + required)
    }
    for extra in ["mels", "songs", "net", "fitted", "clip", "3", "3s", "\"text\"", "gru", "confusion"] {
      texts.append("\(start) \(extra)\(required)")
    }
    for given in ["songs", "net", "fitted", "clip", "cv", "3", "\"a.wav\"", "yes"]
    where !call.operands.isEmpty {
      texts.append(([verb.name, given] + call.operands.dropFirst()).joined(separator: " ") + required)
      texts.append(([verb.name] + call.operands.dropLast() + [given]).joined(separator: " ") + required)
    }
    texts.append(start + " nothing: 3" + required)
    for option in verb.options {
      texts += mistakes(option, start + (option.isRequired ? "" : required), verb)
    }
    return texts
  }

  private static func mistakes(_ option: Option, _ start: String, _ verb: Verb) -> [String] {
    guard let value = value(for: option.accepts, of: verb) else { return [] }
    var texts = [
      "\(start) \(misspelt(option.label)): \(value)", "\(start) \(option.label) \(value)",
      "\(start) \(option.label)=\(value)", "\(start) \(option.label): \"text\"",
      "\(start) \(option.label): 3",
      "\(start) \(option.label): yes", "\(start) \(option.label): -1", "\(start) \(option.label): 1e9",
      "\(start) \(option.label): 30", "\(start) \(option.label): 0", "\(start) \(option.label): []",
      "\(start) \(option.label): 0.3", "\(start) \(option.label): \(value) \(option.label): \(value)",
      "\(start) \(option.label): none", "\(start) \(option.label): songs", "\(start) \(option.label): True",
      "\(start) \(option.label): None", "\(start) \(option.label):",
    ]
    for case .choice(let words) in option.accepts {
      for word in words {
        texts += ["\(start) \(option.label): \(word)", "\(start) \(option.label): \"\(misspelt(word))\""]
      }
    }
    return texts
  }

  /// The word with its second and third letter the other way round.
  static func misspelt(_ word: String) -> String {
    var letters = Array(word)
    guard letters.count > 2 else { return word + word }
    letters.swapAt(1, 2)
    return letters[1] == letters[2] ? word + "e" : String(letters)
  }
}

import EtudeCore

/// Programs drawn from the grammar, over the test vocabulary: most are right, some have an operand or an option of another
/// type, a name that is not bound, an index beyond the end. Spaces, breaks and comments are drawn too.
struct ProgramGenerator {
  var random: RandomStream
  /// Names that are bound where the text has come to, with their types.
  private var names: [(name: String, type: Sort)] = []
  /// Round and square brackets that are open, in which lines may break.
  private var brackets = 0
  /// Strings that are open, in which they may not.
  private var strings = 0
  private var bodies = 0
  /// Of a hundred expressions, how many have another type than is asked for.
  private let wrong: Int

  /// What an expression is.
  enum Sort: CaseIterable {
    case number, time, text, flag, numbers, texts, dataset, clip, spectrograms, model, fitted, result, results
  }

  init(seed: UInt64, wrong: Int = 3) {
    random = RandomStream(seed: seed, purpose: "programs")
    self.wrong = wrong
  }

  mutating func program() -> String {
    (names, brackets, strings, bodies) = ([], 0, 0, 0)
    let count = 1 + random.below(9)
    return (0..<count).map { _ in blank() + statement() + end() }.joined()
  }

  private mutating func one<Element>(_ list: [Element]) -> Element { list[random.below(list.count)] }

  /// Space that has to be there.
  private mutating func gap() -> String {
    if brackets > 0, strings == 0, random.below(12) == 0 {
      return one(["\n", "\n\n  ", "  # why\n", "\n# note\n"])
    }
    return one([" ", " ", " ", "  ", "\t"])
  }

  /// Space that need not.
  private mutating func space() -> String { random.below(3) == 0 ? gap() : "" }

  private mutating func blank() -> String {
    random.below(5) == 0 ? one(["\n", "\n\n", "# a line\n", "  #another  \n", "\t\n", ";"]) : ""
  }

  private mutating func end() -> String {
    one(["\n", "\n", "\n", ";", " ;\n", "  # so\n", "# so\n", "\r\n"])
  }
}

/// Statements.
extension ProgramGenerator {
  private mutating func statement() -> String {
    switch random.below(bodies > 2 ? 8 : 14) {
    case 0...4: return binding()
    case 5, 6: return "print" + gap() + operand(one(Sort.allCases), 2) + operands()
    case 7: return expression(one(Sort.allCases), 3)
    case 8: return bodies > 0 ? binding() : "seed" + gap() + "\(random.below(99))"
    case 9:
      return bodies > 0
        ? "expect" + gap() + operand(.flag, 2)
        : "param" + gap() + bound(.number) + space() + "=" + space() + one(["3", "-1", "30%", "2.5"])
    case 10, 11: return branch()
    default: return loop()
    }
  }

  private mutating func operands() -> String {
    (0..<random.below(3)).map { _ in gap() + operand(one(Sort.allCases), 2) }.joined()
  }

  private mutating func binding() -> String {
    let type = one(Sort.allCases)
    let value = expression(type, 3)
    return bound(type) + space() + "=" + space() + value
  }

  /// A name that is bound from here on.
  private mutating func bound(_ type: Sort) -> String {
    let name = one(["a", "b", "songs", "mels", "net", "cv", "xs", "音", "x2", "épo", "print", "label"])
    // Bound in a body, it may have no value behind it.
    names.removeAll { $0.name == name }
    names.append((name, type))
    return name
  }

  private mutating func body() -> String {
    bodies += 1
    defer { bodies -= 1 }
    let count = random.below(4)
    let lines = (0..<count).map { _ in blank() + statement() + end() }.joined()
    return "{" + one(["", " ", "\n", " # body\n", ";"]) + lines + one(["}", " }"])
  }

  private mutating func branch() -> String {
    var text = "if" + gap() + operand(.flag, 2) + gap() + body()
    if random.below(3) == 0 { text += space() + "else if" + gap() + operand(.flag, 1) + space() + body() }
    if random.below(2) == 0 { text += space() + "else" + space() + body() }
    return text
  }

  private mutating func loop() -> String {
    let (list, element) = one([
      (Sort.numbers, Sort.number), (.texts, .text), (.dataset, .clip), (.results, .result),
    ])
    let over = expression(list, 2)
    return "for" + gap() + bound(element) + gap() + "in" + gap() + over + space() + body()
  }
}

/// Expressions.
extension ProgramGenerator {
  /// With a pipe or a call bare.
  private mutating func expression(_ type: Sort, _ depth: Int) -> String {
    let type = random.below(100) < wrong ? one(Sort.allCases) : type
    guard depth > 0 else { return operand(type, 0) }
    if let call = call(type, depth - 1), random.below(4) > 0 { return call }
    return operand(type, depth)
  }

  private mutating func bracketed(_ read: (inout Self) -> String) -> String {
    brackets += 1
    defer { brackets -= 1 }
    return "(" + space() + read(&self) + space() + ")"
  }

  private mutating func list(_ items: [(inout Self) -> String]) -> String {
    brackets += 1
    defer { brackets -= 1 }
    var text = "[" + space()
    for (place, item) in items.enumerated() {
      text += (place > 0 ? space() + "," + space() : "") + item(&self)
    }
    return text + one(["", "", ","]) + space() + "]"
  }

  /// What may stand as an operand.
  mutating func operand(_ asked: Sort, _ depth: Int) -> String {
    let type = random.below(100) < wrong ? one(Sort.allCases) : asked
    let known = names.filter { $0.type == type }
    if !known.isEmpty, random.below(2) == 0 { return one(known).name }
    if random.below(200) < wrong { return one(["nobody", "_", "_3", "yes", "-1"]) }
    if depth > 0, random.below(3) == 0 { return bracketed { $0.expression(type, depth - 1) } }
    return leaf(type, max(0, depth - 1))
  }

  private mutating func leaf(_ type: Sort, _ depth: Int) -> String {
    switch type {
    case .number: return number(depth)
    case .time: return one(["1s", "500ms", "2min", "1.5s"])
    case .text: return text(depth)
    case .flag: return flag(depth)
    case .numbers:
      if random.below(3) == 0 { return "1" + space() + ".." + space() + "\(random.below(5))" }
      return list((0...random.below(3)).map { _ in { $0.operand(.number, depth) } })
    case .texts: return list((0...random.below(3)).map { _ in { $0.text(0) } })
    case .dataset: return one(["demo", "(demo clips: 2)", "(load \"songs.csv\")"])
    case .clip: return one(["(demo clips: 2)[0]", "(load \"a.wav\")", "(demo clips: 3)[-1]", "demo[1]"])
    case .spectrograms: return "(demo" + gap() + "|" + gap() + "spectrogram)"
    case .model: return one(["gru", "(gru 3)", "(cnn | columns | gru)", "(gru | dropout 30% | classify)"])
    case .fitted: return "(fit gru (demo | spectrogram))"
    case .result: return "(crossval gru (demo | spectrogram))"
    case .results: return "(crossval gru (demo | spectrogram) lr: [0.1, 0.2])"
    }
  }

  private mutating func number(_ depth: Int) -> String {
    switch random.below(depth > 0 ? 9 : 3) {
    case 0: return one(["0", "1", "2", "3.5", "1e-3", "30%", "9007199254740993"])
    case 1, 2: return "\(random.below(20))"
    case 3:
      return bracketed {
        $0.number(depth - 1) + $0.gap() + $0.one(["+", "-", "*", "/"]) + $0.gap() + $0.number(depth - 1)
      }
    case 4: return number(depth - 1) + one(["+", "*", " * ", "/", " - "]) + one(["2", "(3)", "1"])
    case 5: return bracketed { "-" + $0.operand(.number, depth - 1) }
    case 6: return "(demo clips: 3).count"
    case 7: return operand(.numbers, 0).hasPrefix("[") ? "[1, 2][0]" : "(1..4)[\(random.below(6))]"
    default: return operand(.result, depth - 1) + ".accuracy"
    }
  }

  private mutating func flag(_ depth: Int) -> String {
    guard depth > 0 else { return one(["yes", "no", "1 < 2", "2 == 3"]) }
    switch random.below(6) {
    case 0:
      return number(depth - 1) + gap() + one(["<", "<=", ">", ">=", "==", "!="]) + gap() + number(depth - 1)
    case 1: return "not" + gap() + bracketed { $0.flag(depth - 1) }
    case 2: return flag(0) + gap() + one(["and", "or"]) + gap() + flag(0)
    case 3: return text(0) + space() + "==" + space() + text(0)
    case 4: return bracketed { $0.flag(depth - 1) + $0.gap() + "or" + $0.gap() + $0.flag(depth - 1) }
    default: return one(["yes", "no"])
    }
  }

  private mutating func text(_ depth: Int) -> String {
    guard depth > 0, strings < 2 else {
      return one(["\"a\"", "'b c'", "\"# no comment\"", "\"\\\"\\{\"", "\"é音\"", "''"])
    }
    strings += 1
    defer { strings -= 1 }
    return "\"" + one(["", "n  ", ": "]) + "{" + space() + operand(.number, depth - 1)
      + one(["", ":2", ":1%"]) + "}\""
  }
}

/// Calls.
extension ProgramGenerator {
  private mutating func label(_ name: String, _ value: String) -> String {
    gap() + name + ":" + space() + value
  }

  /// A call that gives a type; nil where there is none.
  private mutating func call(_ type: Sort, _ depth: Int) -> String? {
    switch type {
    case .dataset:
      return one([0, 1, 2]) == 0
        ? operand(.dataset, depth) + pipe() + "where" + gap()
          + one(["label == \"blues\"", "(name != \"a\")", "yes", "nothing > 2"])
        : "demo" + label("clips", operand(.number, 0)) + optional("length", .time)
    case .clip: return operand(.dataset, depth).replacing(" ", with: "") == "demo" ? "demo[0]" : nil
    case .spectrograms:
      return random.below(2) == 0
        ? "spectrogram" + gap() + operand(.dataset, depth) + optional("mels", .number)
        : expression(.dataset, depth) + pipe() + "spectrogram"
    case .model: return model(depth)
    case .fitted:
      return "fit" + gap() + operand(.model, depth) + gap() + operand(.spectrograms, depth)
        + optional("epochs", .number)
    case .result:
      return expression(.model, depth) + pipe() + "crossval" + gap() + operand(.spectrograms, depth)
        + optional("folds", .number) + optional("by", .text)
    case .results:
      return "crossval" + gap() + operand(.model, depth) + gap() + operand(.spectrograms, depth)
        + label("lr", list([{ _ in "0.1" }, { $0.operand(.number, 0) }]))
    case .numbers:
      return operand(.numbers, depth) + pipe() + "where" + gap()
        + one(["value > 1", "(value == 2)", "value"])
    case .number, .time, .text, .flag, .texts: return nil
    }
  }

  private mutating func model(_ depth: Int) -> String {
    var text = one(["gru 3", "gru", "mobilenetv2", "cnn blocks: 2", "classify"])
    for _ in 0..<random.below(4) {
      text +=
        pipe()
        + one([
          "columns", "gru", "gru [1, 2]", "dropout 30%", "freeze", "classify", "dropout share: 0.5",
          "combine gru gru",
        ])
    }
    return text
  }

  private mutating func pipe() -> String {
    // A line may break behind it anywhere but in a string.
    (strings == 0 ? space() : "") + "|" + (strings == 0 && random.below(6) == 0 ? "  # on\n\t" : gap())
  }

  private mutating func optional(_ name: String, _ type: Sort) -> String {
    random.below(3) == 0 ? label(name, operand(type, 1)) : ""
  }
}

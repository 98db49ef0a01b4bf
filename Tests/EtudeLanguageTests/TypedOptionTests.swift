import EtudeCore
import EtudeLanguage
import Testing

/// Options and operands that are read by their declarations.
@Suite("Typed options") struct TypedOptionTests {
  enum Optimizer: String, CaseIterable { case adam, sgd }

  static let epochs = TypedOption("epochs", .whole(1...100), default: 20, isMain: true, help: "passes")
  static let rate = TypedOption("lr", .number(0...1), default: 0.5, help: "learning rate")
  static let test = TypedOption("test", .share(), default: 0.2, help: "share to test on")
  static let length = TypedOption("length", .time(), default: 30, help: "of a piece")
  static let hop = TypedOption("hop", .time(), from: length, absence: "= length", help: "to the next") { $0 }
  /// Follows from an operand and from an option that follows itself.
  static let end = TypedOption("end", .time(), absence: "path and hop", help: "where it ends") { given in
    given[path].flatMap { path in given[hop].map { $0 + Double(path.count) } }
  }
  static let low = TypedOption("low", .frequency(0...1000), default: 50, help: "lowest")
  static let range = TypedOption("range", .level(1...200), default: 80, help: "shown")
  static let augment = TypedOption("augment", .flag, default: false, help: "mask")
  static let optimizer = TypedOption("optimizer", .choice(of: Optimizer.self), default: .adam, help: "steps")
  static let patience = TypedOption("patience", .whole(1...9), absence: "off", help: "epochs to wait")
  static let shares = TypedOption("at", .list(of: .share()), default: [0.1, 1], help: "shares")
  static let title = TypedOption(required: "title", .text, help: "what it is called")
  static let by = TypedOption("by", .whole(1...9), default: 1, help: "groups").implied(by: epochs, of: plan)
  static let plan = Kind("plan")
  static let options: [any OptionDeclaration] = [
    epochs, rate, test, length, hop, low, range, augment, optimizer, patience, shares, title, by,
    TypedOption.seed,
  ]

  static let path = TypedOperand("path", .text)
  static let before = TypedOperand(optional: "before", .whole(0...9))
  static let values = TypedOperand(many: "values", .flag)

  /// What `read` makes of a call of a verb with these options and operands, written as `line`.
  private func reading<Held: Sendable>(
    _ line: String, operands: [any OperandDeclaration] = [], _ read: @escaping @Sendable (Call) throws -> Held
  ) throws -> Held {
    let shown = Shown<Held>()
    let verb = Verb(
      "fit", "trains", section: .judging, operands: operands, options: operands.isEmpty ? Self.options : [],
      result: .type(.nothing)
    ) { call in
      shown.value = try read(call)
      return .nothing
    }
    let interpreter = Interpreter(vocabulary: Vocabulary(verbs: [verb], kinds: []))
    try interpreter.run(interpreter.check(SourceText(name: "test", text: line + "\n")), in: Environment())
    return try #require(shown.value)
  }

  @Test("Defaults are read as they are declared")
  func defaults() throws {
    let line = "fit title: \"x\""
    #expect(try reading(line) { try $0[Self.epochs] } == 20)
    #expect(try reading(line) { try $0[Self.rate] } == 0.5)
    #expect(try reading(line) { try $0[Self.test] } == 0.2)
    #expect(try reading(line) { try $0[Self.length] } == 30)
    #expect(try reading(line) { try $0[Self.low] } == 50)
    #expect(try reading(line) { try $0[Self.range] } == 80)
    #expect(try reading(line) { try $0[Self.augment] } == false)
    #expect(try reading(line) { try $0[Self.optimizer] } == .adam)
    #expect(try reading(line) { try $0[Self.patience] } == nil)
    #expect(try reading(line) { try $0[Self.shares] } == [0.1, 1])
    #expect(try reading(line) { try $0[.seed] } == nil)
  }

  @Test("What is given is read in base units")
  func given() throws {
    let line =
      "fit 7 title: \"x\" test: 30% length: 200ms low: 1kHz optimizer: \"sgd\" patience: 3 at: 50% seed: 5"
    #expect(try reading(line) { try $0[Self.epochs] } == 7)
    #expect(try reading(line) { try $0[Self.title] } == "x")
    #expect(try reading(line) { try $0[Self.test] } == 0.3)
    #expect(try reading(line) { try $0[Self.length] } == 0.2)
    #expect(try reading(line) { try $0[Self.low] } == 1000)
    #expect(try reading(line) { try $0[Self.optimizer] } == .sgd)
    #expect(try reading(line) { try $0[Self.patience] } == 3)
    #expect(try reading(line) { try $0[Self.shares] } == [0.5])
    #expect(try reading(line) { try $0[.seed] } == 5)
  }

  @Test("An option that follows from another does so, unless it is given")
  func derived() throws {
    #expect(try reading("fit title: \"x\"") { try $0[Self.hop] } == 30)
    #expect(try reading("fit title: \"x\" length: 3s") { try $0[Self.hop] } == 3)
    #expect(try reading("fit title: \"x\" length: 3s hop: 1s") { try $0[Self.hop] } == 1)
  }

  @Test("An option that follows from operands and others is read as nil where they are not known")
  func following() throws {
    func end(_ given: [String: Value]) throws -> Double? {
      let verb = Verb(
        "fit", "trains", section: .judging, operands: [Self.path],
        options: [Self.length, Self.hop, Self.end],
        result: .type(.nothing)
      ) { _ in .nothing }
      let (operands, options) = (given.filter { $0.key == "path" }, given.filter { $0.key != "path" })
      return try Call(
        verb: verb, operands: operands, options: options, environment: Environment(), statement: "")[Self.end]
    }
    let length = Value.quantity(Quantity(2, .seconds))
    #expect(try end(["path": .text("abc"), "length": length]) == 5)
    #expect(try end(["path": .text("abc"), "hop": .quantity(Quantity(1, .seconds))]) == 4)
    #expect(try end(["path": .text("abc"), "length": length, "end": length]) == 2)
    #expect(try end(["length": length]) == nil)
  }

  @Test("Operands are read as they are declared")
  func operands() throws {
    #expect(try reading("fit \"a\"", operands: [Self.path]) { try $0[Self.path] } == "a")
    #expect(try reading("fit", operands: [Self.before]) { try $0[Self.before] } == nil)
    #expect(try reading("fit 4", operands: [Self.before]) { try $0[Self.before] } == 4)
    let line = "fit yes [a: no, b: yes]"
    let labels = try reading(line, operands: [Self.values]) { try $0[Self.values].map(\.label) }
    #expect(labels == [nil, "a", "b"])
    #expect(
      try reading(line, operands: [Self.values]) { try $0[Self.values].map(\.value) } == [true, false, true])
  }

  @Test("An option that the verb does not have is no default")
  func strange() throws {
    let other = TypedOption("other", .flag, default: true, help: "of another verb")
    #expect(throws: (any Error).self) { try reading("fit title: \"x\"") { try $0[other] } }
  }

  @Test(
    "What is known beforehand: written values, defaults and what follows; nil of what is absent or not known")
  func known() throws {
    let verb = Verb("fit", "trains", section: .judging, options: Self.options, result: .type(.nothing)) { _ in
      .nothing
    }
    let call = StaticCall(
      verb: verb, operands: ["path": StaticValue(.text, known: .text("a"))],
      options: [
        "epochs": StaticValue(.number, known: .number(3)), "lr": StaticValue(.number),
        "length": StaticValue(.quantity(.time), known: .quantity(Quantity(2, .seconds))),
        "patience": StaticValue(.number, known: .number(4)),
      ])
    #expect(call[Self.epochs] == 3)
    #expect(call[Self.rate] == nil)
    #expect(call.has(Self.rate))
    #expect(call[Self.hop] == 2)
    #expect(call[Self.patience] == 4)
    #expect(call[TypedOption.seed] == nil)
    #expect(!call.has(TypedOption.seed))
    #expect(call[Self.path] == "a")
    #expect(call[Self.before] == nil)
  }

  @Test("Help shows the default as it is written")
  func literals() {
    let verb = Verb("fit", "trains", section: .judging, options: Self.options, result: .type(.nothing)) { _ in
      .nothing
    }
    let help = Help.text(for: verb)
    let texts = [
      "20", "0.5", "20%", "30s", "= length", "50Hz", "80dB", "no", "\"adam\"", "off", "[10%, 100%]",
      "required", "1", "the script's",
    ]
    for text in texts { #expect(help.contains("[\(text)]"), "\(text)") }
  }

  /// Where a verb's body leaves what it read.
  private final class Shown<Held: Sendable>: @unchecked Sendable {
    var value: Held?
  }
}

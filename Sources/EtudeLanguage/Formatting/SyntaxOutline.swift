/// What a statement is, whatever spaces it was written with: two that have one outline are one statement.
extension Statement {
  var outline: String {
    switch kind {
    case .parameter(let name, let value): "param(\(name.text) \(value.outline))"
    case .seed(let seed): "seed(\(seed))"
    case .include(let value): "include(\(value.outline))"
    case .assignment(let name, let value): "bind(\(name.text) \(value.outline))"
    case .loop(let name, let list, let body): "for(\(name.text) \(list.outline) \(Self.outline(of: body)))"
    case .branch(let arms, let otherwise):
      "if(\(arms.map { "\($0.condition.outline) \(Self.outline(of: $0.body))" }) "
        + "\(otherwise.map(Self.outline) ?? "-"))"
    case .expression(let value): "show(\(value.outline))"
    case .invalid: "invalid"
    }
  }

  private static func outline(of body: [Statement]) -> String { "{\(body.map(\.outline))}" }
}

extension Expression {
  var outline: String {
    switch kind {
    case .number(let number): "\(number)"
    case .whole(let whole): "\(whole)"
    case .quantity(let quantity): "\(quantity.value)\(quantity.unit.rawValue)"
    case .text(let parts): "text(\(parts.map(\.outline)))"
    case .flag(let flag): "\(flag)"
    case .name(let name): name
    case .cell(let number): "_\(number.map(String.init) ?? "")"
    case .list(let items): "list(\(items.map { "\($0.label?.text ?? ""):\($0.value.outline)" }))"
    case .group(let inner): "(\(inner.outline))"
    case .signed(let sign, let inner): "sign(\(sign.rawValue)\(inner.outline))"
    case .negated(let inner): "not(\(inner.outline))"
    case .operation(let first, let steps):
      "of(\(first.outline)\(steps.map { "\($0.op.rawValue) \($0.right.outline)" }))"
    case .field(let base, let name): "field(\(base.outline) \(name.text))"
    case .index(let base, let index): "index(\(base.outline) \(index.outline))"
    case .call: pipeOutline
    case .invalid: "invalid"
    }
  }

  /// A pipe's stages one after another, since there may be many.
  private var pipeOutline: String {
    let stages = stages
    let piped = stages.first?.call.piped.map(\.outline) ?? "-"
    let calls = stages.map { stage in
      "\(stage.call.verb.text)(\(stage.call.operands.map(\.outline)) "
        + "\(stage.call.options.map { "\($0.label.text):\($0.value.outline)" }))"
    }
    return "pipe(\(piped) \(calls))"
  }
}

extension Expression.TextPart {
  fileprivate var outline: String {
    switch self {
    case .plain(let plain): plain.debugDescription
    case .value(let value, let format): "{\(value.outline):\(format?.text ?? "")}"
    }
  }
}

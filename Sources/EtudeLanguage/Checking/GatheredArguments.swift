/// Operands that take many.
extension CallBinder {
  /// Arguments of an operand that takes many, as one list with the labels of lists and the names of single values; what
  /// has neither is called as it would be written: `all[0]`.
  static func gathered(_ arguments: [BoundArgument], whole accepts: [Accepts]) -> StaticValue {
    var items: [(label: String?, value: Value)] = []
    var types: [ValueType] = []
    var labels: [String] = []
    var isKnown = true
    var count: Int? = 0
    for argument in arguments {
      if case .list(let element, let known) = argument.value.type, !accepts.takes(argument.value.type) {
        types.append(element)
        count = count.flatMap { before in ListCount(argument.value).map { before + $0.count } }
        labels += known ?? []
        if case .list(let list)? = argument.value.known {
          for (index, item) in list.items.enumerated() {
            let name = index < argument.itemNames.count ? argument.itemNames[index] : nil
            let place = item.value.hasName ? nil : argument.name.map { "\($0)[\(index)]" }
            items.append((item.label ?? name ?? place, item.value))
          }
        } else {
          isKnown = false
        }
      } else {
        let name = accepts.contains { if case .anything = $0 { true } else { false } } ? nil : argument.name
        types.append(argument.value.type)
        count = argument.value.type == .unknown ? nil : count.map { $0 + 1 }
        labels += name.map { [$0] } ?? []
        if let value = argument.value.known { items.append((name, value)) } else { isKnown = false }
      }
    }
    let element = types.first ?? .unknown
    let type = types.allSatisfy { $0.agrees(with: element) } ? element : .unknown
    return StaticValue(
      .list(of: type, labels: labels.isEmpty ? nil : labels),
      known: isKnown ? .list(ListValue(of: type, items)) : nil, facts: count.map { ListCount($0) })
  }
}

extension Value {
  fileprivate var hasName: Bool { if case .object(let object) = self { object.name != nil } else { false } }
}

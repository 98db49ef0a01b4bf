import EtudeCore

/// Lists that stand for one thing: the verb runs for every combination of their items, the first list written varying slowest.
extension CallBinder {
  /// Combinations that one statement may ask for.
  private static let mostCombinations = 10_000

  /// A list to go over.
  private struct Axis {
    let isOperand: Bool
    let name: String
    let accepts: [Accepts]
    /// Its items, each under what it is called; nil if they are not known.
    let items: [(label: String, value: Value)]?
    let element: ValueType
  }

  /// One call for each combination; a single one if the items are not known.
  mutating func spread(_ one: CallBinding.One) {
    let axes = broadcasts.compactMap(axis)
    binding.settingTypes = axes.indices.reduce(into: [:]) { types, index in
      let own = broadcasts[index].argument.value.settingTypes
      types.merge(own) { _, new in new }
      if !axes[index].isOperand, own.isEmpty { types[axes[index].name] = axes[index].element }
    }
    let known = axes.compactMap(\.items)
    guard known.count == axes.count else {
      var call = one
      for axis in axes { give(StaticValue(axis.element), to: axis, in: &call) }
      if broadcasts.count == 1, case .list(_, let labels) = broadcasts[0].argument.value.type {
        binding.labels = labels
      }
      binding.calls = [call]
      return
    }
    let (count, isTooLarge) = known.reduce((1, false)) { product, items in
      let (next, overflows) = product.0.multipliedReportingOverflow(by: items.count)
      return (next, product.1 || overflows)
    }
    guard !isTooLarge, count <= Self.mostCombinations else {
      return binding.report(
        broadcasts[0].argument.span, "the lists make more than \(Self.mostCombinations) combinations",
        fix: "go over shorter ones")
    }
    binding.labels = []
    for place in 0..<count {
      var call = one
      var rest = place
      var parts: [String] = []
      var settings: [Setting] = []
      for (axis, items) in zip(axes, known).reversed() {
        let item = items[rest % items.count]
        rest /= items.count
        give(StaticValue(item.value.type, known: item.value), to: axis, in: &call)
        let own = item.value.settings
        // What knows its settings says more by them than by itself.
        let new = axis.isOperand || !own.isEmpty ? own : [Setting(name: axis.name, value: item.value)]
        settings = new + settings.filter { setting in !new.contains { $0.name == setting.name } }
        let isAlone = axes.count == 1
        parts.append(
          isAlone
            ? item.label
            : !own.isEmpty
              ? own.map(\.text).joined(separator: ", ")
              : axis.isOperand ? item.label : "\(axis.name) \(item.label)")
      }
      binding.calls.append(call)
      binding.settings.append(settings)
      binding.labels?.append(parts.reversed().joined(separator: ", "))
    }
  }

  private func axis(_ broadcast: (isOperand: Bool, name: String, argument: BoundArgument)) -> Axis? {
    guard case .list(let element, _) = broadcast.argument.value.type else { return nil }
    let accepts =
      broadcast.isOperand
      ? verb.operands.first { $0.name == broadcast.name }?.accepts
      : verb.options.first { $0.label == broadcast.name }?.accepts
    var items: [(label: String, value: Value)]?
    if case .list(let list)? = broadcast.argument.value.known {
      items = list.items.enumerated().map { index, item in
        (item.label ?? broadcast.argument.label(index, of: item.value), item.value)
      }
    }
    return Axis(
      isOperand: broadcast.isOperand, name: broadcast.name, accepts: accepts ?? [], items: items,
      element: element)
  }

  private func give(_ item: StaticValue, to axis: Axis, in call: inout CallBinding.One) {
    let item = Self.coerced(item, axis.accepts)
    if axis.isOperand { call.operands[axis.name] = item } else { call.options[axis.name] = item }
  }
}

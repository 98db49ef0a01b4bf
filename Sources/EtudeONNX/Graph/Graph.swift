import EtudeNetworks

/// ONNX's graph of a network as it grows: nodes in the order they run, the numbers that they hold, and what is given.
package final class Graph {
  private var nodes: [WireMessage] = []
  private var tensors: [WireMessage] = []
  private var known: Set<String> = []
  private(set) var inputs: [GraphInput] = []
  private(set) var usesClassicalOperators = false
  private var entries: [GraphInput: String] = [:]
  private var count = 0

  package init() {}

  /// Stands before the names of a network that is one of several.
  var prefix = ""

  /// Appends a node with one output; gives the output's name.
  func node(
    _ operation: String, _ inputs: [String], _ attributes: [(String, Attribute)] = [],
    named name: String? = nil
  ) -> String {
    nodes(operation, inputs, attributes, outputs: 1, named: name)[0]
  }

  /// Appends a node with so many outputs; gives their names.
  func nodes(
    _ operation: String, _ inputs: [String], _ attributes: [(String, Attribute)] = [], outputs: Int,
    named name: String? = nil, isClassical: Bool = false
  ) -> [String] {
    count += 1
    let own = name ?? "\(operation.lowercased())_\(count)"
    let names = (0..<outputs).map { $0 == 0 ? own : "\(own)_\($0)" }
    var message = WireMessage()
    for input in inputs { message.text(1, input) }
    for name in names { message.text(2, name) }
    message.text(3, own)
    message.text(4, operation)
    for (name, attribute) in attributes { message.message(5, attribute.message(named: name)) }
    if isClassical {
      message.text(7, "ai.onnx.ml")
      usesClassicalOperators = true
    }
    nodes.append(message)
    return names
  }

  /// Numbers of the network under its own name for them; written once.
  func tensor(_ name: String, _ tensor: GraphTensor) -> String {
    let full = prefix + name
    if known.insert(full).inserted { tensors.append(tensor.message(named: full)) }
    return full
  }

  func tensor(_ name: String, _ values: Tensor) -> String { tensor(name, GraphTensor(values)) }

  /// Whole numbers, such as the extents that a reshape wants.
  func integers(_ values: [Int]) -> String {
    let name = "integers" + values.map { "_\($0)" }.joined()
    if known.insert(name).inserted { tensors.append(GraphTensor(integers: values).message(named: name)) }
    return name
  }

  /// One whole number without an extent.
  func integer(_ value: Int) -> String {
    let name = "integer_\(value)"
    if known.insert(name).inserted {
      tensors.append(GraphTensor(integers: [value], shape: []).message(named: name))
    }
    return name
  }

  /// What a first layer reads, given under the view's name and made ready once, whoever reads it.
  func entry(_ input: GraphInput, prepared: (Graph, String) -> String) -> String {
    if let entry = entries[input] { return entry }
    inputs.append(input)
    let entry = prepared(self, input.name)
    entries[input] = entry
    return entry
  }

  /// ONNX's `GraphProto`.
  func message(named name: String, output: String, classes: Int, meaning: String) -> WireMessage {
    var message = WireMessage()
    for node in nodes { message.message(1, node) }
    message.text(2, name)
    for tensor in tensors { message.message(5, tensor) }
    for input in inputs {
      message.message(11, GraphInput.message(input.name, input.extents, meaning: input.meaning))
    }
    message.message(
      12, GraphInput.message(output, [.free("n"), .fixed(classes)], meaning: meaning))
    return message
  }
}

/// How a step's gates lie in the scan's memory, in blocks of as many floats as a state is wide.
///
/// A gru has four blocks: the state's share of the candidate, reset, update, candidate. So the gates that the input
/// feeds (reset, update, candidate) lie side by side in PyTorch's order, and those that the state feeds (the state's
/// share of the candidate, reset, update) too: each needs one matrix product. An lstm has its four, an rnn one.
extension RecurrentKind {
  /// Blocks of a step.
  var blocks: Int { self == .rnn ? 1 : 4 }

  /// The first block that the input feeds; its gates follow in PyTorch's order.
  var firstInputBlock: Int { self == .gru ? 1 : 0 }

  /// For each gate in PyTorch's order the block that the state feeds; together the first `gates` blocks.
  var stateBlocks: [Int] {
    switch self {
    case .gru: [1, 2, 0]
    case .lstm: [0, 1, 2, 3]
    case .rnn: [0]
    }
  }
}

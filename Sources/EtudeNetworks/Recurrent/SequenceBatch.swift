/// The extent of one batch of sequences.
struct SequenceBatch {
  let items: Int
  let steps: Int
  /// Each item's steps.
  let lengths: UnsafeMutablePointer<Int32>

  /// Rows of a matrix that holds all items of all steps.
  var rows: Int { items * steps }
}

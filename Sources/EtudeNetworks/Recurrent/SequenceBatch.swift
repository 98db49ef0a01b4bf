/// The extent of one batch of sequences.
struct SequenceBatch {
  let items: Int
  let steps: Int
  /// Each item's steps.
  let lengths: UnsafeMutablePointer<Int32>

  /// Steps of the longest item.
  var longest: Int { (0..<items).reduce(0) { max($0, Int(lengths[$1])) } }

  /// Rows of a matrix that holds all items of all steps.
  var rows: Int { items * steps }
}

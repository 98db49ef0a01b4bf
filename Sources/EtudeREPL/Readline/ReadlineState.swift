// Readline's globals are C's: one thread, that of the line reader, touches them.
@preconcurrency import CReadline
import Glibc

/// What readline keeps in global variables.
enum ReadlineState {
  /// Bytes of the line.
  static var end: Int { Int(rl_end) }

  /// What stands before the line: the prompt, or what a search says of itself.
  static var prompt: String { rl_display_prompt.map { String(cString: $0) } ?? "" }

  static var historyCount: Int { Int(history_length) }

  static func historyLine(at index: Int) -> String {
    history_get(history_base + Int32(index)).map { String(cString: $0.pointee.line) } ?? ""
  }

  /// Lets a function draw the line in readline's place.
  static func draw(with function: @escaping @convention(c) () -> Void) { rl_redisplay_function = function }

  typealias Command = @convention(c) (Int32, Int32) -> Int32

  /// Binds every sequence of keys that runs a command, in a map of keys, to a function.
  static func replace(_ command: String, _ function: Command, in map: String) {
    guard let replaced = rl_named_function(command), let keys = rl_get_keymap_by_name(map),
      let sequences = rl_invoking_keyseqs_in_map(replaced, keys)
    else { return }
    var next = sequences
    while let sequence = next.pointee {
      rl_bind_keyseq_in_map(sequence, function, keys)
      free(sequence)
      next += 1
    }
    free(sequences)
  }

  /// Binds a sequence of keys, in readline's notation, to a function in a map of keys.
  static func bind(_ sequence: String, _ function: Command, in map: String) {
    if let keys = rl_get_keymap_by_name(map) { rl_bind_keyseq_in_map(sequence, function, keys) }
  }
}

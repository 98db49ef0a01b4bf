import CSndfile
import Glibc

/// What libmpg123, by which libsndfile decodes MP3, prints to C's standard error of a damaged file. libsndfile has no
/// switch for it, and Étude says itself which file is damaged.
public enum DecoderMessages {
  /// Drops them from here on, in the whole process; whatever else C code prints, a crash's last words too, passes.
  public static func silence() { silenced }

  private static let silenced: Void = redirect_standard_error { _, text, count in
    guard let text else { return 0 }
    return DecoderMessages.isOne(UnsafeRawBufferPointer(start: text, count: count))
      ? count : write(2, text, count)
  }

  private static let beginnings = ["[src/libmpg123/", "Note: ", "Warning: "].map { Array($0.utf8) }

  private static func isOne(_ text: UnsafeRawBufferPointer) -> Bool {
    let line = text.drop { $0 == UInt8(ascii: "\n") }
    return beginnings.contains { line.starts(with: $0) }
  }
}

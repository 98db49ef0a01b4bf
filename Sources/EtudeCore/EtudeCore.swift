/// The ground floor: digests, derived random streams, whole-file writing, the store of results, threads, and what long
/// work is told and tells (`Work`). Knows the C library, Dispatch and OpenSSL's SHA-256, and no other room.
public enum Etude {
  /// The version that results, exports and saved scripts carry.
  public static let version = "0.1.0"
}

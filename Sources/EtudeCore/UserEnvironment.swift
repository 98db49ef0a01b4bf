import Glibc

/// Variables of the environment, and the user's own folders that follow from them.
package enum UserEnvironment {
  /// The value of a variable that is set and not empty.
  package static func value(of variable: String) -> String? {
    getenv(variable).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The home folder, `$HOME`.
  package static var home: String? { value(of: "HOME") }

  /// Where what should last is kept: `$XDG_DATA_HOME`, else `~/.local/share`; nil without a home.
  package static var dataFolder: String? {
    value(of: "XDG_DATA_HOME") ?? home.map { $0 + "/.local/share" }
  }

  /// Where what can be made again is kept: `$XDG_CACHE_HOME`, else `~/.cache`; nil without a home.
  package static var cacheFolder: String? {
    value(of: "XDG_CACHE_HOME") ?? home.map { $0 + "/.cache" }
  }

  /// Where a program keeps what it was doing: `$XDG_STATE_HOME`, else `~/.local/state`; nil without a home.
  package static var stateFolder: String? {
    value(of: "XDG_STATE_HOME") ?? home.map { $0 + "/.local/state" }
  }

  /// Where files are made that nobody will look at: `$TMPDIR`, else `/tmp`.
  package static var temporaryFolder: String { value(of: "TMPDIR") ?? "/tmp" }
}

import EtudeCore
import Glibc

/// The fonts that a package brings along, for machines that have none.
package enum InstalledFonts {
  /// Tells fontconfig of them, unless the user has told it something else: `fonts/fonts.conf` in the shared folder, which
  /// takes in the machine's own settings. To be called before anything is drawn.
  package static func use() {
    guard let settings = RunningProgram.sharedFolder.map({ $0 + "/fonts/fonts.conf" }),
      access(settings, R_OK) == 0
    else { return }
    setenv("FONTCONFIG_FILE", settings, 0)
  }
}

import EtudeCore
import Glibc

/// What a terminal is and can do, asked of the system each time, since windows change their size.
public enum Terminal {
  /// Whether a descriptor is a terminal.
  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns and rows of the terminal behind a descriptor, and the pixels of one cell where it tells them.
  public struct Size: Equatable, Sendable {
    public var columns = 80
    public var rows = 24
    /// Width and height of a character cell in pixels; nil if the terminal does not say.
    public var cell: (width: Int, height: Int)?

    public static func == (one: Size, other: Size) -> Bool {
      one.columns == other.columns && one.rows == other.rows && one.cell?.width == other.cell?.width
        && one.cell?.height == other.cell?.height
    }
  }

  /// The size of the terminal behind a descriptor; 80 × 24 where it does not tell.
  public static func size(_ descriptor: Int32 = 1) -> Size {
    var window = winsize()
    var size = Size()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return size
    }
    size.columns = Int(window.ws_col)
    size.rows = Int(window.ws_row)
    if window.ws_xpixel > window.ws_col && window.ws_ypixel > window.ws_row {
      size.cell = (Int(window.ws_xpixel / window.ws_col), Int(window.ws_ypixel / window.ws_row))
    }
    return size
  }

  /// Whether control sequences may be written to a descriptor: a terminal, and not a dumb one.
  public static func understandsControlSequences(_ descriptor: Int32) -> Bool {
    isTerminal(descriptor) && !["", "dumb"].contains(UserEnvironment.value(of: "TERM") ?? "")
  }

  /// Makes the locale one in which readline counts UTF-8 characters rightly.
  ///
  /// Readline asks the environment again when it starts, so the environment says so too.
  public static func useUTF8() {
    setlocale(LC_CTYPE, "")
    guard String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" else { return }
    setlocale(LC_CTYPE, "C.UTF-8")
    setenv("LC_ALL", "C.UTF-8", 1)
  }

  /// Gives closed standard descriptors a place of their own, so that no file opened later gets their numbers.
  ///
  /// Closed input reads as empty; writing to closed output fails, as it should.
  public static func occupyClosedDescriptors() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDONLY)
    }
  }
}

import EtudeCore

/// A kind of file with sound in it that libsndfile does not read, known by how it begins.
struct ForeignKind {
  private let name: String

  init?(_ start: [UInt8]) {
    func holds(_ text: String, at place: Int) -> Bool { start.dropFirst(place).starts(with: text.utf8) }
    switch start {
    case _ where holds("ftyp", at: 4): name = "MPEG-4 (.m4a, .mp4)"
    case _ where start.starts(with: [0x1A, 0x45, 0xDF, 0xA3]): name = "Matroska (.mka, .webm)"
    case _ where start.starts(with: [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]):
      name = "Windows Media (.wma)"
    case _ where holds("MAC ", at: 0): name = "Monkey's Audio (.ape)"
    case _ where holds("wvpk", at: 0): name = "WavPack (.wv)"
    case _ where holds("MPCK", at: 0) || holds("MP+", at: 0): name = "Musepack (.mpc)"
    case _ where holds("#!AMR", at: 0): name = "AMR (.amr)"
    case _ where holds("DSD ", at: 0): name = "DSD (.dsf)"
    default: return nil
    }
  }

  func refusal(_ path: String) -> Failure {
    .input(
      "cannot read \(path): it is \(name)", fix: "convert it: \(Conversion.command(path, to: "flac"))")
  }
}

/// How a file is made one that can be read.
public enum Conversion {
  /// A command for a shell that makes a file beside it, of the same name with another ending.
  public static func command(_ path: String, to ending: String) -> String {
    let name = Paths.name(of: path)
    let stem = name.lastIndex(of: ".").map { $0 > name.startIndex ? String(name[..<$0]) : name } ?? name
    let own = name.hasSuffix("." + ending)
    let target = path.dropLast(name.count) + stem + (own ? "-converted." : ".") + ending
    return "ffmpeg -i \(quoted(path)) \(quoted(String(target)))"
  }

  private static func quoted(_ path: String) -> String {
    let plain = path.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 > 127
        || "/._-".utf8.contains($0)
    }
    return plain && !path.hasPrefix("-")
      ? path
      : "'"
        + path.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}

import EtudeCore
import EtudeSound

/// What was amiss with a part of a file that could be read.
struct SoundFaults: Sendable, Hashable {
  /// It ends before the file's header says.
  var isTruncated = false
  /// Seconds of the file at which something is damaged.
  var damage: [Double] = []
  /// Its channels are one another's opposites: nothing is left of them when they are mixed.
  var channelsCancel = false
  /// It is silent where pitch classes are wanted of it.
  var hasNoPitch = false

  init() {}
  init(_ reading: AudioReading) {
    (isTruncated, damage, channelsCancel) = (reading.isTruncated, reading.damage, reading.channelsCancel)
  }

  /// What there is to say of a clip that a look at its file's header had not told.
  func complaints(of clip: Clip) -> [String] {
    var texts: [String] = []
    if isTruncated, clip.header?.isTruncated != true {
      texts.append("\(clip.name) ends before its header says: what is there is used")
    }
    if channelsCancel {
      texts.append("\(clip.name) is silent once it is mixed to mono: its channels cancel out")
    } else if hasNoPitch {
      texts.append("\(clip.name) is silent: its chroma is 0 throughout, which says nothing")
    }
    if !damage.isEmpty, clip.header?.damage.isEmpty != false {
      texts.append("\(clip.name) is damaged \(Self.places(damage)): the rest of it is used")
    }
    return texts
  }

  /// Places in a file, the first few one by one: `at 1.2s, 4s and 7 more places`.
  static func places(_ seconds: [Double]) -> String {
    let shown = seconds.prefix(3).map { Seconds.text(($0 * 100).rounded() / 100) + "s" }
    let more = seconds.count - shown.count
    guard more == 0 else { return "at \(shown.joined(separator: ", ")) and \(counted(more, "more place"))" }
    return "at " + shown.dropLast().joined(separator: ", ") + (shown.count > 1 ? " and " : "")
      + (shown.last ?? "")
  }
}

extension Clip.Header {
  /// What there is to say of a file that can be read, besides that it was cut off.
  public func complaints(of name: String) -> [String] {
    var texts: [String] = []
    if !damage.isEmpty {
      texts.append(
        "\(name) is damaged \(SoundFaults.places(damage)): the rest of it is used, \(Seconds.text(length))s"
      )
    }
    if isFollowed {
      texts.append(
        "\(name) goes on behind its end, as files do that were joined or have a wrong header: the first \(Seconds.text(length))s are used"
      )
    }
    return texts
  }
}

import EtudeCore
import Glibc

/// What libsndfile noted while it read a header: the only place where it says that a file was cut off.
struct HeaderNotes {
  /// An Ogg stream that stops without its last page.
  let endsTooSoon: Bool
  /// The sizes of the sample data that the header promises and that the file holds, in one unit.
  private let sizes: (promised: Int, held: Int)?

  /// - Parameter log: ends with a zero.
  init(_ log: [CChar]) {
    // Most logs have nothing of this, and a hundred thousand files have as many logs: they are searched as bytes.
    endsTooSoon = strstr(log, "without an End-Of-Stream flag") != nil
    guard strstr(log, "should be") != nil || strstr(log, "Calculated frame count") != nil else {
      sizes = nil
      return
    }
    let text = String(decoding: log.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    sizes = text.split(separator: "\n").lazy.compactMap(HeaderNotes.sizes(in:)).first
  }

  /// Frames that the header promises, given how many the file holds; 0 if it says nothing.
  func promisedFrames(read frames: Int) -> Int {
    guard let sizes, sizes.held > 0 else { return 0 }
    let promised = Double(frames) * Double(sizes.promised) / Double(sizes.held)
    return promised < 1e15 ? Int(promised) : 0
  }

  /// Reads `data : 264600 (should be 158728)` of WAV, `SSND`, `Data Size` of AIFF and AU, and RF64's own wording.
  private static func sizes(in line: Substring) -> (Int, Int)? {
    let numbers = line.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    let words = line.drop { $0 == " " || $0 == "*" }
    if words.hasPrefix("Calculated frame count"), numbers.count == 3 {
      return numbers[2] > numbers[0] ? (numbers[2], numbers[0]) : nil
    }
    let namesData = ["data", "SSND", "Data Size"].contains { words.hasPrefix($0) }
    guard namesData, line.contains("should be"), numbers.count == 2, numbers[0] > numbers[1],
      !unknownSizes.contains(numbers[0])
    else { return nil }
    return (numbers[0], numbers[1])
  }

  /// Sizes written by programs that could not yet know them.
  private static let unknownSizes: Set<Int> = [
    0x7FFF_FFFF, 0x7FFF_FFFE, 0xFFFF_FFFF, 0xFFFF_FFFE, 0x8000_0000,
  ]
}

import EtudeCore
import FoundationEssentials

/// Values as JSON in a file's metadata.
enum FittedText {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// - Throws: `Failure.input` naming what of the file at `path` cannot be read.
  static func decode<Value: Decodable>(_ text: String, _ what: String, _ path: String) throws -> Value {
    guard let value = try? JSONDecoder().decode(Value.self, from: Data(text.utf8)) else {
      throw Failure.input("\(path) has no readable \(what)", fix: "load a file that save wrote")
    }
    return value
  }
}

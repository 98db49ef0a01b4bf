import Foundation
import Testing

/// Reads a file of golden numbers.
func golden<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
  let path = try #require(Bundle.module.path(forResource: "Golden/" + name, ofType: nil))
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode(type, from: Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Whether two numbers agree within an absolute or a relative tolerance.
func agree(_ left: Double, _ right: Double, absolute: Double = 1e-12, relative: Double = 1e-9) -> Bool {
  abs(left - right) <= max(absolute, relative * max(abs(left), abs(right)))
}

/// Whether two rows agree element by element.
func agree(_ left: [Double], _ right: [Double], absolute: Double = 1e-12, relative: Double = 1e-9) -> Bool {
  left.count == right.count
    && zip(left, right).allSatisfy { agree($0, $1, absolute: absolute, relative: relative) }
}

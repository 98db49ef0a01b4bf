import EtudeCore
import EtudeData
import EtudeSound
import Foundation
import Synchronization

/// A folder for one test, removed with it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "etude-data-\(UUID().uuidString)"
    try WholeFile.makeFolder(path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a name in it.
  func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ text: String, to name: String) throws { try WholeFile.write(text, to: self(name)) }

  /// Writes a chord of its own for each number as 16-bit sound.
  @discardableResult
  func song(_ name: String, number: Int, seconds: Double = 1, rate: Int = 22050) throws -> String {
    try AudioFile.write(Scratch.song(number, seconds: seconds, rate: rate), to: self(name))
    return self(name)
  }

  /// Notes of changing pitch with overtones, different for each number.
  static func song(_ number: Int, seconds: Double, rate: Int = 22050) -> Sound {
    var stream = RandomStream(seed: UInt64(number), purpose: "test songs")
    var samples = [Float](repeating: 0, count: Int(seconds * Double(rate)))
    var position = 0
    while position < samples.count {
      let length = Int(Double(rate) * stream.uniform(0.1...0.35))
      let pitches = (0..<3).map { _ in stream.uniform(110...900) }
      for offset in 0..<min(length, samples.count - position) {
        let time = Double(offset) / Double(rate)
        let envelope = exp(-6 * time) * min(1, time * 200)
        for pitch in pitches {
          for overtone in 1...4 {
            samples[position + offset] += Float(
              envelope * sin(2 * .pi * pitch * Double(overtone) * time) / Double(overtone * 8))
          }
        }
        samples[position + offset] += Float((stream.uniform() - 0.5) * 0.2 * envelope)
      }
      position += length
    }
    return Sound(samples: samples, rate: rate)
  }

  /// A folder of genres with so many songs of one second each.
  func library(_ genres: [String: Int], seconds: Double = 1) throws {
    for (place, genre) in genres.sorted(by: { $0.key < $1.key }).enumerated() {
      for number in 0..<genre.value {
        let digits = String(number)
        let name = genre.key + "." + String(repeating: "0", count: 5 - digits.count) + digits
        try song("\(genre.key)/\(name).wav", number: place * 100 + number, seconds: seconds)
      }
    }
  }
}

/// Collects what work says.
final class Heard: Sendable {
  private let state = Mutex<(warnings: [String], stages: [String])>(([], []))

  var warnings: [String] { state.withLock { $0.warnings } }
  var stages: [String] { state.withLock { $0.stages } }

  func work(threads: Int = 2, store: ResultStore? = nil) -> Work {
    Work(threads: threads, store: store) { event in
      self.state.withLock {
        switch event {
        case .warning(let text): $0.warnings.append(text)
        case .progress(let stage, _, _, _): $0.stages.append(stage)
        }
      }
    }
  }
}

/// The failure that a piece of work ends with; nil if it ends well or otherwise.
func failure(_ body: () throws -> Void) -> Failure? {
  do {
    try body()
    return nil
  } catch {
    return error as? Failure
  }
}

import CDNNL
import EtudeCore
import EtudeNetworks
import Foundation
import Testing

/// The path of a golden file.
func golden(_ name: String) throws -> String {
  try #require(Bundle.module.resourcePath) + "/Golden/" + name
}

/// A fresh folder for one test.
func temporaryFolder() throws -> String {
  let folder = NSTemporaryDirectory() + "/etude-networks-" + UUID().uuidString
  try WholeFile.makeFolder(folder)
  return folder
}

func removeFolder(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

/// The failure that `body` throws, if it throws one.
func failure(_ body: () throws -> Void) -> Failure? {
  do {
    try body()
    return nil
  } catch { return error as? Failure }
}

/// The tensors of one golden file, by case and name.
struct GoldenFile {
  let tensors: [String: Tensor]

  init(_ name: String) throws {
    tensors = try SafetensorsFile(reading: golden(name + ".safetensors")).tensors
  }

  func tensor(_ case: String, _ name: String) throws -> Tensor {
    try #require(tensors["\(`case`)/\(name)"], "\(`case`)/\(name)")
  }

  func values(_ case: String, _ name: String) throws -> [Float] { try tensor(`case`, name).values }
  func numbers(_ case: String, _ name: String) throws -> [Int] { try values(`case`, name).map { Int($0) } }
}

/// Compares element by element; the difference may be `absolute` plus `relative` times the expected number.
func expectClose(
  _ values: [Float], _ expected: [Float], absolute: Float, relative: Float, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(values.count == expected.count, "\(what)", sourceLocation: sourceLocation)
  let worst = zip(values, expected).enumerated().first { _, pair in
    let isClose = abs(pair.0 - pair.1) <= absolute + relative * abs(pair.1)
    return !isClose
  }
  if let (index, pair) = worst {
    Issue.record("\(what)[\(index)] is \(pair.0), not \(pair.1)", sourceLocation: sourceLocation)
  }
}

/// Runs `body` where oneDNN belongs, with so many OpenMP threads.
func onComputeThread<Value>(threads: Int = 1, _ body: () throws -> Value) throws -> Value {
  try DedicatedThread.compute.run {
    let before = omp_get_max_threads()
    omp_set_num_threads(Int32(threads))
    defer { omp_set_num_threads(before) }
    return try body()
  }
}

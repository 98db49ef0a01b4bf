import EtudeCore
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

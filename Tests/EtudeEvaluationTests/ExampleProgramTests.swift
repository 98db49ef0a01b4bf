import Foundation
import Glibc
import Testing

/// `Examples/gru`, compiled against the modules and objects that were built beside this test: its own package builds the
/// same ones again, which takes minutes.
@Suite struct ExampleProgramTests {
  private static let top = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { place, _ in
    place.deletingLastPathComponent()
  }
  private static let rooms = [
    "EtudeCore", "EtudeDemo", "EtudeSound", "EtudeData", "EtudeNetworks", "EtudeEvaluation",
  ]

  /// The folder of the build that this test is of; nil where it holds no modules to import or no list of objects.
  private static let build: URL? = {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }.map { URL(fileURLWithPath: $0) }
    return [own, bundle].compactMap { $0?.deletingLastPathComponent() }.first { folder in
      ["Modules/EtudeEvaluation.swiftmodule", objectList].allSatisfy {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
      }
    }
  }()
  private static let objectList = "etude.product/Objects.LinkFileList"
  /// Objects that AddressSanitizer watches are linked with it.
  private static let sanitizer = dlsym(nil, "__asan_init") == nil ? [] : ["-sanitize=address"]

  /// What the program wrote, and its exit code.
  private func run(_ arguments: [String], in folder: URL) throws -> (output: String, code: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (output, process.terminationStatus)
  }

  @Test(
    "The GRU of Examples/gru learns its curves and is the same after reading it back",
    .enabled(if: build != nil, "this build has no modules and list of objects beside its tests"))
  func gru() throws {
    let build = try #require(Self.build)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("etude-gru-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let list = try String(contentsOf: build.appendingPathComponent(Self.objectList), encoding: .utf8)
    let objects = list.split(separator: "\n").map(String.init).filter { path in
      Self.rooms.contains { path.contains("/\($0).build/") }
    }
    let sources = Self.top.appendingPathComponent("Sources").path
    let modules = try FileManager.default.contentsOfDirectory(atPath: sources).sorted()
      .filter { FileManager.default.fileExists(atPath: "\(sources)/\($0)/module.modulemap") }
      .flatMap { ["-I", "\(sources)/\($0)"] }
    let source = Self.top.appendingPathComponent("Examples/gru/Sources/gru/main.swift").path
    let compiled = try run(
      ["swiftc", "-swift-version", "6", "-warnings-as-errors", "-module-name", "gru", source, "-o", "gru"]
        + Self.sanitizer + ["-module-cache-path", folder.path + "/modules"]
        + ["-I", build.appendingPathComponent("Modules").path] + modules + objects, in: folder)
    try #require(compiled.code == 0, "\(compiled.output)")
    let (output, code) = try run(["./gru"], in: folder)
    #expect(code == 0)
    let lines = output.split(separator: "\n").map { $0.split(separator: ": ").map(String.init) }
    try #require(lines.count == 2 && lines.allSatisfy { $0.count == 2 }, "\(output)")
    #expect(try #require(Double(lines[0][1])) > 0.9)
    #expect(lines[1] == ["the same after reading it back", "true"])
  }
}

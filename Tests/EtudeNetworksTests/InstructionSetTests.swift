import Foundation
import Testing

/// The layers' tests once more on the instruction sets of other processors, in processes of their own: oneDNN chooses
/// its code, and how maps lie, once a process.
@Suite struct InstructionSetTests {
  private static let suites = [
    "LayerGoldenTests", "GradientTests", "NormPoolTests", "PrecisionTests", "MobileNetV2Tests",
  ]

  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["ONEDNN_MAX_CPU_ISA"] == nil),
    arguments: ["AVX2", "SSE41"])
  func theLayersAreRightWith(_ set: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments =
      ["--testing-library", "swift-testing"]
      + Self.suites.flatMap { ["--filter", "EtudeNetworksTests.\($0)"] }
    process.environment = ProcessInfo.processInfo.environment.merging(["ONEDNN_MAX_CPU_ISA": set]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(output.suffix(2000))")
    #expect(output.contains("aProcessorWithoutItSaysSo() passed"), "\(output.suffix(2000))")
  }
}

import EtudeCore
import Glibc
import Testing

/// Three hours of sound cost the memory of what is made of them, not that of their samples.
@Suite("Memory of long files", .serialized)
struct LongFileMemoryTests {
  private static let rate = 8000
  private static let seconds = 3 * 3600

  @Test(
    "Frames and an audit of three hours need less than a third of the samples' memory",
    .disabled(if: dlsym(nil, "__asan_init") != nil, "AddressSanitizer keeps what is freed"))
  func threeHours() throws {
    let folder = try TemporaryFolder()
    let long = folder.path + "/songs/a/long.wav"
    try Self.write(to: long)
    let samples = 4 * Self.rate * Self.seconds
    for (script, answer) in [
      ("x = load \"\(long)\" rate: 8000Hz; m = x | spectrogram mels: 32; m.frames", "168751"),
      ("x = load \"\(folder.path)/songs\" rate: 8000Hz; audit x", "1 clip looked at"),
    ] {
      let process = try Program.start(
        ["-e", script], state: folder.path, environment: ["ETUDE_CACHE=\(folder.path)/cache"],
        files: ("/dev/null", folder.path + "/output", folder.path + "/errors"))
      let (code, peak) = Self.end(of: process)
      let output = String(decoding: try WholeFile.read(folder.path + "/output"), as: UTF8.self)
      #expect(code == 0 && output.contains(answer), "\(output)")
      #expect(peak > 0 && peak < samples / 3, "\(peak >> 20) MB for \(script)")
    }
  }

  /// Writes 16-bit noise a minute at a time.
  private static func write(to path: String) throws {
    func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    var state: UInt32 = 1
    let minute = (0..<2 * 60 * rate).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24)
    }
    let length = 2 * rate * seconds
    try WholeFile.write(to: path, isDurable: false) { descriptor in
      let format =
        Array("WAVEfmt ".utf8) + word(16) + [1, 0, 1, 0] + word(rate) + word(2 * rate) + [2, 0, 16, 0]
      let header = Array("RIFF".utf8) + word(length + 36) + format + Array("data".utf8) + word(length)
      try WholeFile.append(header, to: descriptor, of: path)
      for _ in 0..<seconds / 60 { try WholeFile.append(minute, to: descriptor, of: path) }
    }
  }

  /// Waits for the end of a program: its exit code and the most bytes of memory that it was seen to have had.
  ///
  /// What `wait4` tells would count this process too, from which it was started.
  private static func end(of process: pid_t) -> (code: Int32, peak: Int) {
    var status: Int32 = 0
    var peak = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      let lines = (try? WholeFile.read("/proc/\(process)/status")).map { String(decoding: $0, as: UTF8.self) }
      let line = lines?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      let kilobytes = line?.split(separator: " ").dropLast().last.flatMap { Int($0) }
      peak = max(peak, (kilobytes ?? 0) << 10)
      usleep(2000)
    }
    return (Program.code(of: status), peak)
  }
}

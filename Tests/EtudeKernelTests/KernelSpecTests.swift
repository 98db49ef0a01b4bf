import EtudeCore
import EtudeKernel
import FoundationEssentials
import Glibc
import Testing

@Suite("The kernelspec")
struct KernelSpecTests {
  @Test("It names the program, whatever its path")
  func argv() throws {
    struct Spec: Decodable {
      let argv: [String]
      let language: String
      let interrupt_mode: String
    }
    let prefix = "/tmp/etude-kernelspec-\(UInt64.random(in: 0 ... .max))"
    let spec = KernelSpec.prefix(prefix)
    defer {
      for name in Folder.names(in: spec.folder) { unlink(spec.folder + "/" + name) }
      for folder in [
        "/share/jupyter/kernels/etude", "/share/jupyter/kernels", "/share/jupyter", "/share", "",
      ] {
        rmdir(prefix + folder)
      }
    }
    let program = #"/home/a "b"\c/etude"#
    try spec.write(program: program)
    #expect(spec.folder == prefix + "/share/jupyter/kernels/etude")
    let bytes = try WholeFile.read(spec.folder + "/kernel.json")
    let read = try JSONDecoder().decode(Spec.self, from: Data(bytes))
    #expect(read.argv == [program, "kernel", "--connection-file", "{connection_file}"])
    #expect(read.language == "etude" && read.interrupt_mode == "message")
    #expect(
      String(decoding: try WholeFile.read(spec.folder + "/logo-svg.svg"), as: UTF8.self).hasPrefix("<svg"))
  }
}

import EtudeCore
import EtudeNetworks
import Testing

/// Networks that earlier commits of Étude wrote, kept as they were: they load, and say what they said then.
@Suite("Networks of earlier versions") struct EarlierFilesTests {
  /// Items that both then and now are the same.
  private struct Few: Examples {
    let count = 6
    let imageSize = 32
    let bands = 4

    func digest(_ item: Int) -> Digest { Digest.build { $0.append("few \(item)") } }

    func image(_ item: Int) throws -> RGBImage {
      RGBImage(
        width: 32, height: 32, pixels: (0..<32 * 32 * 3).map { UInt8(truncatingIfNeeded: $0 * (item + 3)) })
    }

    func frames(_ item: Int) throws -> Frames {
      Frames(bands: 4, count: 9, values: (0..<36).map { Float(($0 * (item + 1)) % 11) - 5 })
    }
  }

  // 25 November 2026: recurrent layers had no dropout, and the histories' validation other names.
  @Test(
    "They load, with their histories, and give the probabilities of then",
    arguments: [
      ("gru-2026-11-25", [0.61428934, 0.38571066]), ("branches-2026-11-25", [0.42878747, 0.57121253]),
      ("cnn-2026-11-25", [0.7090883, 0.29091164]),
    ] as [(String, [Float])])
  func loading(_ name: String, _ probabilities: [Float]) throws {
    let fitted = try Fitted(loading: golden("earlier/\(name).safetensors"))
    #expect(fitted.classes == ["blues", "rock"])
    #expect(fitted.history.loss.count == 2 && fitted.history.validationLoss.count == 2)
    #expect(fitted.history.validationAccuracy.count == 2)
    let answers = try predict(fitted, examples: Few(), items: [0], work: Work(threads: 1))
    expectClose(answers[0], probabilities, absolute: 1e-5, relative: 0, name)
  }

  @Test("What they were read as is written in today's names, and read again")
  func writingAgain() throws {
    let fitted = try Fitted(loading: golden("earlier/gru-2026-11-25.safetensors"))
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    try fitted.save(to: folder + "/again.safetensors")
    let again = try Fitted(loading: folder + "/again.safetensors")
    #expect(again.digest == fitted.digest && again.history == fitted.history)
  }
}

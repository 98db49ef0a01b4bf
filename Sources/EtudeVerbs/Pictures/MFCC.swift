import EtudeCore
import EtudeLanguage
import EtudeSound

extension Verb {
  static let mfcc = Verb(
    "mfcc", "mel-frequency cepstral coefficients over time", section: .pictures, operands: [Operands.sound],
    options: [MFCCOptions.count] + FrontEndDeclarations.options + [FrontEndDeclarations.melScale],
    result: Rules.features(.mfcc, many: .mfccs) { call in
      let count = call[MFCCOptions.count]
      if let count, let mels = call[FrontEndDeclarations.mels], count > mels {
        throw OptionFailure(
          "count",
          Failure("\(count) coefficients cannot be made of \(mels) mel bands", fix: "lower 'count'"))
      }
      return count
    }, examples: ["coefficients = songs | mfcc count: 13", "plot (mfcc songs[0]) to: \"mfcc.png\""]
  ) { call in
    let settings = try FrontEndDeclarations.settings(
      .mfcc(count: call[MFCCOptions.count]), call[FrontEndDeclarations.melScale].melScale, in: call)
    return try call[Operands.sound].features(settings, work: call.environment.work)
  }
}

private enum MFCCOptions {
  static let count = TypedOption("count", .whole(1...512), default: 20, isMain: true, help: "coefficients")
}

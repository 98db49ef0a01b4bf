import EtudeCore
import EtudeLanguage

extension StaticCall {
  /// What options of the front end ask of each other, and of the sound's rate where that is known.
  func checkFrontEnd() throws {
    if let fft = self[FrontEndDeclarations.fft], fft % 2 != 0 {
      throw OptionFailure("fft", Failure("'fft' takes an even number, not \(fft)", fix: "write \(fft + 1)"))
    }
    let rate = (operands.values.first { $0.facts is SoundFact }?.facts as? SoundFact)?.rate
    let (low, high) = (self[FrontEndDeclarations.low], self[FrontEndDeclarations.high])
    if let rate, let high, high > rate / 2 {
      throw OptionFailure(
        "high",
        Failure(
          "'high' is above half the rate of \(ValueText.of(.hertz(rate)))",
          fix: "write at most \(ValueText.of(.hertz(rate / 2)))"))
    }
    if let low, let high, low >= high {
      throw OptionFailure("low", Failure("'low' is not below 'high'", fix: "make 'low' smaller than 'high'"))
    }
    if let rate, let low, !has(FrontEndDeclarations.high), low >= rate / 2 {
      throw OptionFailure(
        "low",
        Failure(
          "'low' is not below half the rate of \(ValueText.of(.hertz(rate)))",
          fix: "write less than \(ValueText.of(.hertz(rate / 2)))"))
    }
  }
}

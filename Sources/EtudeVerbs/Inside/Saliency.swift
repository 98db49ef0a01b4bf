import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let saliency = Verb(
    "saliency", "what in the spectrogram the decision rests on (Grad-CAM)", section: .inside,
    operands: [LookingInside.fitted, LookingInside.clip],
    result: .inside(LookingInside.fitted) { try $1.checkSaliency() },
    examples: [
      "plot (saliency fitted songs[0]) to: \"saliency.png\"",
      "print (saliency fitted clip).shape",
    ]
  ) { call in
    let (fitted, item) = try call.lookedAt()
    let saliency = try fitted.saliency(
      examples: item.examples, item: item.index, work: call.environment.work)
    let (rows, columns) = (saliency.map.shape[0], saliency.map.shape[1])
    // An image has its highest band at the top; the array has the lowest band first, as frames have.
    let order = saliency.view == .frames ? Array(0..<rows) : Array((0..<rows).reversed())
    let values = order.flatMap { saliency.map.values[$0 * columns..<($0 + 1) * columns] }
    return .object(
      ArrayValue(
        meaning: SaliencyArray(
          spectrogram: item, genre: fitted.genres[saliency.genre], probability: Double(saliency.probability)),
        shape: [rows, columns], axes: ["bands", "times"], values: values))
  }
}

import EtudeEvaluation
import EtudePictures

/// How often a network is right when it is so sure.
struct CalibrationSubject: TableSubject {
  let result: Evaluation

  func drawing(data: String?) -> Drawing {
    Drawing(.square, data: data) { size, title in
      Picture.reliability(
        result.judged.calibration.map {
          ReliabilityBin(confidence: $0.confidence, accuracy: $0.accuracy, count: $0.count)
        }, title: result.stamped(title ?? "Calibration"), size: size)
    }
  }
}

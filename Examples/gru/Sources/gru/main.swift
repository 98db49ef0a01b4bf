// A GRU on numbers of one's own: tells rising from falling curves. Run: swift run -c release
import EtudeEvaluation
import EtudeNetworks

let curves: [[[Float]]] = (0..<60).map { item in
  let slope: Float = item % 2 == 0 ? 0.1 : -0.1
  return (0..<20 + item % 7).map { step in [slope * Float(step) + Float(item % 5), Float(step % 3)] }
}
let labels = (0..<60).map { $0 % 2 == 0 ? "rising" : "falling" }

let data = try LabelledExamples(sequences: curves, labels: labels)
let model = try Model([.gru(.init(units: 8)), .classify])
let options = TrainingOptions(epochs: 30, learningRate: 1e-2)

let result = try model.crossValidate(data, folds: 5, options: options, seed: 1)
print("accuracy in five folds:", result.accuracy)

let fitted = try model.fit(data, options: options, seed: 1)
try fitted.save(to: "curves.safetensors")
let again = try Fitted(loading: "curves.safetensors")
print("the same after reading it back:", try again.predict(data) == fitted.predict(data))

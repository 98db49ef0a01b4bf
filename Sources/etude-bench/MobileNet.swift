import ArgumentParser
import EtudeNetworks
import EtudeProbes

/// The frozen MobileNetV2 over pictures, one a thread.
struct MobileNet: ParsableCommand {
  @OptionGroup var measuring: Measuring
  @Option(help: "fp32 or bf16.") var precision = Precision.fp32
  @Flag(help: "Only the first output of a fresh process.") var first = false

  func run() throws {
    let model = try Model([.mobilenetv2(weights: .imagenet), .globalpool]).frozen()
    let picture = try MadePictures(count: 1).image(0)
    if first {
      print("sum \(try PrefixProbe.output(model, picture: picture).reduce(0, +))")
      return
    }
    let times = try PrefixProbe.secondsPerPicture(
      model, picture: picture, precision: precision, threads: measuring.threads, seconds: measuring.seconds)
    measuring.report(.seconds(1 / times.reduce(0) { $0 + 1 / $1 }))
  }
}

// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "gru",
  dependencies: [.package(name: "etude", path: "../..")],
  targets: [
    .executableTarget(
      name: "gru",
      dependencies: [
        .product(name: "EtudeNetworks", package: "etude"),
        .product(name: "EtudeEvaluation", package: "etude"),
      ])
  ],
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.0
import PackageDescription

/// A system library: its module map in `Sources/<name>`, found through pkg-config where its flags are accepted.
func system(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// A stage of the house and the test folder beside it.
func room(
  _ name: String, knows dependencies: [Target.Dependency], testResources: [Resource] = [],
  testsAlsoKnow more: [Target.Dependency] = []
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies),
    .testTarget(
      name: name + "Tests", dependencies: [.byName(name: name)] + dependencies + more,
      resources: testResources),
  ]
}

let package = Package(
  name: "etude",
  products: [
    .executable(name: "etude", targets: ["etude"]),
    .library(name: "EtudeCore", targets: ["EtudeCore"]),
    .library(name: "EtudeSound", targets: ["EtudeSound"]),
    .library(name: "EtudeData", targets: ["EtudeData"]),
    .library(name: "EtudeNetworks", targets: ["EtudeNetworks"]),
    .library(name: "EtudeEvaluation", targets: ["EtudeEvaluation"]),
    .library(name: "EtudeRecommendation", targets: ["EtudeRecommendation"]),
    .library(name: "EtudeONNX", targets: ["EtudeONNX"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    system("CCairo", pkgConfig: "cairo", apt: "libcairo2-dev"),
    system("CChafa", pkgConfig: "chafa", apt: "libchafa-dev"),
    system("CDNNL", apt: "libdnnl-dev"),
    system("CSVM", apt: "libsvm-dev"),
    system("CFFTW", pkgConfig: "fftw3f", apt: "libfftw3-dev"),
    system("CFLAC", pkgConfig: "flac", apt: "libflac-dev"),
    system("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
    system("CPango", apt: "libpango1.0-dev"),
    system("CPNG", pkgConfig: "libpng", apt: "libpng-dev"),
    system("CReadline", apt: "libreadline-dev"),
    system("CSndfile", pkgConfig: "sndfile", apt: "libsndfile1-dev"),
    system("CSoxr", pkgConfig: "soxr", apt: "libsoxr-dev"),
    system("CZMQ", apt: "libzmq3-dev"),
    .executableTarget(
      name: "etude",
      dependencies: [
        "EtudeCore", "EtudeSound", "EtudeNetworks", "EtudePictures", "EtudeLanguage", "EtudeLessons",
        "EtudeREPL",
        "EtudeKernel",
        "EtudeVerbs", "EtudeSession",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Étude's side of Scripts/bench; no product, so it is not installed.
    .executableTarget(
      name: "etude-bench",
      dependencies: [
        "EtudeCore", "EtudeSound", "EtudeDemo", "EtudeData", "EtudeNetworks", "EtudeEvaluation",
        "EtudeRecommendation", "EtudeONNX", "EtudeProbes",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Layers, scans and training steps on numbers of one's own: for Scripts/bench and the tests of EtudeNetworks.
    .target(name: "EtudeProbes", dependencies: ["EtudeCore", "EtudeNetworks"]),
  ]
    + room("EtudeCore", knows: ["COpenSSL"])
    + room(
      "EtudeSound", knows: ["EtudeCore", "CFFTW", "CFLAC", "CSndfile", "CSoxr"],
      testResources: [.copy("Golden")])
    + room("EtudeDemo", knows: ["EtudeCore"])
    + room("EtudeData", knows: ["EtudeCore", "EtudeSound", "EtudeDemo"], testResources: [.copy("Golden")])
    + room(
      "EtudeNetworks", knows: ["EtudeCore", "CDNNL", "CSVM"], testResources: [.copy("Golden")],
      testsAlsoKnow: ["EtudeProbes"])
    + room(
      "EtudeONNX", knows: ["EtudeCore", "EtudeNetworks"])
    + room(
      "EtudeEvaluation", knows: ["EtudeCore", "EtudeSound", "EtudeData", "EtudeNetworks"],
      testResources: [.copy("Golden")], testsAlsoKnow: ["EtudeDemo"])
    + room(
      "EtudeRecommendation",
      knows: ["EtudeCore", "EtudeSound", "EtudeData", "EtudeNetworks", "EtudeEvaluation"],
      testResources: [.copy("Golden")], testsAlsoKnow: ["EtudeDemo"])
    + room("EtudePictures", knows: ["EtudeCore", "EtudeSound", "CCairo", "CPango", "CPNG"])
    + room("EtudeLanguage", knows: ["EtudeCore"], testResources: [.copy("Scripts")])
    + room(
      "EtudeSession",
      knows: ["EtudeCore", "EtudeLanguage", .product(name: "GRDB", package: "GRDB.swift")])
    + room(
      "EtudeVerbs",
      knows: [
        "EtudeCore", "EtudeSound", "EtudeDemo", "EtudeData", "EtudeNetworks", "EtudeEvaluation",
        "EtudeRecommendation", "EtudeONNX", "EtudePictures", "EtudeLanguage", "EtudeSession",
      ], testResources: [.copy("Golden"), .copy("Scripts")], testsAlsoKnow: ["EtudeLessons"])
    + room(
      "EtudeLessons", knows: ["EtudeCore", "EtudeLanguage", "EtudeSession"],
      testsAlsoKnow: ["EtudeNetworks", "EtudeVerbs"])
    + room(
      "EtudeREPL",
      knows: [
        "EtudeCore", "EtudeSound", "EtudePictures", "EtudeLanguage", "EtudeSession", "EtudeLessons",
        "CReadline", "CChafa",
      ], testResources: [.copy("Earlier")])
    + room(
      "EtudeKernel",
      knows: ["EtudeCore", "EtudeLanguage", "EtudeSession", "EtudeLessons", "COpenSSL", "CZMQ"]),
  swiftLanguageModes: [.v6]
)

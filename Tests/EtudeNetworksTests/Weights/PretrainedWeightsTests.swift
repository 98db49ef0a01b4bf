import EtudeCore
import EtudeNetworks
import Glibc
import Testing

/// The pretrained MobileNetV2: its table of tensors, and refusals; the conversion where the weights are installed.
@Suite struct PretrainedWeightsTests {
  @Test func theNetworkHas260TensorsOf2257984Numbers() {
    let tensors = MobileNetV2Shapes.tensors
    #expect(tensors.count == 260)
    #expect(tensors.reduce(0) { $0 + $1.shape.reduce(1, *) } == 2_257_984)
    #expect(Set(tensors.map(\.name)).count == 260)
    #expect(tensors[0].name == "features.0.0.weight")
    #expect(tensors[5].name == "features.1.conv.0.weight" && tensors[5].shape == [32, 1, 3, 3])
    #expect(tensors[259].name == "features.18.1.running_var")
  }

  @Test func anotherFileThanTheCheckpointIsRefused() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    try WholeFile.write("not a checkpoint", to: folder + "/a.pt")
    #expect(
      failure { try PretrainedWeights.mobilenetv2.convert(folder + "/a.pt", to: folder + "/b") }?.cause
        .contains("is not the checkpoint of MobileNetV2") == true)
    #expect(Folder.names(in: folder) == ["a.pt"])
  }

  @Test func weightsOfAnotherNetworkAreRefused() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let path = folder + "/a.safetensors"
    try SafetensorsFile(tensors: ["features.0.0.weight": Tensor(shape: [1], values: [0])]).write(to: path)
    #expect(
      failure { _ = try PretrainedWeights.mobilenetv2.load(from: path) }?.cause.contains(
        "'features.0.0.weight'") == true)
    try SafetensorsFile(tensors: [:]).write(to: path)
    #expect(
      failure { _ = try PretrainedWeights.mobilenetv2.load(from: path) }?.cause.contains(
        "has no tensor 'features.0.0.weight'") == true)
  }

  @Test(.enabled(if: PretrainedWeights.mobilenetv2.isPresent)) func theInstalledWeightsAreWhole() throws {
    let tensors = try PretrainedWeights.mobilenetv2.load()
    #expect(tensors.count == 260)
    #expect(tensors.values.allSatisfy { $0.values.allSatisfy(\.isFinite) })
  }

  /// Runs where `ETUDE_CHECKPOINT` names the downloaded checkpoint.
  @Test(.enabled(if: getenv("ETUDE_CHECKPOINT") != nil)) func theCheckpointConverts() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let checkpoint = String(cString: try #require(getenv("ETUDE_CHECKPOINT")))
    try PretrainedWeights.mobilenetv2.convert(checkpoint, to: folder + "/a.safetensors")
    let tensors = try PretrainedWeights.mobilenetv2.load(from: folder + "/a.safetensors")
    let first = try #require(tensors["features.0.0.weight"])
    // The first numbers of the stem's kernel, as PyTorch loads them.
    #expect(Array(first.values.prefix(3)) == [0.044436615, -0.033906695, -0.13749442])
    let last = try #require(tensors["features.18.1.running_var"])
    #expect(Array(last.values.suffix(2)) == [0.024351329, 0.023002548])
  }

  @Test func musicnnHas64TensorsOf792079Numbers() {
    let tensors = MusicnnShapes.tensors
    #expect(tensors.count == 64)
    #expect(Set(tensors.map(\.name)).count == 64)
    #expect(tensors.reduce(0) { $0 + $1.shape.reduce(1, *) } == 792_079)
  }

  @Test(
    .enabled(if: PretrainedWeights.musicnnSongs.isPresent && PretrainedWeights.musicnnTags.isPresent))
  func theInstalledMusicnnIsWholeAndItsCheckpointsAreToldApart() throws {
    let songs = PretrainedWeights.musicnnSongs
    let tags = PretrainedWeights.musicnnTags
    #expect(try songs.load() != tags.load())
    #expect(failure { _ = try songs.load(from: tags.path) }?.cause.contains("another checkpoint") == true)
  }

  /// Runs where `ETUDE_MUSICNN` names the folder of the unpacked wheel.
  @Test(.enabled(if: getenv("ETUDE_MUSICNN") != nil)) func theMusicnnCheckpointConverts() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let wheel = String(cString: try #require(getenv("ETUDE_MUSICNN")))
    try PretrainedWeights.musicnnSongs.convert(
      wheel + "/musicnn/MSD_musicnn/.data-00000-of-00001", to: folder + "/a.safetensors")
    #expect(
      try PretrainedWeights.musicnnSongs.load(from: folder + "/a.safetensors")
        == PretrainedWeights.musicnnSongs.load())
  }
}

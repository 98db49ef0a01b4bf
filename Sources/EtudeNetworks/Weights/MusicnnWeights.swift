extension PretrainedWeights {
  /// musicnn as it learned from the Million Song Dataset.
  public static let musicnnSongs = musicnn(
    "songs", checkpoint: "MSD_musicnn", of: "the Million Song Dataset",
    digest: "8579734ee6388f799ed0def4bbd0d1fdcbeaf213ef2a9dc860917bd76a303de6")

  /// musicnn as it learned from MagnaTagATune.
  public static let musicnnTags = musicnn(
    "tags", checkpoint: "MTT_musicnn", of: "MagnaTagATune",
    digest: "041f3935e981a65cea739842d30c188d3a7d2adf4410955c8668eb3de4a5acab")

  private static func musicnn(
    _ name: String, checkpoint: String, of data: String, digest: String
  ) -> PretrainedWeights {
    PretrainedWeights(
      network: "musicnn (\(name))", fileName: "musicnn-\(name).safetensors",
      checkpoint: PublishedCheckpoint(
        description: "musicnn, trained on the tags of \(data)", wheel: "musicnn 0.1.0",
        file: "musicnn/\(checkpoint)/.data-00000-of-00001", digest: digest,
        license: "ISC, Music Technology Group, Universitat Pompeu Fabra (Jordi Pons and Xavier Serra)",
        tensors: MusicnnShapes.places))
  }
}

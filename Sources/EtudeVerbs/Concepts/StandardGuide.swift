import EtudeLanguage

extension Guide {
  /// Étude's: the way from songs to a picture of how well a network knows them.
  static let standard = Guide(
    flow: [
      ("songs = demo", "type this first; your own: load \"folder\""),
      ("describe songs", "what there is"),
      ("mels = songs | spectrogram", "sound as pictures"),
      ("plot mels[0]", "one of them"),
      ("net = stats | classify", "a network: layers in a row"),
      ("cv = crossval net mels folds: 5", "trained and judged five times"),
      ("report cv", "how well, genre by genre"),
      ("plot (confusion cv)", "what it takes for what"),
      ("fitted = fit net mels", "one network, trained on all"),
      ("save session to: \"lab.etude\"", "all of it as a script"),
    ], concepts: Concept.ofSound + Concept.ofNetworks + Concept.ofTransfer + Concept.ofJudging)
}

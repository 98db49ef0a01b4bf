import EtudeLanguage

extension Concept {
  static let ofTransfer = [
    Concept(
      "transfer learning", others: ["transfer", "pretrained", "pretraining"],
      verbs: ["mobilenetv2", "musicnn"],
      """
      A network that has learned from very much of something else knows most of
      what is needed: mobilenetv2 has seen a million photographs, musicnn has
      heard many songs. What it computes is kept, a new last layer learns
      the genres. A few songs a genre are enough, and minutes become seconds.
      """, example: "describe (mobilenetv2 | freeze | classify)"),
    Concept(
      "freezing", others: ["freeze", "frozen", "fine-tuning", "fine tuning"], verbs: ["freeze", "unfreeze"],
      """
      Weights that are frozen do not change in training. What they compute is
      the same in every epoch, so it is computed once and kept.
      Unfreezing the last blocks lets them adapt to music (fine-tuning):
      slower, better with many songs, and worse with few.
      """, example: "describe (stats | dense 16 | freeze | classify)"),
    Concept(
      "overfitting", others: ["overfit", "generalisation", "generalization"], verbs: ["fit", "dropout"],
      """
      A network with many weights can learn its songs by heart. The loss on them
      goes on falling, and that on songs it has not heard rises again.
      Part of the songs is kept aside to see that (validation:). Against it
      help more songs, fewer weights, dropout, frozen layers, and stopping
      in time (patience:).
      """, example: "plot (fit net mels validation: 20%).history"),
  ]
}

import EtudeLanguage

extension Concept {
  static let ofNetworks = [
    Concept(
      "cnn", others: ["convolutional network", "convolutional neural network"], verbs: ["cnn"],
      """
      A network that sees: blocks of convolution, each followed by pooling, which
      halves the picture. The first block knows edges, which are onsets and
      tones; the later ones know what is made of them.
      It has few weights, since a filter is the same all over the picture,
      and it learns from scratch if there are many songs.
      """, example: "describe (cnn | classify)"),
    Concept(
      "convolution", others: ["convolutions", "kernel", "filter", "filters"],
      verbs: ["conv", "cnn", "filters"],
      """
      A small window of weights, the kernel, slides over the picture; at each
      place it is multiplied by what lies under it and added up. Where the
      picture looks like the kernel, the answer is large: a map of where
      that pattern is. A layer has many kernels, and learns them all.
      """, example: "describe (conv 8 kernel: 3 | relu | maxpool | classify)"),
    Concept(
      "gru", others: ["gated recurrent unit", "rnn", "lstm", "recurrent network"],
      verbs: ["gru", "lstm", "rnn"],
      """
      A network that reads along time: after every step it keeps a state, a list
      of numbers that say what it has heard so far. A gated recurrent unit
      learns what to keep of the state and what to write over, so that it
      can remember for long. An lstm has one gate more; a plain rnn has
      none, and forgets soon.
      """, example: "describe (gru 16 | classify)"),
    Concept(
      "gates", others: ["gate", "update gate", "reset gate"], verbs: ["gates", "gru", "lstm"],
      """
      Numbers from 0 to 1 by which a recurrent network multiplies what passes.
      The update gate says how much of the old state stays: near 1 it
      remembers, near 0 it writes anew. The reset gate says how much of the
      past counts for what is new. They are computed at each step from
      what is heard, and can be looked at.
      """, example: "plot (gates (fit (gru 8 | classify) mels epochs: 1) songs[0])"),
  ]
}

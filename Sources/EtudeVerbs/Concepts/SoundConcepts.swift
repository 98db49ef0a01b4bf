import EtudeLanguage

extension Concept {
  static let ofSound = [
    Concept(
      "spectrogram", others: ["spectrograms", "stft"], verbs: ["spectrogram"],
      """
      A song cut into short windows, and for each how much there is of every
      frequency: time to the right, frequency upwards, loudness as colour.
      'fft' is the window's length in samples, 'hop' the step to the next:
      long windows tell tones apart, short ones tell beats apart.
      Networks see it as a picture, or read it from left to right.
      """, example: "plot (spectrogram songs[0])"),
    Concept(
      "mel", others: ["mels", "mel scale", "mel bands"], verbs: ["spectrogram", "mfcc"],
      """
      A scale of pitch on which equal steps sound equal: narrow bands where the
      ear hears finely, below 1 kHz, and ever wider ones above.
      A mel spectrogram adds up the frequencies of each band, so that 128
      numbers tell of a moment what 1025 frequencies did.
      """, example: "plot (spectrogram songs[0] mels: 40)"),
    Concept(
      "mfcc", others: ["mfccs", "cepstrum"], verbs: ["mfcc"],
      """
      Mel-frequency cepstral coefficients: the cosine transform of a window's mel
      bands in decibels. The first few keep the outline of the spectrum, which
      is timbre, and leave out the pitch; 13 or 20 of them say of a window what
      128 bands say at length. They were usual before networks could see.
      """, example: "plot (mfcc songs[0] count: 13)"),
  ]
}

import EtudeLanguage

extension Vocabulary {
  /// All that Étude speaks.
  public static let standard = Vocabulary(
    verbs: Verb.all, kinds: kindDeclarations, habits: habits,
    predefined: [StreamValue.name: .object(StreamValue())],
    elsewhere: Habits(
      functions: FunctionsOfElsewhere.all, labels: OptionsOfElsewhere.labels,
      idleLabels: OptionsOfElsewhere.idle,
      operandLabels: OptionsOfElsewhere.operands, absences: WordsOfElsewhere.absences, opener: Verb.load.name)
  )

  /// What people type who come from elsewhere, and what to write instead.
  private static let habits = [
    "train": "fit", "summary": "describe", "show": "plot", "cv": "crossval", "cross_validate": "crossval",
    "cross_val_score": "crossval", "read": "load", "open": "load",
    "melspectrogram": "spectrogram",
    "mel": "spectrogram", "info": "describe", "draw": "plot", "display": "plot", "imshow": "plot",
    "write": "save", "test": "evaluate", "score": "evaluate", "conv2d": "conv",
    "maxpooling2d": "maxpool", "softmax": "classify", "linear": "dense", "True": "yes", "true": "yes",
    "False": "no", "false": "no", "listen": "play", "confusion_matrix": "confusion", "pool": "maxpool",
    "classification_report": "report", "export_csv": "export", "to_csv": "export", "dump": "save",
    "scatter": "plot", "graph": "plot", "dense_layer": "dense", "learn": "fit", "validate": "evaluate",
    "guess": "predict", "shuffle_split": "split", "maxpool2d": "maxpool", "batchnormalization": "batchnorm",
    "head": "describe", "str": "describe", "type": "describe", "trim": "slice", "cut": "slice",
    "audioinfo": "describe", "concatenate": "join",
    "sound": "play", "soundsc": "play", "similar": "recommend", "ndcg": "ranking",
    "train_test_split": "split",
    "kfold": "folds", "concat": "join", "merge": "join", "rename": "relabel",
    "zcr": "zerocrossings", "zero_crossing_rate": "zerocrossings", "spectral_centroid": "centroid",
    "spectral_bandwidth": "bandwidth", "spectral_rolloff": "rolloff", "spectral_flatness": "flatness",
    "onset_strength": "onsets", "beat": "tempo", "bpm": "tempo", "chroma_stft": "chroma", "hpss": "harmonic",
    "StratifiedKFold": "folds",
    "calibration_curve": "calibration", "reliability": "calibration", "LeaveOneGroupOut": "folds",
    "GridSearchCV": "nested",
  ]
}

extension Verb {
  static let all: [Verb] = [
    // Sound and data
    load, demo, describe, audit, drop, join, relabel, sample, split, segments, slice, play, folds,
    // Pictures of sound
    spectrogram, mfcc, chroma,
    // Measures of sound
    rms, zerocrossings, centroid, bandwidth, rolloff, flatness, onsets, tempo, harmonic, percussive,
    descriptors,
    // Models
    mobilenetv2, cnn, conv, batchnorm, relu, relu6, tanh, sigmoid, maxpool, avgpool, flatten, globalpool,
    dense,
    dropout, columns, stats, gru, lstm, rnn, classify, combine, freeze, unfreeze,
    // Training and judging
    fit, holdout, crossval, nested, learningCurve, evaluate, vote, features, predict, report, confusion,
    calibration, compare, waterfall, recommend, playlist, index, ranking,
    // Seeing inside
    filters, activations, gates, saliency, embedding,
    // Showing and keeping
    print, plot, save, export, replay, run, runs, rerun,
  ]
}

import EtudeLanguage
import EtudeNetworks

extension Vocabulary {
  /// All that Étude speaks.
  public static let standard = Vocabulary(
    verbs: Verb.all, kinds: KindRegistry.declarations, hints: hints,
    predefined: [StreamValue.name: .object(StreamValue())],
    elsewhere: Hints(
      functions: FunctionsOfElsewhere.all, labels: OptionsOfElsewhere.labels,
      fields: OptionsOfElsewhere.fields, idleLabels: OptionsOfElsewhere.idle,
      operandLabels: OptionsOfElsewhere.operands, absences: WordsOfElsewhere.absences, sums: sums,
      opener: Verb.load.name),
    guide: .standard, engine: EngineIdentity.words)

  private static let sums: [Kind: Hints.Joining] = [
    .dataset: Hints.Joining(Verb.join.name),
    .model: Hints.Joining(Verb.combine.name, takesList: true, isByPipes: true),
    .fitted: Hints.Joining(Verb.ensemble.name, takesList: true),
  ]

  /// What people type who come from elsewhere, and what to write instead.
  private static let hints = [
    "train": "fit", "summary": "describe", "show": "plot", "cv": "crossval", "cross_validate": "crossval",
    "cross_val_score": "crossval", "read": "load", "open": "load",
    "melspectrogram": "spectrogram",
    "mel": "spectrogram", "info": "describe", "draw": "plot", "display": "plot", "imshow": "plot",
    "write": "save", "test": "evaluate", "score": "evaluate", "conv2d": "conv",
    "maxpooling2d": "maxpool", "softmax": "classify", "linear": "dense", "True": "yes", "true": "yes",
    "False": "no", "false": "no", "confusion_matrix": "confusion", "pool": "maxpool",
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
    "GridSearchCV": "nested", "filter": "where", "subset": "where", "select": "where", "query": "where",
    "order": "sort", "sorted": "sort", "arrange": "sort", "sort_values": "sort", "std": "deviation",
    "sd": "deviation", "stdev": "deviation", "average": "mean", "avg": "mean", "total": "sum",
    "maximum": "max", "minimum": "min", "assert": "expect", "errors": "mistakes", "misclassified": "mistakes",
    "SVC": "svm", "KNeighborsClassifier": "knn", "ExtraTreesClassifier": "forest",
    "RandomForestClassifier": "forest", "VotingClassifier": "ensemble",
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
    mobilenetv2, musicnn, cnn, conv, batchnorm, relu, relu6, tanh, sigmoid, maxpool, avgpool, flatten,
    globalpool,
    dense,
    dropout, columns, stats, gru, lstm, rnn, classify, svm, knn, forest, combine,
    ensemble, freeze, unfreeze,
    // Training and judging
    fit, holdout, crossval, nested, learningCurve, evaluate, vote, features, predict, tags, report, confusion,
    mistakes,
    judgements, spread, calibration, compare, waterfall, recommend, playlist, index, ranking,
    // Asking
    `where`, sort, best, mean, median, deviation, max, min, sum, round, expect,
    // Seeing inside
    filters, receptive, convolve, activations, saliency, listen, gates, steps, memory, embedding,
    // Showing and keeping
    print, plot, save, export, replay, run, runs, rerun,
  ]
}

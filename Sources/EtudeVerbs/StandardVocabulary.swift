import EtudeLanguage

extension Vocabulary {
  /// All that Étude speaks.
  public static let standard = Vocabulary(
    verbs: Verb.all, kinds: kindDeclarations, habits: habits,
    predefined: [StreamValue.name: .object(StreamValue())])

  /// What people type who come from elsewhere, and what to write instead.
  private static let habits = [
    "train": "fit", "summary": "describe", "show": "plot", "cv": "crossval", "cross_validate": "crossval",
    "cross_val_score": "crossval", "read": "load", "open": "load",
    "melspectrogram": "spectrogram",
    "mel": "spectrogram", "info": "describe", "draw": "plot", "display": "plot", "imshow": "plot",
    "write": "save", "savefig": "plot x to:", "test": "evaluate", "score": "evaluate", "conv2d": "conv",
    "maxpooling2d": "maxpool", "softmax": "classify", "linear": "dense", "True": "yes", "true": "yes",
    "False": "no", "false": "no", "listen": "play", "confusion_matrix": "confusion", "pool": "maxpool",
    "classification_report": "report", "similar": "recommend", "ndcg": "ranking", "train_test_split": "split",
    "kfold": "folds", "StratifiedKFold": "folds", "def": "for", "len": "x.count",
  ]
}

extension Verb {
  static let all: [Verb] = [
    // Sound and data
    load, demo, describe, audit, drop, sample, split, segments, slice, play, folds,
    // Pictures of sound
    spectrogram, mfcc,
    // Models
    mobilenetv2, cnn, conv, batchnorm, relu, relu6, tanh, sigmoid, maxpool, avgpool, flatten, globalpool,
    dense,
    dropout, columns, stats, gru, lstm, rnn, classify, combine, freeze, unfreeze,
    // Training and judging
    fit, holdout, crossval, evaluate, vote, features, predict, report, confusion, compare, waterfall,
    recommend, playlist, index, ranking,
    // Seeing inside
    filters, activations, gates, saliency, embedding,
    // Showing and keeping
    print, plot, save, export, replay,
  ]
}

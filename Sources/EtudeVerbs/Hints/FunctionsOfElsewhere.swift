import EtudeLanguage

/// What functions and classes of Keras, PyTorch, scikit-learn, librosa and matplotlib are here.
enum FunctionsOfElsewhere {
  typealias Function = Hints.Function

  /// By name in small letters, without its module.
  static let all: [String: Function] = [layers, sound, judging, asking].reduce(into: [:]) { all, some in
    all.merge(some) { first, _ in first }
  }

  private static let convolution = Function("conv", ["filters", "kernel", "stride"])
  private static let pooling = Function("maxpool", ["kernel", "stride"])
  private static let averaging = Function("avgpool", ["kernel", "stride"])
  private static let asking: [String: Function] = [
    "round": Function("round", ["", "to"]), "filter": Function("where"), "sorted": Function("sort"),
  ]

  /// PyTorch writes the channels or values that come in first.
  private static let torchConvolution = Function("conv", ["-", "filters", "kernel", "stride"])

  private static let layers: [String: Function] = [
    "conv2d": convolution, "conv1d": convolution, "convolution2d": convolution,
    "separableconv2d": convolution,
    "conv": convolution,
    "maxpooling2d": pooling, "maxpooling1d": pooling, "maxpool2d": pooling, "maxpool1d": pooling,
    "averagepooling2d": averaging, "avgpool2d": averaging,
    "nn.conv2d": torchConvolution, "nn.conv1d": torchConvolution, "Conv2d": torchConvolution,
    "nn.gru": Function("gru", ["-", "units", "layers"]),
    "nn.lstm": Function("lstm", ["-", "units", "layers"]),
    "nn.rnn": Function("rnn", ["-", "units", "layers"]),
    "dense": Function("dense", ["units"]), "linear": Function("dense", ["-", "units"]),
    "fullyconnected": Function("dense", ["units"]),
    "globalaveragepooling2d": Function("globalpool"), "adaptiveavgpool2d": Function("globalpool", ["-"]),
    "globalmaxpooling2d": Function("globalpool"),
    "batchnormalization": Function("batchnorm"), "batchnorm2d": Function("batchnorm", ["-"]),
    "batchnorm1d": Function("batchnorm", ["-"]), "layernormalization": Function("batchnorm"),
    "simplernn": Function("rnn", ["units"]), "gru": Function("gru", ["units"]),
    "lstm": Function("lstm", ["units"]), "softmax": Function("classify", ["-"]),
    "mobilenetv2": Function("mobilenetv2"), "mobilenet": Function("mobilenetv2"),
    "mobilenet_v2": Function("mobilenetv2"),
    "concatenate": Function("combine"), "dropout2d": Function("dropout", ["rate"]),
    "randomforestclassifier": Function("forest"), "svc": Function("svm"), "linearsvc": Function("svm"),
    "kneighborsclassifier": Function("knn"), "logisticregression": Function("classify"),
  ]

  private static let sound: [String: Function] = [
    "melspectrogram": Function("spectrogram", ["", "-"]), "stft": Function("spectrogram"),
    "mfcc": Function("mfcc", ["", "-"]), "specshow": Function("plot"), "waveshow": Function("plot"),
    "waveplot": Function("plot"), "chroma_stft": Function("chroma", ["", "-"]),
    "chroma_cqt": Function("chroma", ["", "-"]), "beat_track": Function("tempo", ["", "-"]),
    "rms": Function("rms"), "rmse": Function("rms"), "onset_detect": Function("onsets", ["", "-"]),
    "audio": Function("play"), "read_csv": Function("load"), "audioread": Function("load"),
    "slice": Function("slice", ["", "from", "to"]), "wavread": Function("load"),
  ]

  private static let judging: [String: Function] = [
    "cross_val_score": Function("crossval"), "cross_validate": Function("crossval"),
    "cross_val_predict": Function("crossval"), "crossval": Function("crossval", ["", "", "folds"]),
    "stratifiedkfold": Function("folds"), "kfold": Function("folds"), "groupkfold": Function("folds"),
    "fit_transform": Function("features"), "transform": Function("features"),
    "predict_proba": Function("predict"),
    "fit_generator": Function("fit"), "tsne": Function("embedding"), "pca": Function("embedding"),
    "plot_confusion_matrix": Function("confusion"), "confusion_matrix": Function("confusion"),
    "accuracy_score": Function("evaluate"),
  ]
}

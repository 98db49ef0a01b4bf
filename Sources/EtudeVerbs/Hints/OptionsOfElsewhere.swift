import EtudeLanguage

/// What options of Keras, PyTorch, scikit-learn, librosa and matplotlib are called here.
enum OptionsOfElsewhere {
  /// By name in small letters; the first that a verb has counts.
  static let labels: [String: [String]] = [
    "learning_rate": ["lr"], "lrate": ["lr"], "alpha": ["lr"], "eta": ["lr"], "step_size": ["lr"],
    "batch_size": ["batch"], "batchsize": ["batch"], "bs": ["batch"], "minibatch": ["batch"],
    "n_epochs": ["epochs"], "num_epochs": ["epochs"], "nb_epoch": ["epochs"], "max_epochs": ["epochs"],
    "max_iter": ["epochs"], "iterations": ["epochs"], "epoch": ["epochs"],
    "validation_split": ["validation"], "val_split": ["validation"], "validation_size": ["validation"],
    "val": ["validation"], "valid": ["validation"], "val_size": ["validation"],
    "opt": ["optimizer"], "optim": ["optimizer"], "optimiser": ["optimizer"], "solver": ["optimizer"],
    "weight_decay": ["decay"], "l2": ["decay"], "early_stopping": ["patience"], "clipnorm": ["clip"],
    "max_norm": ["clip"], "grad_clip": ["clip"], "lr_scheduler": ["schedule"], "scheduler": ["schedule"],
    "augmentation": ["augment"], "class_weight": ["balance"], "dtype": ["precision"],
    "random_state": ["seed"], "random_seed": ["seed"],
    "hop_length": ["hop"], "hop_size": ["hop"], "step": ["hop", "every"], "stride_length": ["hop"],
    "n_mels": ["mels"], "num_mels": ["mels"], "n_mel": ["mels"], "bands": ["mels"], "n_bands": ["mels"],
    "n_fft": ["fft"], "fft_size": ["fft"], "nfft": ["fft"], "frame_length": ["fft"],
    "win_length": ["fft", "window"],
    "n_mfcc": ["count"], "num_ceps": ["count"], "num_mfcc": ["count"], "coefficients": ["count"],
    "fmin": ["low"], "f_min": ["low"], "fmax": ["high"], "f_max": ["high"], "top_db": ["range"],
    "cmap": ["colors"], "colormap": ["colors"], "colours": ["colors"],
    "sr": ["rate"], "sample_rate": ["rate"], "samplerate": ["rate"], "sampling_rate": ["rate"],
    "fs": ["rate"],
    "duration": ["length"], "offset": ["from"], "start": ["from"], "end": ["to"], "stop": ["to"],
    "begin": ["from"],
    "max_files": ["limit"], "nrows": ["limit"],
    "k": ["folds", "count", "neighbours"], "cv": ["folds"], "n_splits": ["folds", "count"],
    "nfolds": ["folds"],
    "n_folds": ["folds", "count"], "k_folds": ["folds"], "num_folds": ["folds", "count"],
    "splits": ["folds", "count"],
    "n_repeats": ["repeats"], "repeat": ["repeats"], "groups": ["by"], "group": ["by"], "group_by": ["by"],
    "stratify": ["split"], "stratified": ["split"], "strategy": ["split"], "test_size": ["test"],
    "test_split": ["test"], "test_share": ["test"],
    "n_neighbors": ["neighbours"], "n_estimators": ["trees"], "top_k": ["count"], "topk": ["count"],
    "n": ["count", "per"], "num": ["count"], "n_samples": ["per"], "top": ["count"],
    "kernel_size": ["kernel"], "pool_size": ["kernel"], "size": ["kernel"], "strides": ["stride"],
    "out_channels": ["filters"], "channels": ["filters"], "n_filters": ["filters"], "nb_filter": ["filters"],
    "out_features": ["units"], "hidden_size": ["units"], "hidden": ["units"], "neurons": ["units"],
    "num_units": ["units"], "n_units": ["units"], "num_layers": ["layers"], "n_layers": ["layers"],
    "return_sequences": ["sequence"], "p": ["rate"], "rate": ["rate"], "dropout_rate": ["rate", "dropout"],
    "recurrent_dropout": ["dropout"], "pretrained": ["weights"],
    "figsize": ["size"], "fname": ["to"], "filename": ["to"], "file": ["to"], "path": ["to"],
    "filepath": ["to"],
    "out": ["to"], "output": ["to"], "save": ["to"], "into": ["to"], "name": ["title"], "label": ["title"],
    "layer_name": ["layer"], "class": ["genre"], "target": ["genre"], "normalise": ["normalize"],
    "normalized": ["normalize"], "library": ["from"], "interval": ["every"],
  ]

  /// What says nothing here, or what is so in any case.
  static let idle: Set<String> = [
    "verbose", "n_jobs", "num_workers", "input_shape", "input_size", "in_channels", "in_features", "sr",
    "sample_rate", "include_top", "padding", "batch_first", "x_axis", "y_axis", "ax", "dpi", "loss",
    "metrics",
    "scoring", "shuffle", "return_state", "inplace", "kernel_initializer", "data_format", "random_state",
    "cmap", "axis",
    "dim", "figure",
  ]

  /// What a verb works on has no name here.
  static let operands: Set<String> = [
    "y", "x", "data", "model", "net", "network", "estimator", "input", "inputs", "x_train", "train_data",
    "dataset",
    "audio", "signal", "s", "fitted", "result", "sound", "clip", "train", "songs", "mels", "features",
  ]

  /// What fields of elsewhere are called here, by name in small letters; the first that a value has counts.
  static let fields: [String: [String]] = [
    "genre": ["label", "genres"], "class": ["label", "genres"], "target": ["label"], "y": ["label"],
    "classes": ["genres"], "labels": ["genres"], "duration": ["length"], "seconds": ["length"],
    "title": ["track"], "filename": ["file", "name"], "path": ["file"], "sr": ["rate"],
    "sample_rate": ["rate"], "samplerate": ["rate"], "size": ["count"], "length": ["count"],
    "len": ["length", "count"], "acc": ["accuracy"],
    "std": ["deviation"], "sd": ["deviation"], "f1_score": ["f1"], "ci": ["interval"],
    "proba": ["probability"], "prediction": ["predicted", "genre"], "params": ["parameters"],
  ]
}

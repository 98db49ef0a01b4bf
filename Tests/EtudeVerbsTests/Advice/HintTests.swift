import EtudeLanguage
import EtudeVerbs
import Testing

/// Lines as people write them who come from elsewhere: one error, and what it makes of the line.
@Suite("Hints for those who come from elsewhere") struct HintTests {
  static let rewritten: [(typed: String, becomes: String)] = [
    // Layers and pipes.
    ("r = mobilenetv2 freeze columns", "r = mobilenetv2 | freeze | columns"),
    ("r = cnn + classify", "r = (cnn | classify)"),
    ("r = mobilenetv2 + freeze + classify", "r = (mobilenetv2 | freeze | classify)"),
    ("r = n + m", "r = (combine [n, m])"), ("r = f + fitted", "r = (ensemble [f, fitted])"),
    ("r = songs + d", "r = (join songs d)"),
    ("r = Conv2D(32, 3)", "r = conv 32 kernel: 3"),
    (
      "r = Conv2D(32, (3, 3), activation=\"relu\", input_shape=(256, 256, 3))", "r = conv 32 kernel: 3 | relu"
    ),
    ("r = Dense(128)", "r = dense 128"),
    ("r = layers.Dense(10, activation=\"softmax\")", "r = classify"),
    ("r = GRU(64)", "r = gru 64"),
    ("r = LSTM(64, return_sequences=True)", "r = lstm 64 sequence: yes"),
    ("r = MaxPooling2D()", "r = maxpool"),
    ("r = nn.Linear(512, 128)", "r = dense 128"),
    ("r = nn.Conv2d(1, 32, 3)", "r = conv 32 kernel: 3"),
    ("r = nn.GRU(128, 64)", "r = gru 64"),
    ("r = tf.keras.layers.Dropout(0.5)", "r = dropout 0.5"),
    ("r = Flatten()", "r = flatten"),
    ("r = GlobalAveragePooling2D()", "r = globalpool"),
    ("r = Bidirectional(LSTM(32))", "r = lstm 32 bidirectional: yes"),
    (
      "r = Sequential([Conv2D(16, 3), MaxPooling2D(), Dense(64)])",
      "r = conv 16 kernel: 3 | maxpool | dense 64"
    ),
    ("r = nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU())", "r = conv 8 kernel: 3 | relu"),
    ("combine(stats, gru)", "combine [stats, gru]"),
    ("r = MobileNetV2(weights=\"imagenet\", include_top=False)", "r = mobilenetv2 weights: \"imagenet\""),
    // Calls.
    ("r = fit(net, mels)", "r = fit net mels"),
    ("r = fit(net, mels, epochs=5)", "r = fit net mels epochs: 5"),
    ("fit net=net data=mels", "fit net mels"),
    ("fit net, mels", "fit net mels"),
    ("fit (n, mels)", "fit n mels"),
    ("fit net mels epochs=3", "fit net mels epochs: 3"),
    ("model.fit(mels, epochs=5)", "fit model mels epochs: 5"),
    ("model.fit(mels, batch_size=16, verbose=0)", "fit model mels batch: 16"),
    ("model.summary()", "describe model"),
    ("n.summary()", "describe n"),
    ("cross_val_score(net, mels, cv=10)", "crossval net mels folds: 10"),
    ("train_test_split(songs)", "split songs"),
    ("train_test_split(songs, test_size=0.2, random_state=42)", "split songs test: 0.2 seed: 42"),
    ("train net mels", "fit net mels"),
    ("trian net mels", "fit net mels"),
    ("r = net.fit(mels)", "r = fit net mels"),
    ("songs.head()", "describe songs"),
    ("songs.describe()", "describe songs"),
    ("fitted.predict(clip)", "predict fitted clip"),
    ("r = librosa.load(\"a.wav\", sr=22050, duration=30)", "r = load \"a.wav\" rate: 22050Hz length: 30s"),
    ("r = librosa.feature.melspectrogram(y=y, sr=sr, n_mels=64)", "r = spectrogram y mels: 64"),
    ("r = librosa.feature.mfcc(y=y, n_mfcc=13)", "r = mfcc y 13"),
    ("librosa.display.specshow(picture)", "plot picture"),
    ("plt.plot(history)", "plot history"),
    ("plt.imshow(picture, cmap=\"magma\")", "plot picture"),
    // A verb as an operand, with what belongs to it.
    ("print round 3.567 to: 2", "print (round 3.567 to: 2)"),
    ("plot report crossval net mels", "plot (report (crossval net mels))"),
    ("r = round mean xs", "r = round (mean xs)"),
    ("sort songs length", "sort songs by: length"), ("songs | sort length", "songs | sort by: length"),
    ("r = genres songs", "r = songs.genres"), ("r = epochs fitted", "r = fitted.epochs"),
    ("print sort [3, 1] descending: yes", "print (sort [3, 1] descending: yes)"),
    (
      "r = plot confusion cv normalize: yes to: \"a.png\"",
      "r = plot (confusion cv normalize: yes) to: \"a.png\""
    ),
    ("export mfcc songs count: 13 to: \"a.npy\"", "export (mfcc songs 13) to: \"a.npy\""),
    // Options.
    ("fit net mels learning_rate: 0.01", "fit net mels lr: 0.01"),
    ("fit net mels batch_size: 16", "fit net mels batch: 16"),
    ("fit net mels validation_split: 10%", "fit net mels validation: 10%"),
    ("spectrogram songs hop_length: 512", "spectrogram songs hop: 512"),
    ("spectrogram songs n_mels: 64", "spectrogram songs mels: 64"),
    ("spectrogram songs n_fft: 1024", "spectrogram songs fft: 1024"),
    ("crossval net mels k: 5", "crossval net mels folds: 5"),
    ("crossval net mels cv: 5", "crossval net mels folds: 5"),
    ("fit net mels optimizer: adam", "fit net mels optimizer: \"adam\""),
    ("crossval net mels by: artist", "crossval net mels by: \"artist\""),
    ("spectrogram songs colors: magma", "spectrogram songs colors: \"magma\""),
    ("mobilenetv2 weights: none", "mobilenetv2 weights: \"none\""),
    ("spectrogram demo genres: 2 clips: 2", "spectrogram (demo genres: 2 clips: 2)"),
    ("fit net mels lr: .01", "fit net mels lr: 0.01"),
    // Files.
    ("plot songs[0] \"a.png\"", "plot songs[0] to: \"a.png\""),
    ("save fitted \"f.safetensors\"", "save fitted to: \"f.safetensors\""),
    ("save \"f.safetensors\" f", "save f to: \"f.safetensors\""),
    ("plot cv to: out.png", "plot cv to: \"out.png\""),
    ("load songs.csv", "load \"songs.csv\""),
    ("r = load music/blues/", "r = load \"music/blues/\""),
    ("predict fitted \"a.wav\"", "predict fitted (load \"a.wav\")"),
    ("plot confusion cv to: \"x.png\"", "plot (confusion cv) to: \"x.png\""),
    ("cv | plot confusion", "cv | confusion | plot"),
    ("slice one 1s 2s", "slice one from: 1s to: 2s"),
    // Types.
    ("fit n d", "fit n (d | spectrogram)"),
    ("crossval f mels", "crossval f.model mels"),
    // Names, numbers, signs.
    ("r := 5", "r = 5"), ("r <- 5", "r = 5"), ("let r = 3", "r = 3"), ("const r = 3", "r = 3"),
    ("r = 1\nr += 1", "r = 1\nr = r + 1"), ("r = 1\nr++", "r = 1\nr = r + 1"),
    ("print 2 ** 3", "print 2 * 2 * 2"),
    ("print .5", "print 0.5"), ("print 5.", "print 5"), ("print 1,000", "print 1000"),
    ("// note", "# note"), ("% note", "# note"), ("/* note */", "# note"),
    ("print 1 === 1", "print 1 == 1"),
    ("r = (1, 2)", "r = [1, 2]"), ("r = c(1, 2, 3)", "r = [1, 2, 3]"),
    ("seed = 3", "seed 3"), ("seed: 3", "seed 3"), ("np.random.seed(3)", "seed 3"), ("rng(3)", "seed 3"),
    ("slice one from: 3 s", "slice one from: 3s"),
    // Values.
    ("cv[\"accuracy\"]", "cv.accuracy"), ("songs(1)", "songs[1]"), ("len(songs)", "songs.count"),
    ("count songs", "songs.count"), ("songs [0]", "songs[0]"), ("songs .count", "songs.count"),
    ("r = TRUE", "r = yes"), ("r = False", "r = no"), ("print len(xs)", "print xs.count"),
    ("r = songs.length()", "r = songs.length"),
    ("print(\"acc\", acc)", "print \"acc\" acc"), ("print(f\"acc {acc}\")", "print \"acc {acc}\""),
    ("print(\"acc %d\" % acc)", "print \"acc {acc}\""), ("print \"acc %s\" % acc", "print \"acc {acc}\""),
    ("printf(\"%d\", 3)", "print 3"), ("printf(\"acc %d\\n\", acc)", "print \"acc {acc}\""),
    ("console.log(acc)", "print acc"), ("echo \"done\"", "print \"done\""), ("disp(acc)", "print acc"),
    ("for q in range(3): print q", "for q in 0..2 { print q }"),
    ("for q in range(xs.count): print q", "for q in 0..xs.count - 1 { print q }"),
    ("if x > 3: print x", "if x > 3 { print x }"),
    ("if x > 3:\n  print(x)\nelse:\n  print(1)\n", "if x > 3 { print x } else { print 1 }\n"),
    (
      "if x > 3:\n  print(x)\nelif x < 2:\n  print(2)\nelse: print(1)\n",
      "if x > 3 { print x } else if x < 2 { print 2 } else { print 1 }\n"
    ),
    ("r = (x > 3) & (x < 5)", "r = (x > 3) and (x < 5)"),
    ("r = x > 3 && x < 5", "r = x > 3 and x < 5"), ("r = !(x > 3)", "r = not (x > 3)"),
    ("r = x > 3 || x < 5", "r = x > 3 or x < 5"),
    ("songs.filter(label == \"blues\")", "where songs label == \"blues\""),
    ("sorted(xs)", "sort xs"), ("xs.sort()", "sort xs"), ("xs.mean()", "mean xs"), ("np.mean(xs)", "mean xs"),
    ("std(xs)", "deviation xs"), ("round(3.14159, 2)", "round 3.14159 to: 2"),
    ("songs[0:5]", "songs[0..4]"), ("5 -> r", "r = 5"), ("assert x > 3", "expect x > 3"),
    ("print(f\"{acc:.2f}\")", "print \"{acc:2}\""), ("print \"{acc:.1%}\"", "print \"{acc:1%}\""),
    ("print(\"%.2f\" % acc)", "print \"{acc:2}\""), ("printf(\"%.3f\", acc)", "print \"{acc:3}\""),
    ("r = x > 3 ? 1 : 2", "if x > 3 { r = 1 } else { r = 2 }"),
    ("r = 1 if x > 3 else 2", "if x > 3 { r = 1 } else { r = 2 }"),
    ("r = (x > 3) | (x < 2)", "r = (x > 3) or (x < 2)"),
    ("r = [1; 2]", "r = [1, 2]"),
    ("for q in xs: print q", "for q in xs { print q }"),
    ("for q in xs:\n  print(q)\n  print(q, q)\n", "for q in xs { print q; print q q }\n"),
    ("for (q in xs) { print q }", "for q in xs { print q }"),
    ("if x > 3 then { print x }", "if x > 3 { print x }"),
    ("if x > 3 then print x", "if x > 3 { print x }"),
    ("if x > 3 then print x end", "if x > 3 { print x }"),
    ("r = [q * 2 for q in xs]", "r = xs * 2"),
    ("r = [q for q in xs if q > 1]", "r = (xs | where value > 1)"),
    ("r = [2 + q for q in range(3)]", "r = 2 + (0..2)"),
    ("r = \"a\" . \"b\"", "r = \"ab\""), ("r = \"a\" + title + \" by\"", "r = \"a{title} by\""),
    ("print \"n \" + x", "print \"n {x}\""), ("r = title & \"x\"", "r = \"{title}x\""),
    ("r = songs[0..1] + songs[2..3]", "r = (join songs[0..1] songs[2..3])"),
    ("songs | where label = \"blues\"", "songs | where label == \"blues\""),
    ("songs | where length > 3s and label = \"blues\"", "songs | where length > 3s and label == \"blues\""),
    ("fit net mels epochs = 3", "fit net mels epochs: 3"),
    ("import \"more.etude\"", "include \"more.etude\""),
    ("source(\"more.etude\")", "include \"more.etude\""),
    ("r = No", "r = no"), ("r = YES", "r = yes"), ("r = tRue", "r = yes"),
    ("fit net mels augment: \"yes\"", "fit net mels augment: yes"),
    ("fit net mels balance: \"True\"", "fit net mels balance: yes"),
    ("cv.items [0]", "cv.items[0]"), ("describe songs [0]", "describe songs[0]"),
    ("train net d", "fit net (d | spectrogram)"),
    ("r = songs[songs.label == \"blues\"]", "r = songs | where label == \"blues\""),
    (
      "songs[(songs[\"label\"] == \"blues\") & (songs.length > 3s)]",
      "songs | where (label == \"blues\") and (length > 3s)"
    ),
    ("play songs [0]", "play songs[0]"),
    ("table | where clips > 3", "table | where row[\"clips\"] > 3"),
    ("print table[0].clips", "print table[0][\"clips\"]"),
  ]

  @Test("A verb's word is answered though what it works on is not bound") func unboundOperands() {
    let errors = AdviceBench.errors("trian nothing mels")
    #expect(errors.map(\.cause) == ["unknown verb 'trian'", "unknown name 'nothing'"])
    #expect(errors.first.flatMap(AdviceBench.applied) == "fit nothing mels")
  }

  @Test("One error, whose change is the line as it should be", arguments: rewritten.map(\.typed))
  func rewrites(_ typed: String) throws {
    let wanted = try #require(Self.rewritten.first { $0.typed == typed }).becomes
    let errors = AdviceBench.errors(typed)
    #expect(errors.count == 1, "\(errors.map { "\($0.cause) | \($0.fix ?? "")" })")
    #expect(errors.first.flatMap(AdviceBench.applied) == wanted)
    #expect(AdviceBench.errors(wanted).isEmpty)
  }

  /// What has nothing in its place: one error that says so and proposes no code.
  static let answered = [
    "import librosa", "from keras import layers", "library(tuneR)", "def g(q):\n  return q", "return 3",
    "while yes: print 1", "break", "elif x > 3", "a2, b2 = split songs", "class Net:\n  pass", "r = None",
    "exit()", "quit",
    "ls", "!ls", "pwd", "cd music", "clear", "whos", "%time fit net mels", "rm one",
    "plt.show()", "plt.figure()", "model.compile(optimizer=\"adam\", loss=\"mse\")",
    "optim = torch.optim.Adam(lr=1)",
    "r = [c.length for c in songs]", "r = [q * q for q in xs]", "if x > 3 and print 3", "help fit",
    "cross_val_score", "r = mels + mels",
    "r = lambda q: q", "try:\n  fit net mels", "pip install librosa",
  ]

  @Test("One error that proposes nothing", arguments: answered) func answers(_ typed: String) {
    let errors = AdviceBench.errors(typed)
    #expect(errors.count == 1, "\(errors.map { "\($0.cause) | \($0.fix ?? "")" })")
    #expect(errors.first?.replacement == nil)
    #expect(errors.first?.fix?.contains("did you mean") != true)
    #expect(AdviceBench.breaches(typed).breaches == [])
  }
}

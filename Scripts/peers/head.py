"""Ten folds of a 1280-128-10 head, 20 epochs each, on 1000 rows, with the prediction of each fold's test rows."""

import sys

import measuring

ROWS, FOLDS, EPOCHS, BATCH = 1000, 10, 20, 32


def torch_folds():
    torch = measuring.torch()
    rows = torch.randn(ROWS, 1280)
    labels = torch.arange(ROWS) % 10
    numbers = torch.arange(ROWS)

    def fold(index):
        train = numbers[numbers % FOLDS != index]
        network = torch.nn.Sequential(
            torch.nn.Linear(1280, 128), torch.nn.ReLU(), torch.nn.Dropout(0.3), torch.nn.Linear(128, 10))
        optimizer = torch.optim.Adam(network.parameters())
        loss_of = torch.nn.CrossEntropyLoss()
        for _ in range(EPOCHS):
            order = train[torch.randperm(len(train))]
            for start in range(0, len(order), BATCH):
                chosen = order[start:start + BATCH]
                optimizer.zero_grad()
                loss_of(network(rows[chosen]), labels[chosen]).backward()
                optimizer.step()
        network.eval()
        with torch.inference_mode():
            network(rows[numbers % FOLDS == index]).softmax(1)

    return fold


def keras_folds():
    measuring.tensorflow()
    import keras
    import numpy

    rows = numpy.random.randn(ROWS, 1280).astype("f")
    numbers = numpy.arange(ROWS)
    labels = numbers % 10

    def fold(index):
        network = keras.Sequential([
            keras.Input((1280,)), keras.layers.Dense(128, activation="relu"), keras.layers.Dropout(0.3),
            keras.layers.Dense(10, activation="softmax"),
        ])
        network.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        train = numbers % FOLDS != index
        network.fit(rows[train], labels[train], epochs=EPOCHS, batch_size=BATCH, verbose=0)
        network.predict(rows[~train], verbose=0)

    return fold


def seconds_of_all(fold):
    import time

    before = time.perf_counter()
    for index in range(FOLDS):
        fold(index)
    return time.perf_counter() - before


fold = torch_folds() if sys.argv[1] == "torch" else keras_folds()
fold(0)
measuring.report(seconds_of_all(fold))

"""scikit-learn's numbers for the classical classifiers.

Writes Tests/EtudeNetworksTests/Golden/classifiers.safetensors, whose README says what each tensor is. Needs scikit-learn
and safetensors.  Usage: python Scripts/golden/classifiers.py
"""
import pathlib
import warnings

import numpy as np
from safetensors.numpy import save_file
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

warnings.filterwarnings("ignore")
golden = pathlib.Path(__file__).resolve().parents[2] / "Tests/EtudeNetworksTests/Golden"

random = np.random.default_rng(1)
CLASSES, DIMENSIONS = 3, 6


def made(count):
    labels = np.arange(count) % CLASSES
    centres = np.array([[1, 0, 0, 0, 0, 0], [0, 1.2, 0, -0.5, 0, 0], [-0.8, 0, 0.9, 0, 0, 0]])
    return (centres[labels] + 0.8 * random.normal(size=(count, DIMENSIONS))).astype(np.float32), labels


train, train_labels = made(60)
mean, deviation = train.mean(axis=0), train.std(axis=0)
train = ((train - mean) / deviation).astype(np.float32)
test, test_labels = made(30)
test = ((test - mean) / deviation).astype(np.float32)

tensors = {"train": train, "train_labels": train_labels, "test": test, "test_labels": test_labels}
for kernel, cost in [("rbf", 1.0), ("rbf", 10.0), ("linear", 0.5), ("poly", 1.0)]:
    model = SVC(C=cost, kernel=kernel, probability=True, decision_function_shape="ovo", random_state=0)
    model.fit(train.astype(np.float64), train_labels)
    case = f"svm-{kernel}-{cost:g}"
    tensors[f"{case}/values"] = model.decision_function(test.astype(np.float64))
    tensors[f"{case}/slopes"] = model.probA_
    tensors[f"{case}/offsets"] = model.probB_
    tensors[f"{case}/probabilities"] = model.predict_proba(test.astype(np.float64))
for neighbours in [1, 5, 8]:
    model = KNeighborsClassifier(neighbours).fit(train, train_labels)
    tensors[f"knn-{neighbours}/probabilities"] = model.predict_proba(test)
forests = np.array([
    ExtraTreesClassifier(300, random_state=seed).fit(train, train_labels).predict_proba(test) for seed in range(20)
])
tensors["forest/mean"] = forests.mean(axis=0)
tensors["forest/deviation"] = forests.std(axis=0, ddof=1)

save_file({key: np.ascontiguousarray(value, dtype=np.float32) for key, value in tensors.items()},
          golden / "classifiers.safetensors")
(golden / "classifiers.safetensors").chmod(0o644)

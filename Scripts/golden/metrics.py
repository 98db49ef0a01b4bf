"""Golden numbers for EtudeEvaluation, from scikit-learn and scipy.

    python Scripts/golden/metrics.py    # writes Tests/EtudeEvaluationTests/Golden/*.json
"""

import json
import math
import pathlib
import warnings

import numpy as np
import scipy.special
import scipy.stats
from sklearn import calibration, metrics

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Tests/EtudeEvaluationTests/Golden"
warnings.filterwarnings("ignore")


def case(name, genres, truth, probabilities):
    truth = np.asarray(truth)
    probabilities = np.asarray(probabilities)
    predicted = probabilities.argmax(axis=1)
    labels = list(range(genres))
    rows = metrics.precision_recall_fscore_support(truth, predicted, labels=labels, zero_division=0)

    def macro(score):
        return score(truth, predicted, average="macro", zero_division=0)

    right = (truth == predicted).astype(int)
    confidence = probabilities.max(axis=1)
    share, mean = calibration.calibration_curve(right, confidence, n_bins=10) if len(set(right)) == 2 else ([], [])
    one_hot = np.eye(genres)[truth]
    return {
        "name": name,
        "genres": genres,
        "truth": truth.tolist(),
        "probabilities": np.round(probabilities, 9).tolist(),
        "confusion": metrics.confusion_matrix(truth, predicted, labels=labels).tolist(),
        "precisions": rows[0].tolist(),
        "recalls": rows[1].tolist(),
        "f1s": rows[2].tolist(),
        "supports": rows[3].tolist(),
        "accuracy": metrics.accuracy_score(truth, predicted),
        "precision": macro(metrics.precision_score),
        "recall": macro(metrics.recall_score),
        "f1": macro(metrics.f1_score),
        "weighted_f1": metrics.f1_score(truth, predicted, average="weighted", zero_division=0),
        "balanced_accuracy": metrics.balanced_accuracy_score(truth, predicted),
        "top_two": metrics.top_k_accuracy_score(truth, probabilities, k=2, labels=labels) if genres > 2 else 1.0,
        "log_loss": metrics.log_loss(truth, probabilities, labels=labels),
        "brier": float(np.mean(np.sum((probabilities - one_hot) ** 2, axis=1))),
        "calibration_accuracy": list(share),
        "calibration_confidence": list(mean),
    }


def probabilities(random, truth, genres, signal):
    logits = random.normal(size=(len(truth), genres)) * 1.5
    logits[np.arange(len(truth)), truth] += signal
    rows = scipy.special.softmax(logits, axis=1)
    rows = np.round(rows, 9)
    rows[:, -1] += 1 - rows.sum(axis=1)
    return rows


def score_cases():
    random = np.random.default_rng(5)
    cases = []
    truth = np.repeat(np.arange(4), 15)
    cases.append(case("even", 4, truth, probabilities(random, truth, 4, 1.5)))
    truth = np.concatenate([np.zeros(40, int), np.ones(7, int), np.full(2, 2), np.full(1, 3), np.full(21, 4)])
    cases.append(case("uneven", 5, truth, probabilities(random, truth, 5, 1.0)))
    truth = np.repeat(np.arange(3), 10)
    rows = probabilities(random, truth, 3, 1.0)
    rows[:, 1] *= 0.01
    rows /= rows.sum(axis=1, keepdims=True)
    cases.append(case("never predicted", 3, truth, np.round(rows, 9)))
    truth = np.array([0, 2, 2, 3, 0, 3, 3, 2, 0, 0, 2, 3])
    rows = probabilities(random, truth, 5, 1.0)
    rows[:, 4] = 0
    rows[:6, 1] = 0
    rows[6:, 1] *= 0.1
    rows /= rows.sum(axis=1, keepdims=True)
    cases.append(case("absent class", 5, truth, np.round(rows, 9)))
    truth = np.array([0, 0, 0, 2, 2])
    rows = np.array([[0.1, 0.7, 0.2], [0.5, 0.4, 0.1], [0.2, 0.7, 0.1], [0.3, 0.6, 0.1], [0.3, 0.2, 0.5]])
    cases.append(case("predicted but absent", 3, truth, rows))
    truth = np.array([0, 1, 2, 1])
    rows = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    cases.append(case("certain and wrong", 3, truth, rows))
    truth = np.repeat(np.arange(10), 9)
    cases.append(case("ten genres", 10, truth, probabilities(random, truth, 10, 2.0)))
    return cases


def corrected_t(differences, ratio):
    """As scikit-learn's example "Statistical comparison of models using grid search"."""
    n = len(differences)
    deviation = math.sqrt(np.var(differences, ddof=1) * (1 / n + ratio))
    t = np.mean(differences) / deviation
    critical = scipy.stats.t.ppf(0.975, n - 1)
    return {
        "differences": list(differences),
        "ratio": ratio,
        "t": t,
        "p": 2 * scipy.stats.t.sf(abs(t), n - 1),
        "interval": [np.mean(differences) - critical * deviation, np.mean(differences) + critical * deviation],
    }


def statistics():
    random = np.random.default_rng(6)
    beta = [
        [a, b, x, scipy.special.betainc(a, b, x)]
        for a in (0.5, 1.0, 2.5, 4.5, 50.0, 400.0)
        for b in (0.5, 1.0, 3.0, 60.0)
        for x in (0.0, 1e-6, 0.1, 0.5, 0.9, 0.999999, 1.0)
    ]
    student = [
        [freedom, t, scipy.stats.t.cdf(t, freedom), 2 * scipy.stats.t.sf(abs(t), freedom)]
        for freedom in (1, 2, 4, 9, 29, 99, 1000)
        for t in (-40.0, -3.2, -1.0, -0.01, 0.0, 0.5, 1.96, 2.262, 7.5, 60.0)
    ]
    critical = [
        [freedom, share, scipy.stats.t.ppf(1 - share / 2, freedom)]
        for freedom in (1, 2, 4, 9, 99)
        for share in (0.5, 0.1, 0.05, 0.01, 0.001)
    ]
    wilson = []
    for right, count in ((0, 1), (1, 1), (0, 10), (10, 10), (7, 10), (55, 100), (142, 200), (710, 1000), (1, 3)):
        interval = scipy.stats.binomtest(right, count).proportion_ci(0.95, "wilson")
        wilson.append([right, count, interval.low, interval.high])
    tests = [
        corrected_t([0.05, 0.02, -0.01, 0.07, 0.03, 0.0, 0.04, 0.06, -0.02, 0.05], 1 / 9),
        corrected_t([-0.3, 0.1, -0.2], 0.5),
        corrected_t([0.1, 0.2], 1.0),
        corrected_t(list(np.round(random.normal(0.02, 0.05, 100), 6)), 0.11),
    ]
    return {"beta": beta, "student": student, "critical": critical, "wilson": wilson, "tests": tests}


def fold_cases(count=12):
    """Pieces of files judged in folds of unlike size: scikit-learn's scores fold by fold, and of both kinds of vote."""
    cases = []
    for seed in range(count):
        random = np.random.default_rng(100 + seed)
        kinds, files, folds = int(random.integers(2, 6)), int(random.integers(5, 25)), int(random.integers(1, 5))
        file_truth = random.integers(0, kinds, files)
        file_fold = np.concatenate([np.arange(min(folds, files)), random.integers(0, folds, max(0, files - folds))])
        file = np.sort(np.concatenate([np.arange(files), random.integers(0, files, files)]))
        truth, fold = file_truth[file], file_fold[file]
        probabilities = scipy.special.softmax(random.normal(size=(len(file), kinds)) * 2 + 2 * np.eye(kinds)[truth], axis=1)
        predicted = probabilities.argmax(axis=1)

        def scores(truth, predicted, fold):
            by_fold = [metrics.accuracy_score(truth[fold == each], predicted[fold == each]) for each in np.unique(fold)]
            return {
                "fold_accuracies": by_fold,
                "accuracy": np.mean(by_fold),
                "deviation": np.std(by_fold, ddof=1) if len(by_fold) > 1 else 0.0,
                "confusion": metrics.confusion_matrix(truth, predicted, labels=range(kinds)).tolist(),
                "f1": metrics.f1_score(truth, predicted, average="macro", zero_division=0),
                "balanced_accuracy": metrics.balanced_accuracy_score(truth, predicted),
            }

        means = np.array([probabilities[file == each].mean(axis=0) for each in range(files)])
        shares = np.array([np.bincount(predicted[file == each], minlength=kinds) / (file == each).sum() for each in range(files)])
        mean_vote = means.argmax(axis=1)
        majority = np.array([max(range(kinds), key=lambda kind: (round(share[kind], 9), mean[kind])) for share, mean in zip(shares, means)])
        right = int((mean_vote == file_truth).sum())
        wilson = scipy.stats.binomtest(right, files).proportion_ci(0.95, method="wilson")
        item_share = np.mean([(predicted == truth)[file == each].mean() for each in range(files)])
        cases.append(
            {
                "genres": kinds,
                "file": file.tolist(),
                "fold": fold.tolist(),
                "truth": truth.tolist(),
                "probabilities": probabilities.tolist(),
                "log_loss": metrics.log_loss(truth, probabilities, labels=range(kinds)),
                "item_share": item_share,
                "pieces": scores(truth, predicted, fold),
                "mean": scores(file_truth, mean_vote, file_fold),
                "majority": scores(file_truth, majority, file_fold),
                "mean_interval": [wilson.low, wilson.high],
            }
        )
    return cases


def write(name, value):
    (GOLDEN / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


write("scores.json", score_cases())
write("statistics.json", statistics())
write("folds.json", fold_cases())

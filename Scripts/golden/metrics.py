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
    ndcg = []
    for _ in range(8):
        relevance = random.integers(0, 2, 20)
        relevance[0] = 1
        scores = -np.arange(20.0)
        ndcg.append([relevance.tolist(), 5, metrics.ndcg_score([relevance], [scores], k=5)])
    return {
        "beta": beta, "student": student, "critical": critical, "wilson": wilson, "tests": tests, "ndcg": ndcg,
    }


def ranking(at=5):
    """A library judged song by song: scikit-learn's ndcg_score over the candidates' cosines."""
    random = np.random.default_rng(7)
    songs, kinds = 60, 4
    genres = random.integers(0, kinds, songs)
    embeddings = np.round(random.normal(size=(kinds, 12))[genres] + random.normal(size=(songs, 12)) * 1.5, 4)
    tracks = np.arange(songs) // 2
    artists = np.where(np.arange(songs) % 7 == 0, -1, np.arange(songs) // 5)
    unlabelled = np.arange(songs) % 19 == 4
    unit = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)
    rows, drawn = [], []
    for own in range(songs):
        if unlabelled[own]:
            continue
        same_artist = (artists == artists[own]) & (artists[own] >= 0)
        others = np.flatnonzero(~unlabelled & (tracks != tracks[own]) & ~same_artist)
        right = (genres[others] == genres[own]).astype(int)
        if not right.any():
            continue
        cosines = unit[others] @ unit[own]
        first = np.argsort(-cosines)[:at]
        rows.append((genres[own], right[first].mean(), metrics.ndcg_score([right], [cosines], k=at), right.mean()))
        noise = random.normal(size=(4000, len(others)))
        drawn.append(metrics.ndcg_score(np.tile(right, (4000, 1)), noise, k=at))
    rows = np.array(rows)
    return {
        "embeddings": embeddings.tolist(),
        "genres": ["" if none else f"genre {genre}" for genre, none in zip(genres, unlabelled)],
        "tracks": [f"track {track}" for track in tracks],
        "artists": ["" if artist < 0 else f"artist {artist}" for artist in artists],
        "at": at,
        "listeners": len(rows),
        "precision": rows[:, 1].mean(),
        "ndcg": rows[:, 2].mean(),
        "chance": rows[:, 3].mean(),
        "chance_ndcg": float(np.mean(drawn)),
        "by_genre": {f"genre {genre}": rows[rows[:, 0] == genre, 2].mean() for genre in range(kinds)},
    }


def write(name, value):
    (GOLDEN / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


write("scores.json", score_cases())
write("statistics.json", statistics())
write("ranking.json", ranking())

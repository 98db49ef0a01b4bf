#!/usr/bin/env python3
"""Fold numbers of scikit-learn's splitters, for Tests/EtudeDataTests/Golden/folds.json.

Each case holds labels or groups and, for every number of folds, the fold that each item is tested in.
Needs: scikit-learn. Run from the project's folder: python3 Scripts/golden/folds.py
"""
import json
import random
import warnings

import sklearn
from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold

warnings.filterwarnings("ignore")
random.seed(5)


def folds_of(splitter, count, *columns):
    folds = [0] * count
    for fold, (_, test) in enumerate(splitter.split([[0]] * count, *columns)):
        for item in test:
            folds[item] = fold
    return folds


def case(kind, name, values, counts):
    results = []
    for count in counts:
        if kind == "plain":
            folds = folds_of(KFold(count), len(values))
        elif kind == "stratified":
            folds = folds_of(StratifiedKFold(count), len(values), values)
        else:
            folds = folds_of(GroupKFold(count), len(values), None, values)
        results.append({"count": count, "folds": folds})
    return {"kind": kind, "name": name, "values": values, "results": results}


uneven = [300, 211, 150, 101, 97, 60, 40, 23, 12, 5]
uneven_labels = [label for label, size in enumerate(uneven) for _ in range(size)]
random.shuffle(uneven_labels)
assert len(uneven_labels) == 999
sorted_labels = [label for label in [3, 1, 4, 0, 2] for _ in range(20 + label)]
groups = [min(36, int(random.expovariate(0.1))) for _ in range(999)]
even_groups = [item // 10 * 7 % 100 for item in range(300)]

cases = [
    case("plain", "999 items", [0] * 999, [2, 7, 10]),
    case("stratified", "uneven classes, 999 items", uneven_labels, [2, 3, 7, 10]),
    case("stratified", "classes in blocks", sorted_labels, [2, 5, 10]),
    case("stratified", "one class smaller than the folds", [0] * 12 + [1] * 3 + [2] * 9, [5, 10]),
    case("grouped", "uneven groups, 999 items", groups, [2, 5, 10]),
    case("grouped", "equal groups", even_groups, [3, 10]),
]
with open("Tests/EtudeDataTests/Golden/folds.json", "w") as file:
    json.dump({"scikit-learn": sklearn.__version__, "cases": cases}, file, separators=(",", ":"))
    file.write("\n")

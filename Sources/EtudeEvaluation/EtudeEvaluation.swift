// Judgement: what a network's predictions are worth.
//
// - `Statistics/`: distributions and intervals, from numbers alone.
// - `Metrics/`: scores of predictions against labels, equal to scikit-learn's.
// - `Results/`: an `Evaluation`, its leakage line, its JSON and CSV.
// - `Judging/`: holdout, cross-validation, evaluation of a fitted network, votes.
// - `Comparison/`: two or more results on the same folds; the report of one.
//
// Knows the rooms Core, Sound, Data and Networks; draws and prints nothing.

/// The networks: recipes (`Recipe`), oneDNN behind small classes (`Engine`), layers that run forward and backward
/// (`Layers`, `Recurrent`), MobileNetV2, weights on disk (`Weights`), optimisers and training (`Training`).
/// Knows `EtudeCore`, the two views of `EtudeSound`, and oneDNN; nothing of datasets, folds or the language.
enum EtudeNetworks {}

/// The networks: recipes (`Recipe`), the layers that they are made of (`LayerTypes`, one a file), oneDNN behind small
/// classes (`Engine`), layers that run forward and backward (`Layers`, `Recurrent`), MobileNetV2, weights on disk
/// (`Weights`), optimisers and training (`Training`). Knows `EtudeCore` and oneDNN; nothing of audio files, datasets,
/// folds or the language.
enum EtudeNetworks {}

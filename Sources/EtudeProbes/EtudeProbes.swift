/// Pieces of EtudeNetworks run on numbers of one's own: what speed is measured on (`StepProbe`, `PrefixProbe`,
/// `ScanProbe`) and what tests hold against other programs (`NetworkProbe`, `TrainingProbe`).
///
/// Used by etude-bench and by the tests of EtudeNetworks; no product has it. Knows EtudeCore and EtudeNetworks.
enum EtudeProbes {}

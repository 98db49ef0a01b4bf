/// The stage of sound: audio files to mono samples, samples to spectrograms and descriptors, spectrograms to images.
///
/// Files (libsndfile, libFLAC, libsoxr) · Settings · Spectrum (FFTW: STFT, mel, decibels, MFCC) · Images (colour maps) ·
/// Descriptors (what a music-analysis course and GTZAN's table hold). Every definition is librosa 0.11's.
/// May use EtudeCore; knows no dataset, no network and no picture.
public enum SoundDefaults {
  /// Samples a second to which sound is resampled unless the user says otherwise.
  public static let rate = 22_050

  /// Samples in a transform unless the user says otherwise.
  public static let fft = 2048

  /// Counts the changes in what equal sound and settings give, be it in the last bit: a part of every key under which
  /// something made of sound is kept. What changes for one kind alone is counted in that kind's key.
  public static let version = 5
}

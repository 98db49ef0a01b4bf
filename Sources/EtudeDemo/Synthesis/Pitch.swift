import Glibc

/// The frequency in Hz of a MIDI pitch, 69 being A at 440 Hz; fractions are parts of a semitone.
func frequency(ofPitch pitch: Double) -> Double { 440 * exp2((pitch - 69) / 12) }

/// The factor that so many decibels make of an amplitude.
func decibelsToGain(_ decibels: Double) -> Double { pow(10, decibels / 20) }

/// The factor by which `seconds`-long decay to 1/e shrinks a value in one sample.
func decayPerSample(_ seconds: Double, rate: Double) -> Float { Float(exp(-1 / max(1e-4, seconds) / rate)) }

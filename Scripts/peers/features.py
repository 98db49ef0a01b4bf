"""What librosa makes of samples: every feature of sound that `etude` exports, with its expression there and its bound."""

import librosa
import numpy as np
from librosa import feature

RATE = 22050
# A bound: which of librosa's values it is for, what may differ absolutely, and what relatively.
POWER = [("within 60 dB", lambda x: x > 1e-6, 0, 1e-4), ("softer", lambda x: ~(x > 1e-6), 1e-6, 0)]
LEVEL = [("within 60 dB", lambda x: x > -60, 1e-3, 0), ("softer", lambda x: ~(x > -60), 1e-2, 0)]


def within(absolute, relative=0):
    return [("", lambda x: np.full(x.shape, True), absolute, relative)]


def mel(y, **given):
    return feature.melspectrogram(y=y, sr=RATE, **given)


def linear(y):
    return np.abs(librosa.stft(y)) ** 2


def share(power):
    return power / (power.max() or 1)


def level(power):
    return librosa.power_to_db(power, ref=np.max)


def mfcc(y, **given):
    return feature.mfcc(y=y, sr=RATE, **given)


def features():
    """A row each: the verb, its options, what librosa makes of samples, the bound."""
    rows = [
        ("spectrogram", 'values: "power"', lambda y: share(mel(y)), POWER),
        ("spectrogram", 'scale: "htk" values: "power"', lambda y: share(mel(y, htk=True)), POWER),
        ("spectrogram", 'scale: "linear" values: "power"', lambda y: share(linear(y)), POWER),
        ("spectrogram", "", lambda y: level(mel(y)), LEVEL),
        ("spectrogram", "mels: 24 fft: 1002 hop: 300",
         lambda y: level(mel(y, n_mels=24, n_fft=1002, hop_length=300)), LEVEL),
        ("spectrogram", 'scale: "htk" mels: 40 low: 300Hz high: 8kHz',
         lambda y: level(mel(y, htk=True, n_mels=40, fmin=300, fmax=8000)), LEVEL),
        ("spectrogram", 'scale: "linear"', lambda y: level(linear(y)), LEVEL),
        ("mfcc", "", lambda y: mfcc(y, n_mfcc=20), within(1e-2)),
        ("mfcc", "count: 13 mels: 40 fft: 1024 hop: 256",
         lambda y: mfcc(y, n_mfcc=13, n_mels=40, n_fft=1024, hop_length=256), within(1e-2)),
        ("mfcc", 'count: 13 scale: "htk"', lambda y: mfcc(y, n_mfcc=13, htk=True), within(1e-2)),
        ("rolloff", "share: 50%", lambda y: feature.spectral_rolloff(y=y, sr=RATE, roll_percent=0.5), within(1e-3)),
        ("harmonic", "", librosa.effects.harmonic, within(1e-5)),
        ("percussive", "", librosa.effects.percussive, within(1e-5)),
    ]
    series = {
        "chroma": (feature.chroma_stft, {"sr": RATE}, within(1e-4)),
        "onsets": (librosa.onset.onset_strength, {"sr": RATE}, within(2e-3)),
        "centroid": (feature.spectral_centroid, {"sr": RATE}, within(0.05, 1e-4)),
        "bandwidth": (feature.spectral_bandwidth, {"sr": RATE}, within(0.05, 1e-4)),
        "rolloff": (feature.spectral_rolloff, {"sr": RATE}, within(1e-3)),
        "flatness": (feature.spectral_flatness, {}, within(1e-6, 1e-3)),
        "zerocrossings": (feature.zero_crossing_rate, {}, within(1e-6)),
        "rms": (feature.rms, {}, within(1e-6, 1e-5)),
    }
    for verb, (function, rate, bound) in series.items():
        window = "frame_length" if verb in ("zerocrossings", "rms") else "n_fft"
        for words, fft, hop in (("", 2048, 512), ("fft: 1024 hop: 256", 1024, 256)):
            given = rate | {window: fft, "hop_length": hop}
            rows.append((verb, words, lambda y, function=function, given=given: function(y=y, **given), bound))
    return rows


FEATURES = features()
COLUMNS = {
    "chroma_stft": "chroma", "rms": "rms", "spectral_centroid": "centroid", "spectral_bandwidth": "bandwidth",
    "rolloff": "rolloff", "zero_crossing_rate": "zerocrossings", "harmony": "harmonic", "perceptr": "percussive",
    "flatness": "flatness", "onset_strength": "onsets",
}
DESCRIPTORS = {
    "mean": within(1e-5, 1e-3), "variance": within(1e-6, 1e-3), "mean of MFCCs": within(1e-2),
    "variance of MFCCs": within(1e-6, 1e-3), "tempo": within(1e-6),
}


def librosas(y):
    """What librosa makes of samples: every feature, and the columns of `descriptors` by their kind."""
    made = {(verb, words): function(y) for verb, words, function, _ in FEATURES}
    plain = {column: made[verb, ""].astype(float) for column, verb in COLUMNS.items()}
    cepstral = {f"mfcc{row + 1}": values.astype(float) for row, values in enumerate(made["mfcc", ""])}
    columns = {"tempo": {"tempo": float(feature.tempo(y=y, sr=RATE)[0])}}
    for kind, parts in (("", plain), (" of MFCCs", cepstral)):
        columns["mean" + kind] = {f"{name}_mean": values.mean() for name, values in parts.items()}
        columns["variance" + kind] = {f"{name}_var": values.var() for name, values in parts.items()}
    return made, columns


def signals():
    """Six seconds each, at 22,050 Hz."""
    time = np.arange(6 * RATE) / RATE
    noise = np.random.default_rng(1).uniform(-1, 1, len(time))
    chord = sum(np.sin(2 * np.pi * pitch * time) for pitch in (261.63, 329.63, 392.0)) / 4
    return {
        "glide": 0.5 * np.sin(2 * np.pi * (50 * time + 850 * time**2)), "noise": 0.3 * noise, "chord": chord,
        "clicks": 0.8 * noise * np.exp(-60 * (time % (60 / 128))), "one click": 0.9 * (np.arange(len(time)) == 50000),
        "very quiet": 1e-4 * (chord + 0.1 * noise), "constant": np.full(len(time), 0.5), "silence": 0 * time,
    }

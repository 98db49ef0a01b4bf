"""Makes Tests/EtudeSoundTests/Golden/librosa.json: what librosa 0.11 makes of signals that both sides can compute.

Run from the repository's root, in an environment with numpy, librosa and soundfile:
    python Scripts/golden/sound.py
Arrays are little-endian float32 in base64, row by row.
"""

import base64
import json
import warnings

import librosa
import numpy as np

warnings.filterwarnings("ignore")
FOLDER = "Tests/EtudeSoundTests/Golden/"
RATE = 22050


def packed(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def noise(count, seed=1):
    state, values = seed, []
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        values.append((state >> 8) / 2**23 - 1)
    return np.array(values)


def tones(count, rate=RATE):
    time = np.arange(count) / rate
    glide = 2 * np.pi * (200 * time + 450 * time * time)
    return (
        0.4 * np.sin(2 * np.pi * 440 * time) + 0.2 * np.sin(2 * np.pi * 1318.51 * time) + 0.1 * np.sin(glide)
    ).astype(np.float32)


def clicks(count):
    """Noise bursts, 128 a minute."""
    time = np.mod(np.arange(count) / RATE, 60 / 128)
    return (0.8 * np.exp(-60 * time) * noise(count)).astype(np.float32)


def front_end(signal, frames, **options):
    frames = np.array(frames)
    mel = librosa.feature.melspectrogram(y=signal, sr=RATE, pad_mode="constant", **options)
    frames = frames % mel.shape[1]
    fft = {"n_fft": options.get("n_fft", 2048), "hop_length": options.get("hop_length", 512)}
    power = np.abs(librosa.stft(signal, pad_mode="constant", **fft)) ** 2
    mfcc = librosa.feature.mfcc(S=librosa.power_to_db(mel), n_mfcc=20)
    return {
        "count": mel.shape[1],
        "frames": frames.tolist(),
        "largest_mel": float(mel.max()),
        "largest_power": float(power.max()),
        "mel": packed(mel[:, frames]),
        "db": packed(librosa.power_to_db(mel, ref=np.max)[:, frames]),
        "mfcc": packed(mfcc[:, frames]),
        "power": packed(power[::8, frames]),
    }


def edges(signal):
    middle = len(signal) // 2
    return packed(np.concatenate([signal[:300], signal[middle : middle + 300], signal[-300:]]))


def logarithmic_bands(power, bands=128, low=32.703, high=RATE / 2, fft=2048):
    """Triangles of equal ratio and area 1, at least two bins wide: the definition written out, for librosa has none."""
    width = RATE / fft
    corners = low * (high / low) ** (np.arange(bands + 2) / (bands + 1))
    left = np.minimum(corners[:-2], corners[1:-1] - width)[:, None]
    middle = corners[1:-1, None]
    right = np.maximum(corners[2:], corners[1:-1] + width)[:, None]
    bins = np.arange(fft // 2 + 1)[None] * width
    heights = np.maximum(0, np.minimum((bins - left) / (middle - left), (right - bins) / (right - middle)))
    return (heights * 2 / (right - left)) @ power


def scales(signal, frames):
    """Decibels below the maximum in linear and logarithmic bands, and the mel power as a share of its maximum."""
    power = np.abs(librosa.stft(signal, pad_mode="constant")).astype(np.float64) ** 2
    frames = np.array(frames) % power.shape[1]
    mel = librosa.feature.melspectrogram(y=signal, sr=RATE, pad_mode="constant", htk=True)
    return {
        "linear": packed(librosa.power_to_db(power, ref=np.max)[::8, frames]),
        "logarithmic": packed(librosa.power_to_db(logarithmic_bands(power), ref=np.max)[:, frames]),
        "htk": packed(librosa.power_to_db(mel, ref=np.max)[:, frames]),
        "power": packed((mel / mel.max())[:, frames]),
    }


def descriptors(signal):
    feature = librosa.feature
    return {
        "harmonic": edges(librosa.effects.harmonic(signal)),
        "percussive": edges(librosa.effects.percussive(signal)),
        "chroma": packed(feature.chroma_stft(y=signal, sr=RATE)),
        "tuning": float(librosa.estimate_tuning(S=np.abs(librosa.stft(signal)) ** 2, sr=RATE, bins_per_octave=12)),
        "centroid": packed(feature.spectral_centroid(y=signal, sr=RATE)),
        "bandwidth": packed(feature.spectral_bandwidth(y=signal, sr=RATE)),
        "rolloff": packed(feature.spectral_rolloff(y=signal, sr=RATE)),
        "flatness": packed(feature.spectral_flatness(y=signal)),
        "zero_crossings": packed(feature.zero_crossing_rate(signal)),
        "rms": packed(feature.rms(y=signal)),
        "onsets": packed(librosa.onset.onset_strength(y=signal, sr=RATE)),
        "tempo": float(feature.tempo(y=signal, sr=RATE)[0]),
    }


def shape(signal):
    """Of sound whose spectrum is one peak: what rounding adds far from it would show."""
    return {
        "centroid": packed(librosa.feature.spectral_centroid(y=signal, sr=RATE)),
        "bandwidth": packed(librosa.feature.spectral_bandwidth(y=signal, sr=RATE)),
    }


def summary(signal):
    """Mean and variance as in the feature table published with GTZAN."""
    feature = librosa.feature
    series = {
        "chroma_stft": feature.chroma_stft(y=signal, sr=RATE),
        "rms": feature.rms(y=signal),
        "spectral_centroid": feature.spectral_centroid(y=signal, sr=RATE),
        "spectral_bandwidth": feature.spectral_bandwidth(y=signal, sr=RATE),
        "rolloff": feature.spectral_rolloff(y=signal, sr=RATE),
        "zero_crossing_rate": feature.zero_crossing_rate(signal),
        "harmony": librosa.effects.harmonic(signal),
        "perceptr": librosa.effects.percussive(signal),
        "flatness": feature.spectral_flatness(y=signal),
        "onset_strength": librosa.onset.onset_strength(y=signal, sr=RATE),
    }
    mfcc = feature.mfcc(y=signal, sr=RATE)
    series |= {f"mfcc{index + 1}": mfcc[index] for index in range(20)}
    table = {name: [float(np.mean(x)), float(np.var(x))] for name, x in series.items()}
    return table | {"tempo": [float(feature.tempo(y=signal, sr=RATE)[0]), 0.0]}


def resampled(source, target, count):
    result = librosa.resample(tones(count, source), orig_sr=source, target_sr=target, res_type="soxr_hq")
    middle = len(result) // 2
    return {
        "from": source,
        "to": target,
        "samples": count,
        "length": len(result),
        "first": packed(result[:200]),
        "middle": packed(result[middle : middle + 200]),
        "last": packed(result[-200:]),
    }


def main():
    song, _ = librosa.load(FOLDER + "supertux_airship_2.0.flac", sr=RATE)
    spread = [0, 1, 2, 7, 31, 64, 65, 100, -2, -1]
    short = {"tones": tones(3 * RATE), "noise": (0.3 * noise(3 * RATE)).astype(np.float32), "clicks": clicks(8 * RATE)}
    golden = {
        "librosa": librosa.__version__,
        "front_end": {name: front_end(signal, spread) for name, signal in short.items()}
        | {
            "song": front_end(song, [0, 1, 200, 431, 646, 900, 1290, 1291]),
            "brief": front_end(tones(1000), [0, 1]),
            "odd": front_end(short["tones"], spread, n_fft=1002, hop_length=77, n_mels=24),
            "htk": front_end(
                short["tones"], spread, n_fft=1024, hop_length=300, n_mels=40, fmin=300.0, fmax=8000.0, htk=True
            ),
        },
        "scales": {name: scales(signal, spread) for name, signal in short.items()}
        | {"song": scales(song, [0, 1, 200, 646, 1290, 1291])},
        "descriptors": {name: descriptors(signal) for name, signal in short.items()},
        "shape": {
            "pure": shape((0.5 * np.sin(2 * np.pi * 0.11 * np.arange(RATE))).astype(np.float32)),
            "offset": shape(np.full(RATE, 0.5, dtype=np.float32)),
        },
        "summary": summary(song[: 10 * RATE]),
        "resampled": [
            resampled(44100, 22050, 44101),
            resampled(48000, 22050, 30011),
            resampled(8000, 22050, 8003),
            resampled(22050, 16000, 22050),
        ],
    }
    with open(FOLDER + "librosa.json", "w") as file:
        json.dump(golden, file, indent=1)
        file.write("\n")


main()

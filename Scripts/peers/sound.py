"""A clip to mel bands in decibels, to MFCCs, or from its file to mel bands, by librosa or torchaudio, on one thread.

    sound.py librosa|torchaudio mel|mfcc|file PATH
"""

import sys

import measuring

which, work, path = sys.argv[1:]
BANDS = {"n_fft": 2048, "hop_length": 512, "n_mels": 128}


def librosa_work():
    import librosa
    import numpy

    samples, rate = librosa.load(path, sr=22050)

    def mel(samples=samples):
        power = librosa.feature.melspectrogram(y=samples, sr=rate, **BANDS)
        return librosa.power_to_db(power, ref=numpy.max)

    return {
        "mel": mel,
        "mfcc": lambda: librosa.feature.mfcc(y=samples, sr=rate, n_mfcc=20, **BANDS),
        "file": lambda: mel(librosa.load(path, sr=22050)[0]),
    }[work]


def torchaudio_work():
    torch = measuring.torch()
    import soundfile
    import torchaudio

    transforms = torchaudio.transforms
    scale = {"mel_scale": "slaney", "norm": "slaney", "pad_mode": "constant"}
    bands = transforms.MelSpectrogram(22050, **BANDS, **scale)
    decibels = transforms.AmplitudeToDB("power", top_db=80)
    coefficients = transforms.MFCC(22050, n_mfcc=20, melkwargs=BANDS | scale)
    resample = transforms.Resample(44100, 22050)

    def read():
        # torchaudio itself decodes through a further package.
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
        mono = torch.from_numpy(samples).mean(1)
        return resample(mono) if rate == 44100 else mono

    samples = read()
    work_of = {
        "mel": lambda: decibels(bands(samples)),
        "mfcc": lambda: coefficients(samples),
        "file": lambda: decibels(bands(read())),
    }[work]

    def without_gradients():
        with torch.inference_mode():
            work_of()

    return without_gradients


measuring.measure({"librosa": librosa_work, "torchaudio": torchaudio_work}[which]())

"""What every peer's measurement shares: repeat the work for some seconds, print its median and the peak of memory."""

import os
import resource
import statistics
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
THREADS = int(os.environ.get("BENCH_THREADS", "2"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))


def measure(work):
    for _ in range(3):
        work()
    times = []
    start = time.perf_counter()
    while time.perf_counter() - start < SECONDS or len(times) < 5:
        before = time.perf_counter()
        work()
        times.append(time.perf_counter() - before)
    report(statistics.median(times))


def report(seconds):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"ms {seconds * 1e3} mb {peak}")


def torch():
    import torch

    torch.set_num_threads(THREADS)
    return torch


def tensorflow():
    import tensorflow

    tensorflow.config.threading.set_intra_op_parallelism_threads(THREADS)
    tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    return tensorflow

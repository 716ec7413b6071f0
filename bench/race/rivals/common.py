"""What the Python rivals share: the line protocol, the data, the networks as numbers, and timing.

A rival is started as `python3 with_x.py FOLDER`. It prints "ready VERSION", then answers each line of its input by one line:
    train MODEL BATCH THREADS                      one epoch more; answers of the 10,000 test digits after it
    predict MODEL one|many digits|noise THREADS    seconds a picture, probabilities computed
    product SIZE THREADS                           seconds a product
A line that begins with "warm" asks for as little of it as warms up. Replies: "done SECONDS ANSWERS", "cannot REASON", "failed REASON".
With more words after FOLDER it does that one job and ends. Threads are set by the environment (OMP_NUM_THREADS).
"""
import os
import signal
import sys
import time

import numpy as np

SIZES = {"a": (784, 16, 16, 10), "b": (784, 128, 64, 10), "c": (784, 800, 10), "s": (784, 10)}
LEAST_SECONDS = 0.15
WARM_UP_IMAGES = 6000
FOLDER = sys.argv[1]


class Cannot(Exception):
    """The rival has no such thing."""


def images(part):
    pixels = np.fromfile(os.path.join(FOLDER, part + "-images-idx3-ubyte"), np.uint8)[16:]
    return pixels.reshape(-1, 784).astype(np.float32) / np.float32(255)


def labels(part):
    return np.fromfile(os.path.join(FOLDER, part + "-labels-idx1-ubyte"), np.uint8)[8:].astype(np.int64)


_kept = {}


def kept(key, make):
    """What make() gave the first time."""
    if key not in _kept:
        _kept[key] = make()
    return _kept[key]


def training(isWarmUp):
    x, y = kept("train", lambda: (images("train"), labels("train")))
    return (x[:WARM_UP_IMAGES], y[:WARM_UP_IMAGES]) if isWarmUp else (x, y)


def digits():
    return kept("digits", lambda: images("t10k"))


def pictures(name):
    return digits() if name == "digits" else kept("noise", lambda: images("noise"))


def flat(model, kind):
    """All weights of a network in a row: "weights", which all engines predict with, or "begin", which all trainings begin with."""
    return np.fromfile(os.path.join(FOLDER, f"{model}.{kind}"), np.float32)


def dense(model, kind):
    """Those of a network of dense layers: for each (rows of neurons, biases)."""
    if model not in SIZES:
        raise Cannot(f"no model {model} here")
    values, at, layers = flat(model, kind), 0, []
    for inputs, units in zip(SIZES[model], SIZES[model][1:]):
        layers.append((values[at:at + units * inputs].reshape(units, inputs).copy(), values[at + units * inputs:at + units * (inputs + 1)].copy()))
        at += units * (inputs + 1)
    return layers


def timed(call):
    """Seconds a call, over as many calls as fit into LEAST_SECONDS."""
    calls, start = 0, time.perf_counter()
    while True:
        call()
        calls += 1
        spent = time.perf_counter() - start
        if spent >= LEAST_SECONDS:
            return spent / calls


def classes(scores):
    return "".join(map(str, np.asarray(scores).argmax(1)))


def predict(amount, x, probabilities):
    """Times a function from pictures to probabilities, on one picture after the other or on all at once."""
    if amount == "many":
        return timed(lambda: probabilities(x)) / len(x), classes(probabilities(x))
    rows, found = [x[i:i + 1] for i in range(len(x))], []

    def every():
        found[:] = [probabilities(row) for row in rows]
    return timed(every) / len(x), classes(np.concatenate([np.asarray(p) for p in found]))


def answer(jobs, line):
    words = line.split()
    warm = words[0] == "warm"
    words = words[1:] if warm else words
    try:
        if words[0] not in jobs:
            raise Cannot(f"it has no {words[0]}")
        seconds, answers = jobs[words[0]](warm, *words[1:])
        return f"done {seconds!r} {answers or '-'}"
    except Cannot as reason:
        return f"cannot {reason}"
    except Exception as wrong:
        return "failed " + " ".join(f"{type(wrong).__name__}: {wrong}".split())


def serve(version, jobs):
    signal.signal(signal.SIGINT, signal.SIG_IGN)      # Ctrl-C is the race's to answer; it closes our input
    if len(sys.argv) > 2:
        print(answer(jobs, " ".join(sys.argv[2:])), flush=True)
        return
    print("ready " + version, flush=True)
    for line in sys.stdin:
        if not line.strip():
            break
        print(answer(jobs, line), flush=True)

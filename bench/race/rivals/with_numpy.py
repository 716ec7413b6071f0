"""NumPy: networks of dense layers written by hand, a mini-batch as one matrix."""
import time

import numpy as np

import common

RATE = {"a": (3.0, 0.0)}
OTHERS = (0.1, 0.9)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def hidden(model, z):
    return sigmoid(z) if model == "a" else np.maximum(z, 0)


def scores(model, layers, x):
    """z of the last layer, and what each layer was given."""
    given = []
    for i, (w, b) in enumerate(layers):
        given.append(x)
        z = x @ w.T + b
        x = hidden(model, z) if i + 1 < len(layers) else z
    return z, given


def derivative(model, z, target):
    """dL/dz of the last layer for the mean over the batch."""
    if model != "a":
        return (softmax(z) - target) / np.float32(len(z))
    a = sigmoid(z)
    return (a - target) * a * (1 - a) / np.float32(len(z))


class Training:
    def __init__(self, model):
        self.model, self.random = model, np.random.default_rng(1)
        self.layers = common.dense(model, "begin")
        self.speeds = [(np.zeros_like(w), np.zeros_like(b)) for w, b in self.layers]
        self.rate, self.momentum = (np.float32(v) for v in RATE.get(model, OTHERS))

    def step(self, x, target):
        z, given = scores(self.model, self.layers, x)
        d = derivative(self.model, z, target)
        for i in range(len(self.layers) - 1, -1, -1):
            (w, b), gradients = self.layers[i], (d.T @ given[i], d.sum(0))
            if i:
                slope = given[i] * (1 - given[i]) if self.model == "a" else given[i] > 0
                d = (d @ w) * slope
            for value, speed, gradient in zip((w, b), self.speeds[i], gradients):
                if self.momentum:
                    speed *= self.momentum
                    speed += gradient
                    gradient = speed
                value -= self.rate * gradient

    def epoch(self, x, y, batch):
        target, order = np.eye(10, dtype=np.float32), self.random.permutation(len(x))
        for first in range(0, len(x), batch):
            chosen = order[first:first + batch]
            self.step(x[chosen], target[y[chosen]])


def train(warm, model, batch, threads):
    if model not in common.SIZES:
        raise common.Cannot("no convolution written here")
    (x, y), training = common.training(warm), Training(model) if warm else common.kept(("training", model, batch), lambda: Training(model))
    start = time.perf_counter()
    training.epoch(x, y, int(batch))
    return time.perf_counter() - start, common.classes(scores(model, training.layers, common.digits())[0])


def predict(warm, model, amount, pictures, threads):
    layers = common.kept(("layers", model), lambda: common.dense(model, "weights"))
    return common.predict(amount, common.pictures(pictures), lambda x: softmax(scores(model, layers, x)[0]))


def product(warm, size, threads):
    random = np.random.default_rng(1)
    a, b = (random.standard_normal((int(size), int(size)), dtype=np.float32) for _ in range(2))
    c = np.empty_like(a)
    return common.timed(lambda: np.matmul(a, b, out=c)), ""


common.serve(np.__version__, {"train": train, "predict": predict, "product": product})

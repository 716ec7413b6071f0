"""PyTorch, eager."""
import os
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

import common

torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))


def dense(sizes, between):
    layers = [layer for inputs, units in zip(sizes, sizes[1:]) for layer in (nn.Linear(inputs, units), between())]
    return nn.Sequential(*layers[:-1])


def lenet():
    return nn.Sequential(nn.Conv2d(1, 6, 5, padding=2), nn.MaxPool2d(2), nn.ReLU(), nn.Conv2d(6, 16, 5), nn.MaxPool2d(2), nn.ReLU(),
                         nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


def scores(model):
    """The network up to its last scores z."""
    return lenet() if model == "d" else dense(common.SIZES[model], nn.Sigmoid if model == "a" else nn.ReLU)


def given(model, kind):
    """The network with shared weights."""
    net, flat, at = scores(model), torch.from_numpy(common.flat(model, kind)), 0
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(flat[at:at + parameter.numel()].view_as(parameter))
            at += parameter.numel()
    return net


def drawn(net):
    """He's uniform weights, biases zero, as Models.cs begins its recipes."""
    for layer in net:
        if isinstance(layer, (nn.Linear, nn.Conv2d)):
            nn.init.kaiming_uniform_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
    return net


def shaped(model, x):
    x = torch.from_numpy(x)
    return x.view(-1, 1, 28, 28) if model == "d" else x


def optimizer(net, model):
    if model == "d":
        return torch.optim.Adam(net.parameters(), 1e-3)
    return torch.optim.SGD(net.parameters(), 3.0 if model == "a" else 0.1, momentum=0.0 if model == "a" else 0.9)


class Training:
    def __init__(self, model, net, optimizer):
        self.model, self.net, self.optimizer = model, net, optimizer

    def loss(self, z, y):
        return F.cross_entropy(z, y) if self.model != "a" else 0.5 * ((torch.sigmoid(z) - F.one_hot(y, 10)) ** 2).sum() / len(y)

    def epoch(self, x, y, batch, schedule=None):
        order = torch.randperm(len(y))
        for first in range(0, len(y), batch):
            chosen = order[first:first + batch]
            self.optimizer.zero_grad(set_to_none=True)
            self.loss(self.net(x[chosen]), y[chosen]).backward()
            self.optimizer.step()
            if schedule:
                schedule.step()

    def answers(self):
        x = shaped(self.model, common.digits())
        with torch.inference_mode():
            return common.classes(torch.cat([self.net(x[i:i + 1000]) for i in range(0, len(x), 1000)]))


def begin(model):
    torch.manual_seed(1)
    net = given(model, "begin")
    return Training(model, net, optimizer(net, model))


def train(warm, model, batch, threads):
    x, y = common.training(warm)
    x, y = shaped(model, x), torch.from_numpy(y)
    training = begin(model) if warm else common.kept(("training", model, batch), lambda: begin(model))
    start = time.perf_counter()
    training.epoch(x, y, int(batch))
    return time.perf_counter() - start, training.answers()


def predict(warm, model, amount, pictures, threads):
    net, x = common.kept(("shared", model), lambda: given(model, "weights").eval()), shaped(model, common.pictures(pictures))
    with torch.inference_mode():
        return common.predict(amount, x, lambda rows: torch.softmax(net(rows), 1))


def product(warm, size, threads):
    torch.manual_seed(1)
    a, b = torch.randn(int(size), int(size)), torch.randn(int(size), int(size))
    c = torch.empty_like(a)
    return common.timed(lambda: torch.matmul(a, b, out=c)), ""


# network, what it takes and answers as which model, epochs, highest rate: as Models.cs has them
RECIPES = {"97": (lambda: dense((784, 128, 10), nn.ReLU), "b", 2, 0.008), "99": (lenet, "d", 5, 0.005)}
BATCH = 128


def recipe(warm, name, seed, threads):
    make, model, epochs, rate = RECIPES[name]
    torch.manual_seed(int(seed))
    x, y = common.training(False)
    x, y, net = shaped(model, x), torch.from_numpy(y), drawn(make())
    training = Training(model, net, torch.optim.Adam(net.parameters(), rate))
    steps = (len(y) + BATCH - 1) // BATCH * epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(training.optimizer, rate, steps, pct_start=0.3, div_factor=25, final_div_factor=1e4, cycle_momentum=False)
    start = time.perf_counter()
    for _ in range(epochs):
        training.epoch(x, y, BATCH, schedule)
    return time.perf_counter() - start, training.answers()


common.serve(torch.__version__, {"train": train, "predict": predict, "product": product, "recipe": recipe})

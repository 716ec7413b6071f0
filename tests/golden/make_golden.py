"""Writes the numbers of foreign judges that the tests compare with. See README.md.

Inputs are multiples of 1/64, exact in float32; everything is computed in float64.
"""
import json
import pathlib

import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
torch.set_default_dtype(torch.float64)
random = torch.Generator().manual_seed(20)


def draw(*shape, scale=1.0):
    return torch.round(torch.randn(*shape, generator=random) * scale * 64) / 64


def write(name, made_by, **members):
    """One line for each member, and for each item of a list of cases."""
    def line(value):
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return "[\n    " + ",\n    ".join(map(json.dumps, value)) + "\n  ]"
        return json.dumps(value)
    body = ",\n".join(f"  {json.dumps(k)}: {line(v)}" for k, v in {"madeBy": made_by, **members}.items())
    (HERE / name).write_text("{\n" + body + "\n}\n")


def gradients(y, dy, *inputs):
    return [g.tolist() for g in torch.autograd.grad(y, inputs, grad_outputs=dy)]


# --- optimizers ---------------------------------------------------------------------------------------------------------------------

def optimizers():
    values, steps = draw(11), [draw(11, scale=2.0 ** (i % 5 - 2)) for i in range(12)]
    steps[3][4:7] = 0
    o = torch.optim
    kinds = [
        ({"type": "sgd"}, o.SGD, {"lr": 0.1}),
        ({"type": "sgd", "rate": 0.5, "weightDecay": 0.125}, o.SGD, {"lr": 0.5, "weight_decay": 0.125}),
        ({"type": "momentum"}, o.SGD, {"lr": 0.01, "momentum": 0.9}),
        ({"type": "momentum", "rate": 0.1, "factor": 0.5, "weightDecay": 0.01}, o.SGD, {"lr": 0.1, "momentum": 0.5, "weight_decay": 0.01}),
        ({"type": "nesterov"}, o.SGD, {"lr": 0.01, "momentum": 0.9, "nesterov": True}),
        ({"type": "nesterov", "rate": 0.1, "factor": 0.5, "weightDecay": 0.01}, o.SGD,
         {"lr": 0.1, "momentum": 0.5, "weight_decay": 0.01, "nesterov": True}),
        ({"type": "adam"}, o.Adam, {}),
        ({"type": "adam", "rate": 0.1, "beta1": 0.5, "beta2": 0.9, "epsilon": 0.001, "weightDecay": 0.1}, o.Adam,
         {"lr": 0.1, "betas": (0.5, 0.9), "eps": 1e-3, "weight_decay": 0.1}),
        ({"type": "adamw"}, o.AdamW, {}),
        ({"type": "adamw", "rate": 0.1, "beta1": 0.5, "beta2": 0.9, "epsilon": 0.001, "weightDecay": 0.1}, o.AdamW,
         {"lr": 0.1, "betas": (0.5, 0.9), "eps": 1e-3, "weight_decay": 0.1}),
        ({"type": "rmsprop"}, o.RMSprop, {}),
        ({"type": "rmsprop", "rate": 0.1, "decay": 0.5, "epsilon": 0.001, "weightDecay": 0.1}, o.RMSprop,
         {"lr": 0.1, "alpha": 0.5, "eps": 1e-3, "weight_decay": 0.1}),
    ]
    cases = []
    for spec, kind, options in kinds:
        w, trail = values.clone().requires_grad_(), []
        machine = kind([w], **options)
        for g in steps:
            w.grad = g.clone()
            machine.step()
            trail.append(w.tolist())
        cases.append({"spec": spec, "trail": trail})
    write("optimizers.json", f"PyTorch {torch.__version__}", values=values.tolist(), gradients=[g.tolist() for g in steps], cases=cases)


# --- schedules ----------------------------------------------------------------------------------------------------------------------

def schedules():
    s = torch.optim.lr_scheduler

    def factors(make, total, losses=None, per_epoch=1):
        w = torch.zeros(1, requires_grad=True)
        machine = torch.optim.SGD([w], lr=1.0, momentum=0.9)
        schedule, found = make(machine), []
        for step in range(total):
            found.append(machine.param_groups[0]["lr"])
            machine.step()
            if (step + 1) % per_epoch == 0:
                schedule.step() if losses is None else schedule.step(losses[step // per_epoch])
        return found

    def case(spec, total, per_epoch, make, losses=None, by_epoch=False):
        found = factors(make, total, losses, per_epoch if by_epoch else 1)
        return {"spec": spec, "totalSteps": total, "stepsPerEpoch": per_epoch, "validationLosses": losses or [], "factors": found}

    falling = [2.0, 1.5, 1.6, 1.5, 1.4999, 1.4998, 1.2, 1.3, 1.3, 1.25, 1.21, 1.2, 1.19, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 0.9]
    write("schedules.json", f"PyTorch {torch.__version__}", cases=[
        case({"type": "constant"}, 6, 3, lambda m: s.ConstantLR(m, 1.0)),
        case({"type": "step", "everyEpochs": 3, "by": 0.5}, 40, 4, lambda m: s.StepLR(m, 3, 0.5), by_epoch=True),
        case({"type": "step"}, 25, 1, lambda m: s.StepLR(m, 10, 0.1), by_epoch=True),
        case({"type": "cosine"}, 33, 5, lambda m: s.CosineAnnealingLR(m, 33)),
        case({"type": "cosine", "final": 0.25}, 20, 5, lambda m: s.CosineAnnealingLR(m, 20, 0.25)),
        case({"type": "one-cycle"}, 50, 5, lambda m: s.OneCycleLR(m, 1.0, total_steps=50)),
        case({"type": "one-cycle", "warmUp": 0.45, "start": 0.125, "final": 0.01}, 37, 5,
             lambda m: s.OneCycleLR(m, 1.0, total_steps=37, pct_start=0.45, div_factor=8, final_div_factor=100)),
        case({"type": "warm-up", "steps": 8}, 20, 4, lambda m: s.LinearLR(m, 1 / 8, 1.0, 7)),
        case({"type": "warm-up", "epochs": 2.5}, 20, 4, lambda m: s.LinearLR(m, 1 / 10, 1.0, 9)),
        case({"type": "warm-up", "epochs": 2, "then": {"type": "cosine"}}, 28, 4,
             lambda m: s.SequentialLR(m, [s.LinearLR(m, 1 / 8, 1.0, 7), s.CosineAnnealingLR(m, 20)], [8])),
        case({"type": "plateau", "by": 0.5, "patience": 2}, 60, 3,
             lambda m: s.ReduceLROnPlateau(m, factor=0.5, patience=2, eps=0), falling, by_epoch=True),
        case({"type": "plateau", "patience": 0}, 20, 1,
             lambda m: s.ReduceLROnPlateau(m, patience=0, eps=0), falling, by_epoch=True),
    ])


# --- layers -------------------------------------------------------------------------------------------------------------------------

def layers():
    x, dy = draw(3, 9, scale=2.0), draw(3, 9)
    x[0, 0], x[0, 1], x[0, 2] = 0.0, 12.0, -12.0
    functions = {
        "sigmoid": torch.sigmoid, "relu": torch.relu, "leaky-relu": lambda v: F.leaky_relu(v, 0.01), "tanh": torch.tanh,
        "gelu": lambda v: F.gelu(v, approximate="tanh"), "softmax": lambda v: torch.softmax(v, 1),
    }
    activations = []
    for name, function in functions.items():
        xs = x.clone().requires_grad_()
        y = function(xs)
        activations.append({"name": name, "y": y.tolist(), "dx": gradients(y, dy, xs)[0]})

    lx, lw, lb, ldy = draw(4, 7).requires_grad_(), draw(5, 7).requires_grad_(), draw(5).requires_grad_(), draw(4, 5)
    y = F.linear(lx, lw, lb)
    dx, dw, db = gradients(y, ldy, lx, lw, lb)
    linear = {"x": lx.tolist(), "w": lw.tolist(), "b": lb.tolist(), "dy": ldy.tolist(), "y": y.tolist(), "dx": dx, "dw": dw, "db": db}
    write("layers.json", f"PyTorch {torch.__version__}", x=x.tolist(), dy=dy.tolist(), activations=activations, linear=linear)


def modules():
    """Layers over pictures, as modules of torch.nn: values are their state_dict, in its order; after is that after one training pass."""
    n = torch.nn

    class Residual(n.Module):
        def __init__(self, body, shortcut):
            super().__init__()
            self.body, self.shortcut = body, shortcut

        def forward(self, x):
            return self.body(x) + self.shortcut(x)

    def state(module):
        return {name: v.flatten().tolist() for name, v in module.state_dict().items() if "num_batches" not in name}

    def case(spec, shape, module, training=True, rows=3):
        for parameter in module.parameters():
            parameter.data = draw(*parameter.shape, scale=0.5)
        for name, buffer in module.named_buffers():
            if "running" in name:
                buffer.data = torch.abs(draw(*buffer.shape)) + 0.5
        before = state(module)
        x, module = draw(rows, *shape).requires_grad_(), module.train(training)
        y = module(x)
        dy = draw(*y.shape)
        names = [name for name, _ in module.named_parameters()]
        dx, *dw = torch.autograd.grad(y, [x, *module.parameters()], dy)
        return {"spec": spec, "input": (list(shape) + [1, 1])[:3], "training": training, "values": before, "after": state(module), "x": x.flatten(1).tolist(),
                "dy": dy.flatten(1).tolist(), "y": y.flatten(1).tolist(), "dx": dx.flatten(1).tolist(),
                "gradients": {name: g.flatten().tolist() for name, g in zip(names, dw)}}

    def convolution(filters, kernel, stride, padding, groups, shape):
        spec = {"type": "conv", "filters": filters, "kernel": kernel, "stride": stride, "padding": padding, "groups": groups}
        return case(spec, shape, n.Conv2d(shape[0], filters, kernel, stride, padding, groups=groups), rows=2)

    picture = (2, 5, 6)
    write("modules.json", f"PyTorch {torch.__version__}", cases=[
        case({"type": "pool", "size": 2}, picture, n.MaxPool2d(2)),
        case({"type": "pool", "size": 3, "stride": 2, "padding": 1}, picture, n.MaxPool2d(3, 2, 1)),
        case({"type": "average-pool", "size": 2}, picture, n.AvgPool2d(2)),
        case({"type": "average-pool", "size": 3, "stride": 2, "padding": 1}, picture, n.AvgPool2d(3, 2, 1)),
        case({"type": "global-average-pool"}, picture, n.AdaptiveAvgPool2d(1)),
        case({"type": "flatten"}, picture, n.Flatten()),
        case({"type": "batch-norm"}, picture, n.BatchNorm2d(2)),
        case({"type": "batch-norm"}, picture, n.BatchNorm2d(2), training=False),
        case({"type": "batch-norm", "momentum": 0.5, "epsilon": 0.125}, (4,), n.BatchNorm1d(4, 0.125, 0.5), rows=5),
        case({"type": "layer-norm"}, (7,), n.LayerNorm(7)),
        case({"type": "layer-norm", "epsilon": 0.125}, picture, n.LayerNorm(picture, 0.125)),
        case({"type": "residual", "body": [{"type": "dense", "units": 5}, {"type": "tanh"}, {"type": "dense", "units": 4}]}, (4,),
             Residual(n.Sequential(n.Linear(4, 5), n.Tanh(), n.Linear(5, 4)), n.Identity())),
        case({"type": "residual", "body": [{"type": "dense", "units": 5}, {"type": "batch-norm"}], "shortcut": [{"type": "dense", "units": 5}]}, (4,),
             Residual(n.Sequential(n.Linear(4, 5), n.BatchNorm1d(5)), n.Sequential(n.Linear(4, 5)))),
        convolution(3, 1, 1, 0, 1, picture),
        convolution(3, 1, 2, 0, 1, picture),
        convolution(2, 1, 3, 1, 1, picture),
        convolution(3, 3, 1, 0, 1, picture),
        convolution(3, 3, 1, 1, 1, picture),
        convolution(5, 3, 2, 1, 1, picture),
        convolution(2, 3, 3, 2, 1, picture),
        convolution(2, 5, 1, 0, 1, picture),
        convolution(2, 5, 1, 2, 1, picture),
        convolution(2, 5, 2, 2, 1, picture),
        convolution(2, 5, 3, 1, 1, (1, 4, 9)),
        convolution(3, 2, 1, 0, 1, picture),
        convolution(3, 2, 3, 2, 1, picture),
        convolution(2, 4, 1, 2, 1, picture),
        convolution(2, 4, 2, 1, 1, (1, 7, 4)),
        convolution(17, 2, 2, 0, 1, (1, 4, 5)),
        convolution(6, 3, 1, 1, 2, (4, 3, 4)),
        convolution(4, 2, 2, 1, 2, (2, 4, 3)),
        convolution(3, 3, 2, 1, 3, (3, 4, 5)),
        convolution(6, 3, 1, 1, 3, (3, 3, 4)),
        convolution(3, 2, 1, 0, 1, (4, 2, 2)),
        convolution(3, 3, 1, 1, 1, (5, 1, 1)),
    ])


# --- a whole convolutional network --------------------------------------------------------------------------------------------------

def networks():
    """A small network of every kind of layer over pictures: one gradient, and short trainings of the whole set as one batch."""
    n, side, rows, steps = torch.nn, (9, 7), 12, 8

    class Residual(n.Module):
        def __init__(self, body, shortcut=None):
            super().__init__()
            self.body = body
            if shortcut is not None:
                self.shortcut = shortcut

        def forward(self, x):
            return self.body(x) + (self.shortcut(x) if hasattr(self, "shortcut") else x)

    def build():
        return n.Sequential(
            n.Conv2d(1, 4, 3, padding=1), n.BatchNorm2d(4), n.ReLU(), n.MaxPool2d(2),
            Residual(n.Sequential(n.Conv2d(4, 4, 3, padding=1, groups=4), n.Conv2d(4, 4, 1), n.BatchNorm2d(4))), n.ReLU(),
            Residual(n.Sequential(n.Conv2d(4, 6, 3, 2, 1, groups=2), n.ReLU()), n.Sequential(n.Conv2d(4, 6, 1, 2))),
            n.Flatten(), n.LayerNorm(24), n.Linear(24, 3))

    conv = lambda filters, kernel, **more: {"type": "conv", "filters": filters, "kernel": kernel, **more}
    norm, relu = {"type": "batch-norm"}, {"type": "relu"}
    spec = {"input": {"channels": 1, "height": side[0], "width": side[1]}, "body": {"layers": [
        conv(4, 3), norm, relu, {"type": "pool", "size": 2},
        {"type": "residual", "body": [conv(4, 3, groups=4), conv(4, 1), norm]}, relu,
        {"type": "residual", "body": [conv(6, 3, stride=2, groups=2), relu], "shortcut": [conv(6, 1, stride=2)]},
        {"type": "flatten"}, {"type": "layer-norm"}, {"type": "dense", "units": 3}, {"type": "softmax"}]}}
    pixels = torch.randint(0, 256, (rows, side[0] * side[1]), generator=random)
    labels = torch.tensor([0, 1, 2] * (rows // 3))
    x = (pixels / 255.0).view(rows, 1, *side)
    first = build()
    for module in first.modules():
        for name, parameter in module.named_parameters(recurse=False):
            middle = 1 if name == "weight" and isinstance(module, (n.BatchNorm2d, n.LayerNorm)) else 0
            parameter.data = middle + draw(*parameter.shape, scale=0.5)
    begin = {name: v.clone() for name, v in first.state_dict().items()}

    def state(module):
        return {name: v.flatten().tolist() for name, v in module.state_dict().items() if "num_batches" not in name}

    def fresh():
        module = build()
        module.load_state_dict(begin)
        return module.train()

    module, at = fresh(), x.clone().requires_grad_()
    value = F.cross_entropy(module(at), labels)
    value.backward()
    gradient = {"loss": value.item(), "dx": at.grad.flatten(1).tolist(), "gradients": {name: p.grad.flatten().tolist() for name, p in module.named_parameters()}}

    def case(optimizer, make, decay=0.0, clip=None):
        module, losses = fresh(), []
        kinds = [[p for p in module.parameters() if p.dim() > 1], [p for p in module.parameters() if p.dim() == 1]]
        machine = make([{"params": kinds[0], "weight_decay": decay}, {"params": kinds[1]}])
        for _ in range(steps):
            value = F.cross_entropy(module(x), labels)
            losses.append(value.item())
            machine.zero_grad()
            value.backward()
            if clip is not None:
                n.utils.clip_grad_norm_(module.parameters(), clip)
            machine.step()
        final, answers = state(module), torch.softmax(module.eval()(x), 1)
        return {"optimizer": optimizer, "clipNorm": clip, "losses": losses, "final": final, "answers": answers.tolist()}

    write("networks.json", f"PyTorch {torch.__version__}", architecture=spec, pixels=pixels.tolist(), labels=labels.tolist(), initial=state(fresh()),
          shapes={name: list(v.shape) for name, v in begin.items() if "num_batches" not in name}, first=gradient, cases=[
        case({"type": "sgd", "rate": 0.1}, lambda p: torch.optim.SGD(p, lr=0.1)),
        case({"type": "momentum", "rate": 0.05, "factor": 0.9, "weightDecay": 0.01}, lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9), decay=0.01, clip=0.5),
        case({"type": "adamw", "rate": 0.01, "epsilon": 0.001, "weightDecay": 0.1}, lambda p: torch.optim.AdamW(p, lr=0.01, eps=1e-3, weight_decay=0), decay=0.1),
    ])


# --- losses -------------------------------------------------------------------------------------------------------------------------

def losses():
    rows, classes = 5, 4
    scores, labels = draw(rows, classes, scale=2.0), torch.tensor([2, 0, 3, 3, 1])
    large = torch.tensor([[1e4, -1e4, 0.0, 0.0], [-1e4, 1e4, 0.0, 0.0], [0.0, 0.0, -1e4, 1e4], [1e4, 1e4, -1e4, 1e4], [-1e4, -1e4, -1e4, -1e4]])
    hot = F.one_hot(labels, classes).double()
    soft = torch.tensor([[0.5, 0.25, 0.125, 0.125], [1.0, 0, 0, 0], [0, 0.5, 0.5, 0], [0.25] * 4, [0.75, 0, 0, 0.25]])
    weights = torch.tensor([1.0, 0.5, 2.0, 0.25])

    def squared(a, t):
        return 0.5 * ((a - t) ** 2).sum() / rows

    def logistic(z, t):
        return F.binary_cross_entropy_with_logits(z, t, reduction="sum") / rows

    def case(name, function, at, targets, **more):
        z = at.clone().requires_grad_()
        value = function(z, targets)
        return {"name": name, **more, "at": at.tolist(), "targets": targets.tolist(), "value": value.item(), "gradient": gradients(value, None, z)[0]}

    outputs = torch.sigmoid(scores).float().double()
    write("losses.json", f"PyTorch {torch.__version__}", rows=rows, classes=classes, labels=labels.tolist(), cases=[
        case("squared-error", squared, outputs, hot),
        case("squared-error", squared, outputs, soft),
        case("binary-cross-entropy", logistic, scores, hot),
        case("binary-cross-entropy", logistic, scores, soft),
        case("binary-cross-entropy", logistic, large, hot),
        case("cross-entropy", F.cross_entropy, scores, hot),
        case("cross-entropy", F.cross_entropy, scores, soft),
        case("cross-entropy", F.cross_entropy, large, hot),
        case("cross-entropy", lambda z, t: F.cross_entropy(z, t, label_smoothing=0.1), scores, hot, smoothing=0.1),
        case("cross-entropy", lambda z, t: F.cross_entropy(z, t.argmax(1), weight=weights, reduction="sum") / rows, scores, hot,
             classWeights=weights.tolist()),
        case("cross-entropy", lambda z, t: F.cross_entropy(z, t, weight=weights, reduction="sum") / rows, scores, soft,
             classWeights=weights.tolist()),
    ])


# --- whole trainings ----------------------------------------------------------------------------------------------------------------

def trainings():
    sizes, rows = [6, 5, 4, 3], 8
    x, labels = torch.abs(draw(rows, sizes[0])), torch.tensor([0, 1, 2, 0, 2, 1, 1, 0])
    hot = F.one_hot(labels, sizes[-1]).double()
    begin = [(draw(o, i), draw(o)) for i, o in zip(sizes, sizes[1:])]

    def lists(layer):
        return [{"w": w.tolist(), "b": b.tolist()} for w, b in layer]

    def case(name, hidden, loss, make, steps):
        layer = [(w.clone().requires_grad_(), b.clone().requires_grad_()) for w, b in begin]
        machine, values = make([p for pair in layer for p in pair]), []
        for _ in range(steps):
            y = x
            for i, (w, b) in enumerate(layer):
                y = F.linear(y, w, b)
                y = hidden(y) if i < len(layer) - 1 else y
            value = loss(y)
            values.append(value.item())
            machine.zero_grad()
            value.backward()
            machine.step()
        return {"name": name, "steps": steps, "losses": values, "final": lists(layer)}

    write("trainings.json", f"PyTorch {torch.__version__}", sizes=sizes, x=x.tolist(), labels=labels.tolist(), initial=lists(begin), cases=[
        case("sigmoid, squared error, sgd rate 3", torch.sigmoid, lambda z: 0.5 * ((torch.sigmoid(z) - hot) ** 2).sum() / rows,
             lambda p: torch.optim.SGD(p, lr=3.0), 5),
        case("relu, softmax, cross entropy, adam rate 0.01", torch.relu, lambda z: F.cross_entropy(z, labels),
             lambda p: torch.optim.Adam(p, lr=0.01), 5),
    ])


if __name__ == "__main__":
    for make in (optimizers, schedules, layers, losses, trainings, modules, networks):
        make()

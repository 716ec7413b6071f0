"""scikit-learn: MLPClassifier. It knows cross-entropy only, begins with its own (Glorot's) weights, and predicts with the shared ones."""
import time
import warnings

import sklearn
from sklearn.neural_network import MLPClassifier

import common

warnings.filterwarnings("ignore")


def network(model):
    """Momentum with the rate inside the speed: the same steps as outside, for a constant rate."""
    if model not in common.SIZES or len(common.SIZES[model]) < 3:
        raise common.Cannot("no such network here")
    return MLPClassifier(common.SIZES[model][1:-1], activation="logistic" if model == "a" else "relu", solver="sgd", batch_size=128,
                         learning_rate_init=0.1, momentum=0.9, nesterovs_momentum=False, alpha=0, random_state=1, shuffle=True)


def train(warm, model, batch, threads):
    if model == "a":
        raise common.Cannot("no squared error for classes")
    x, y = common.training(warm)
    learner = network(model) if warm else common.kept(("training", model, batch), lambda: network(model))
    learner.batch_size = int(batch)
    start = time.perf_counter()
    learner.partial_fit(x, y, classes=range(10))
    seconds = time.perf_counter() - start
    return seconds, common.classes(learner.predict_proba(common.digits()))


def with_shared_weights(model):
    learner, (x, y) = network(model), common.training(True)
    learner.partial_fit(x[:200], y[:200], classes=range(10))
    layers = common.dense(model)
    learner.coefs_, learner.intercepts_ = [w.T.copy() for w, _ in layers], [b for _, b in layers]
    return learner


def predict(warm, model, amount, pictures, threads):
    learner = common.kept(("shared", model), lambda: with_shared_weights(model))
    return common.predict(amount, common.pictures(pictures), learner.predict_proba)


common.serve(sklearn.__version__, {"train": train, "predict": predict})

"""scikit-learn: MLPClassifier. It knows cross-entropy only."""
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


def with_weights(model, kind):
    """A network must have learnt something before it can be given weights; then it forgets its speed."""
    learner, (x, y) = network(model), common.training(True)
    learner.partial_fit(x[:128], y[:128], classes=range(10))
    for i, (w, b) in enumerate(common.dense(model, kind)):
        learner.coefs_[i][...], learner.intercepts_[i][...] = w.T, b
    for speed in learner._optimizer.velocities:
        speed[...] = 0
    return learner


def train(warm, model, batch, threads):
    if model == "a":
        raise common.Cannot("no squared error for classes")
    x, y = common.training(warm)
    learner = with_weights(model, "begin") if warm else common.kept(("training", model, batch), lambda: with_weights(model, "begin"))
    learner.batch_size = int(batch)
    start = time.perf_counter()
    learner.partial_fit(x, y)
    seconds = time.perf_counter() - start
    return seconds, common.classes(learner.predict_proba(common.digits()))


def predict(warm, model, amount, pictures, threads):
    learner = common.kept(("shared", model), lambda: with_weights(model, "weights"))
    return common.predict(amount, common.pictures(pictures), learner.predict_proba)


common.serve(sklearn.__version__, {"train": train, "predict": predict})

"""scikit-learn's networks, one batch at a time: a step of theirs ends with an update.

The rate of that update is so small that it moves no weight by more than rounding, and so the
gradient can be read from the update. Its regressor has a linear output, so that is what it computes
for XOR. Loss or activations of the other cases are not to be had there.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from sklearn.neural_network import MLPClassifier, MLPRegressor

from .cases import Case, Network
from .reference import Contender, Result, expected

SKLEARN = "scikit-learn"
# A power of two, by which a gradient is multiplied and divided without a rounding.
_RATE = 2.0**-40


def contenders(case: Case) -> dict[str, Contender]:
    """Return the one that fits a case, by its name."""
    match case:
        case Network(kind="xor"):
            regressor = MLPRegressor(hidden_layer_sizes=2, activation="logistic", **_options(case))
            step = _contender(case, regressor, case.Y.ravel())
            nearest = replace(case, activations=("sigmoid", "identity"))
            return {SKLEARN: step._replace(expected=expected(nearest))}
        case Network(kind="digits"):
            classifier = MLPClassifier(hidden_layer_sizes=256, **_options(case))
            classifier.partial_fit(case.X, case.Y, classes=np.arange(10))
            return {SKLEARN: _contender(case, classifier, case.Y)}
        case _:
            return {}


def _options(case: Network) -> dict[str, Any]:
    return {
        "solver": "sgd",
        "alpha": 0,
        "batch_size": len(case.X),
        "learning_rate_init": _RATE,
        "momentum": 0,
        "nesterovs_momentum": False,
        "shuffle": False,
        "random_state": 0,
    }


def _contender(case: Network, model: Any, Y: Any) -> Contender:
    model.partial_fit(case.X, Y)
    for found, given in ((model.coefs_, case.W), (model.intercepts_, case.b)):
        for parameter, value in zip(found, given, strict=True):
            parameter[:] = value

    def read(_: Any) -> Result:
        updates = model._optimizer.velocities
        half = len(updates) // 2
        pairs = zip(updates[:half], updates[half:], strict=True)
        return model.loss_, [-each / _RATE for pair in pairs for each in pair]

    return Contender(lambda: model.partial_fit(case.X, Y), read)

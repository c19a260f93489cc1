"""What goes wrong in training beside the start: steps, record and end."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.common.layers import layer
from autograder.diagnosis.mistakes import CATALOGUE, Mistake

from .course import NEVER, Course, flat
from .mlp import Mlp
from .slips import (
    BIAS_AVERAGED,
    GRADIENTS,
    HIDDEN,
    LAST_ROW,
    MEAN,
    NO_BIAS,
    OUTPUT,
    TWICE,
    Z_AS_INPUT,
)
from .starts import RATE_LOST


def output_weights_first(course: Course, theta: np.ndarray) -> np.ndarray:
    """The hidden layer is moved by output weights that have moved already."""
    net = course.net(theta)
    _, last = net.gradients()
    W1, W2 = net.weights
    moved = Mlp([W1, W2 - course.alpha * last["W"]], net.biases, net.X, net.Y)
    return flat([layer(moved.hidden(0, last["D"]).D, net.X), last])


def sample_by_sample(course: Course, theta: np.ndarray) -> np.ndarray:
    """The rows one after another, each judged with weights that the rows before have moved."""
    at = theta
    for x, y in zip(course.X, course.y, strict=True):
        one = Course(x[None], np.array([y]), course.hidden, course.alpha, course.seed)
        at = one.moved(at)
    return (theta - at) / course.alpha


def by_gradients(**ways: Any) -> Callable[[Course, np.ndarray], np.ndarray]:
    """A step along gradients that are worked out in another way."""
    return lambda course, theta: flat(course.net(theta).gradients(**ways))


def by_slip(mistake: Mistake) -> Callable[[Course, np.ndarray], np.ndarray]:
    """A step along gradients that go wrong after the deltas."""

    def step(course: Course, theta: np.ndarray) -> np.ndarray:
        net = course.net(theta)
        slip = GRADIENTS[mistake]
        inputs = zip(net.gradients(), net.A, strict=False)
        return flat([found | slip(found["D"], A_prev) for found, A_prev in inputs])

    return step


def hidden_activation_forgotten(course: Course, theta: np.ndarray) -> np.ndarray:
    """The output weights learn from z in place of the sigmoid of z."""
    net = course.net(theta)
    first, last = net.gradients()
    return flat([first, last | {"W": layer(last["D"], net.Z[0])["W"]}])


def output_layer_alone(course: Course, theta: np.ndarray) -> np.ndarray:
    """The hidden layer stays where it began."""
    first, last = course.net(theta).gradients()
    return flat([{name: 0 * value for name, value in first.items()}, last])


STEP_MISTAKES: dict[Mistake, Callable[[Course, np.ndarray], np.ndarray]] = (
    {mistake: by_gradients(last=last) for mistake, last in OUTPUT.items()}
    | {
        mistake.with_variant("hidden layer"): by_gradients(earlier=earlier)
        for mistake, earlier in HIDDEN.items()
    }
    | {mistake: by_slip(mistake) for mistake in (NO_BIAS, BIAS_AVERAGED, LAST_ROW)}
    | {
        Z_AS_INPUT: hidden_activation_forgotten,
        RATE_LOST: lambda course, theta: course.gradient(theta) / course.alpha,
        CATALOGUE["output-weights-moved-first"]: output_weights_first,
        CATALOGUE["hidden-layer-not-trained"]: output_layer_alone,
        CATALOGUE["sample-by-sample"]: sample_by_sample,
    }
)
"""A step divided by the rate, as each mistake would have it."""


# --- history and stop -----------------------------------------------------------------------------

HISTORY_MISTAKES: dict[Mistake, Callable[[np.ndarray, Course], np.ndarray]] = {
    CATALOGUE["starting-loss-missing"].asking(
        "What is the cost before anything has moved? Does the history begin there?"
    ): lambda right, course: right[1:],
    CATALOGUE["last-loss-missing"].asking(
        "Is the cost after the last step in it too?"
    ): lambda right, course: right[:-1],
    MEAN: lambda right, course: right / len(course.y),
    TWICE: lambda right, course: 2 * right,
}
"""The history, as each mistake would have it."""


def ends(stopping: np.ndarray) -> int:
    """The losses of a run that stops after the first step that is marked so, or never."""
    return int(np.argmax(stopping)) + 2 if stopping.any() else len(stopping) + 1


def reached(losses: np.ndarray, tol: float) -> int:
    return ends(np.abs(np.diff(losses)) < tol)


ONE_SIDED = CATALOGUE["signed-stopping-test"]

NO_END = CATALOGUE["another-stopping-test"].with_variant("tol without effect")

STOP_MISTAKES: dict[Mistake, Callable[[np.ndarray, float], list[int]]] = {
    ONE_SIDED: lambda losses, tol: [ends(np.diff(losses) < NEVER), ends(np.diff(losses) < tol)],
    ONE_SIDED.with_variant("the other way round"): lambda losses, tol: [
        ends(-np.diff(losses) < NEVER),
        ends(-np.diff(losses) < tol),
    ],
    NO_END: lambda losses, tol: [len(losses)] * 2,
    NO_END.with_variant("loss compared with tol"): lambda losses, tol: [
        ends(losses[1:] < NEVER),
        ends(losses[1:] < tol),
    ],
    NO_END.with_variant("compared with the start"): lambda losses, tol: [
        len(losses),
        ends(np.abs(losses[1:] - losses[0]) < tol),
    ],
    CATALOGUE["stopped-one-step-late"]: lambda losses, tol: [
        len(losses),
        min(reached(losses, tol) + 1, len(losses)),
    ],
    CATALOGUE["stopping-loss-missing"]: lambda losses, tol: [len(losses), reached(losses, tol) - 1],
    CATALOGUE["one-step-too-many"]: lambda losses, tol: [len(losses) + 1, reached(losses, tol)],
    CATALOGUE["one-step-too-few"]: lambda losses, tol: [len(losses) - 1, reached(losses, tol)],
    CATALOGUE["one-step-only"].asking("What repeats the steps?"): lambda losses, tol: [2, 2],
}
"""How many losses a run without and with a tolerance has, as each mistake would have it."""

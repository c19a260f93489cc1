"""What goes wrong in training beside the start: steps, record and end."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.common.layers import layer
from autograder.diagnosis.mistakes import Mistake

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
        replace(mistake, name=f"{mistake.name}, hidden layer"): by_gradients(earlier=earlier)
        for mistake, earlier in HIDDEN.items()
    }
    | {mistake: by_slip(mistake) for mistake in (NO_BIAS, BIAS_AVERAGED, LAST_ROW)}
    | {
        Z_AS_INPUT: hidden_activation_forgotten,
        RATE_LOST: lambda course, theta: course.gradient(theta) / course.alpha,
        Mistake(
            "D8",
            "output weights moved first",
            "right in the output layer, and a little off in the hidden one.",
            "Should the way back use the weights from before the step, or from after it?",
        ): output_weights_first,
        Mistake(
            "D23",
            "hidden layer does not learn",
            "right in the output layer, while the hidden one stays where it was.",
            "Which layers does a step change?",
        ): output_layer_alone,
        Mistake(
            "D25",
            "sample by sample",
            "made of small steps, one for each sample.",
            "Does a step belong to one sample, or to the cost of all of them?",
        ): sample_by_sample,
    }
)
"""A step divided by the rate, as each mistake would have it."""


# --- history and stop -----------------------------------------------------------------------------

HISTORY_MISTAKES: dict[Mistake, Callable[[np.ndarray, Course], np.ndarray]] = {
    Mistake(
        "H1",
        "starting loss left out",
        "right, but begins too late.",
        "What is the cost before anything has moved? Does the history begin there?",
    ): lambda right, course: right[1:],
    Mistake(
        "H2",
        "last loss left out",
        "right, but ends too early.",
        "Is the cost after the last step in it too?",
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


ONE_SIDED = Mistake(
    "D15",
    "stop test without |·|",
    "right only while the loss moves in one direction.",
    "The loss may fall or rise by a lot. What should the stop test make of the sign?",
)

NO_END = Mistake(
    "S1",
    "tol without effect",
    "what another stop test would give, or none.",
    "What does your stop test hold against `tol`? Does it look at two losses that are neighbours?",
)

STOP_MISTAKES: dict[Mistake, Callable[[np.ndarray, float], list[int]]] = {
    ONE_SIDED: lambda losses, tol: [ends(np.diff(losses) < NEVER), ends(np.diff(losses) < tol)],
    replace(ONE_SIDED, name="stop test without |·|, the other way round"): lambda losses, tol: [
        ends(-np.diff(losses) < NEVER),
        ends(-np.diff(losses) < tol),
    ],
    NO_END: lambda losses, tol: [len(losses)] * 2,
    replace(NO_END, name="loss compared with tol"): lambda losses, tol: [
        ends(losses[1:] < NEVER),
        ends(losses[1:] < tol),
    ],
    replace(NO_END, name="compared with the start"): lambda losses, tol: [
        len(losses),
        ends(np.abs(losses[1:] - losses[0]) < tol),
    ],
    Mistake(
        "S2",
        "one step too late",
        "longer than it should be once `tol` is reached.",
        "Do you test as soon as a step is done, or only before the next but one?",
    ): lambda losses, tol: [len(losses), min(reached(losses, tol) + 1, len(losses))],
    Mistake(
        "S3",
        "stopping loss left out",
        "shorter than it should be once `tol` is reached.",
        "Is the loss at which the run stops in the history too?",
    ): lambda losses, tol: [len(losses), reached(losses, tol) - 1],
    Mistake(
        "S6",
        "one step more than allowed",
        "longer than `max_steps` allows.",
        "How many steps does your loop take if `max_steps` is 1?",
    ): lambda losses, tol: [len(losses) + 1, reached(losses, tol)],
    Mistake(
        "S7",
        "one step fewer than allowed",
        "shorter than `max_steps` allows.",
        "How many steps does your loop take if `max_steps` is 1?",
    ): lambda losses, tol: [len(losses) - 1, reached(losses, tol)],
    Mistake(
        "S8",
        "a single step",
        "as long as after one step.",
        "What repeats the steps?",
    ): lambda losses, tol: [2, 2],
}
"""How many losses a run without and with a tolerance has, as each mistake would have it."""

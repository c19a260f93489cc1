"""How a run of descent ends, as it should and as mistakes would have it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import Mistake

from .run import LONG, NEVER, Course, ends


def stopped(lengths: tuple[int, int], at_its_end: bool = True) -> dict[str, Any]:
    """How a run ends, in the form in which it is judged."""
    return {
        "without tol": lengths[0], "with tol": lengths[1], "theta at its end": at_its_end,
    }  # fmt: skip


def tested(size: Callable[[Course, np.ndarray], np.ndarray]) -> Callable[..., dict[str, Any]]:
    """A run that stops after the first step at which `size` is below the tolerance."""
    return lambda c, losses: stopped((ends(size(c, losses) < NEVER), ends(size(c, losses) < c.tol)))


def reached(c: Course, losses: np.ndarray) -> int:
    """How many losses there are when the tolerance is reached."""
    return ends(np.abs(np.diff(losses)) < c.tol)


def moves(c: Course) -> np.ndarray:
    """The lengths of the steps of a right run."""
    return np.array([np.linalg.norm(np.ravel(step)) for step in np.diff(c.path, axis=0)])


ONE_SIDED = Mistake(
    "D15",
    "stop test without |·|",
    "right only while the loss moves in one direction.",
    "The loss may fall or rise by a lot. What should the stop test make of the sign?",
)
BY_GRADIENT = Mistake(
    "S9",
    "gradient compared with tol",
    "what another stop test gives.",
    "What should be smaller than `tol`: a slope, or a change of the loss?",
)
NOT_LISTED = Mistake(
    "S3",
    "stopping loss left out",
    "shorter than it should be once `tol` is reached.",
    "Is the loss at which the run stops in the history too?",
)

STOPS: dict[Mistake, Callable[[Course, np.ndarray], dict[str, Any]]] = {
    ONE_SIDED: tested(lambda c, losses: np.diff(losses)),
    replace(ONE_SIDED, name="the other way round"): tested(lambda c, losses: -np.diff(losses)),
    Mistake(
        "S1", "tol unused", "the same for every `tol`.", "Where does `tol` come in?"
    ): lambda c, losses: stopped((len(losses), len(losses))),
    Mistake(
        "S2",
        "one step too late",
        "longer than it should be once `tol` is reached.",
        "Do you test as soon as a step is done, or only before the next but one?",
    ): lambda c, losses: stopped((len(losses), min(reached(c, losses) + 1, len(losses)))),
    NOT_LISTED: lambda c, losses: stopped(
        (len(losses), reached(c, losses) - (reached(c, losses) < len(losses))),
        at_its_end=reached(c, losses) == len(losses),
    ),
    replace(NOT_LISTED, name="stopping step undone"): lambda c, losses: stopped(
        (len(losses), reached(c, losses) - (reached(c, losses) < len(losses)))
    ),
    Mistake(
        "S4",
        "loss compared with tol",
        "what another stop test gives.",
        "What should be smaller than `tol`: the loss, or how much it changes?",
    ): tested(lambda c, losses: losses[1:]),
    Mistake(
        "S6",
        "one step more than allowed",
        "longer than `max_steps` allows.",
        "How many steps does your loop take if `max_steps` is 1?",
    ): lambda c, losses: stopped(
        (len(losses) + 1, reached(c, losses) + (reached(c, losses) == len(losses))),
        at_its_end=reached(c, losses) < len(losses),
    ),
    Mistake(
        "S7",
        "one step fewer than allowed",
        "shorter than `max_steps` allows.",
        "How many steps does your loop take if `max_steps` is 1?",
    ): lambda c, losses: stopped((len(losses) - 1, min(reached(c, losses), len(losses) - 1))),
    Mistake(
        "S8",
        "a single step",
        "as long as after one step.",
        "What repeats the steps, and what is it that ends them?",
    ): lambda c, losses: stopped((2, 2)),
    BY_GRADIENT: tested(lambda c, losses: c.sizes(2)[1:]),
    replace(BY_GRADIENT, name="before the step"): tested(lambda c, losses: c.sizes(2)[:-1]),
    replace(BY_GRADIENT, name="largest entry"): tested(lambda c, losses: c.sizes(np.inf)[1:]),
    replace(BY_GRADIENT, name="largest entry before the step"): tested(
        lambda c, losses: c.sizes(np.inf)[:-1]
    ),
    Mistake(
        "S10",
        "change of θ compared with tol",
        "what another stop test gives.",
        "What should be smaller than `tol`: a step of θ, or a change of the loss?",
    ): tested(lambda c, losses: moves(c)),
    Mistake(
        "S11",
        "last step not handed back",
        "right in its length, but θ is where the run was a step before.",
        "Which θ belongs to the last loss of the history? Is it the one that you return?",
    ): lambda c, losses: stopped((len(losses), reached(c, losses)), reached(c, losses) > LONG),
    Mistake(
        "S12",
        "relative change compared with tol",
        "what another stop test gives.",
        "Is the change of the loss divided by anything before it is compared?",
    ): tested(lambda c, losses: np.abs(np.diff(losses)) / np.abs(losses[:-1])),
}

"""How a run of gradient descent ends: after the first step that changes the loss by less than tol.

Judged on the losses of a run that goes on to its last step.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ...diagnosis.mistakes import CATALOGUE, Table


class End(NamedTuple):
    """How many losses a run has, and whether it returns the θ that belongs to the last of them."""

    losses: int
    last_theta: bool = True


@dataclass(frozen=True)
class Stop:
    """The losses of a run that goes on to its last step, and the tolerance that may end it."""

    losses: np.ndarray
    tol: float

    @property
    def full(self) -> int:
        """How many losses a run has that never stops."""
        return len(self.losses)

    @property
    def changes(self) -> np.ndarray:
        """What each step adds to the loss."""
        return np.diff(self.losses)

    @property
    def small(self) -> np.ndarray:
        """Which steps change the loss by less than the tolerance."""
        return np.abs(self.changes) < self.tol

    @property
    def stops(self) -> bool:
        """Whether the tolerance ends the run."""
        return bool(self.small.any())

    @property
    def right(self) -> End:
        """How the run should end."""
        return end_at(self.small)


def end_at(stopping: np.ndarray) -> End:
    """Return the end of a run that stops after the first step that is marked so, or never."""
    return End(int(np.argmax(stopping)) + 2 if stopping.any() else len(stopping) + 1)


def compare_after_first(stop: Stop) -> End:
    """Return the end of a run that does not compare its first loss with the starting loss."""
    return end_at(np.append(False, stop.small[1:]))


SIGNED = CATALOGUE["signed-stopping-test"]
TURNED = CATALOGUE["stopped-at-large-change"]
NOT_LISTED = CATALOGUE["stopping-loss-missing"]

STOPS: Table = {
    SIGNED: lambda s: end_at(s.changes < s.tol),
    SIGNED.with_variant("the other way round"): lambda s: end_at(-s.changes < s.tol),
    TURNED: lambda s: end_at(np.abs(s.changes) > s.tol),
    TURNED.with_variant("or equal"): lambda s: end_at(np.abs(s.changes) >= s.tol),
    CATALOGUE["stopped-at-equal-change"]: lambda s: end_at(np.abs(s.changes) <= s.tol),
    CATALOGUE["first-step-not-compared"]: compare_after_first,
    CATALOGUE["stopped-one-step-late"]: lambda s: End(min(s.right.losses + 1, s.full)),
    NOT_LISTED: lambda s: End(s.right.losses - s.stops, last_theta=not s.stops),
    NOT_LISTED.with_variant("stopping step undone"): lambda s: End(s.right.losses - s.stops),
    CATALOGUE["one-step-too-many"]: lambda s: End(s.right.losses + (not s.stops), s.stops),
    CATALOGUE["one-step-too-few"]: lambda s: End(min(s.right.losses, s.full - 1)),
    CATALOGUE["one-step-only"]: lambda s: End(2),
}
"""How a run ends, as each mistake would have it."""


def clear_tolerances(losses: np.ndarray) -> list[tuple[float, int]]:
    """Return tolerances, each with the number of losses that a run with these losses has then.

    Only tolerances that no rounding can mistake: the differences of the losses are far from them.
    """
    change = np.abs(np.diff(losses))
    before, here = np.minimum.accumulate(change)[:-1], change[1:]
    clear = np.flatnonzero((here < before / 1.15) & (here > 1e-6))
    return [(float(np.sqrt(before[k] * here[k])), int(k) + 3) for k in clear]


def best_tolerance(losses: np.ndarray, no_tol: float) -> tuple[float, int]:
    """Return the tolerance that tells most, `no_tol` without one, and the losses of such a run.

    It stops neither early nor late, and after a rise.
    """

    def worth(stop: tuple[float, int]) -> tuple[bool, bool, int]:
        tol, length = stop
        rises = bool((np.diff(losses[: length - 1]) > 1.1 * tol).any())
        return 4 < length < len(losses) - 1, rises, -length

    return max(clear_tolerances(losses), key=worth, default=(no_tol, len(losses)))


SHARP = 0.005
"""How near a tolerance may come to a change of the loss, relative to it."""


def compare_with_lowest(stop: Stop) -> End:
    """Return the end of a run whose test takes the lowest loss so far for the one before."""
    lowest = np.minimum.accumulate(stop.losses)[:-1]
    return end_at(np.abs(stop.losses[1:] - lowest) < stop.tol)


def compare_both_with_lowest(stop: Stop) -> End:
    """Return the end of a run whose last two losses must both be near the lowest one."""
    highest, lowest = (
        np.maximum(stop.losses[1:], stop.losses[:-1]),
        np.minimum.accumulate(stop.losses),
    )
    return end_at(highest - lowest[1:] < stop.tol)


def compare_with_last_two(stop: Stop) -> End:
    """Return the end of a run that also stops where the loss of two steps ago comes back."""
    back = np.abs(stop.losses[2:] - stop.losses[:-2]) < stop.tol
    return end_at(stop.small | np.append(False, back))


RIVALS = (compare_with_lowest, compare_both_with_lowest, compare_with_last_two)
"""Tests that are easily taken for the right one: no single run tells all of them from it."""


def tell_rivals(losses: np.ndarray) -> list[float]:
    """Return a tolerance for each rival that some clear one tells from the right test."""
    clear = clear_tolerances(losses)
    told = (
        [tol for tol, length in clear if rival(Stop(losses, tol)).losses != length]
        for rival in RIVALS
    )
    return [tolerances[0] for tolerances in told if tolerances]


def sharp_tolerances(losses: np.ndarray, tol: float) -> list[float]:
    """Return tolerances a little above and a little below the change at which `tol` ends a run.

    None that single precision could mistake.
    """
    changes = np.abs(np.diff(losses))
    change = changes[Stop(losses, tol).right.losses - 2]
    near = [change * (1 + SHARP), change * (1 - SHARP)]
    return [float(t) for t in near if t > 1e-3 and np.abs(changes / t - 1).min() > SHARP / 2]

"""Where a run of losses ends, counted by hand, and where each mistake would have ended it."""

import numpy as np
import pytest

from autograder.checks.common.stopping import (
    RIVALS,
    STOPS,
    End,
    Stop,
    end_at,
    sharp_tolerances,
    tell_rivals,
)

# Changes −4, −0.5, +0.5, −0.25.
RISES = np.array([9.0, 5.0, 4.5, 5.0, 4.75])
# Changes −4, −0.5, −0.125, −0.125.
FALLS = np.array([9.0, 5.0, 4.5, 4.375, 4.25])


def ends_of(id: str, losses: np.ndarray, tol: float) -> set[End]:
    """The ends of a run by a mistake, in each of its variants."""
    return {make(Stop(losses, tol)) for mistake, make in STOPS.items() if mistake.id == id}


def test_the_losses_of_a_run_end_after_the_step_that_is_marked():
    assert end_at(np.array([False, True, True])) == End(3)
    assert end_at(np.array([False, False])) == End(3)


@pytest.mark.parametrize(
    ("losses", "tol", "end"),
    [(RISES, 0.3, 5), (FALLS, 0.3, 4), (FALLS, 0.125, 5), (FALLS, 5.0, 2), (FALLS, 0.0, 5)],
)
def test_the_right_end(losses, tol, end):
    assert Stop(losses, tol).right == End(end)


def test_a_tolerance_that_equals_a_difference_does_not_stop_a_run():
    assert not Stop(FALLS, 0.125).stops
    assert Stop(FALLS, 0.126).stops


@pytest.mark.parametrize(
    ("id", "tol", "end"),
    [
        ("stopped-one-step-late", 0.3, End(5)),
        ("one-step-too-many", 0.3, End(4)),
        ("one-step-too-many", 0.1, End(6, last_theta=False)),
        ("one-step-too-few", 0.3, End(4)),
        ("one-step-too-few", 0.1, End(4)),
        ("one-step-only", 0.3, End(2)),
        ("stopped-at-equal-change", 0.125, End(4)),
        ("stopped-at-equal-change", 0.126, End(4)),
        ("first-step-not-compared", 5.0, End(3)),
        ("first-step-not-compared", 0.3, End(4)),
    ],
)
def test_the_end_of_each_mistake(id, tol, end):
    assert ends_of(id, FALLS, tol) == {end}


def test_a_signed_test_stops_at_the_first_step_that_falls_or_rises():
    assert ends_of("signed-stopping-test", RISES, 0.3) == {End(2), End(4)}


def test_a_turned_test_stops_at_a_large_change():
    assert ends_of("stopped-at-large-change", FALLS, 4.0) == {End(5), End(2)}


def test_rivals_are_told_where_losses_come_back():
    losses = np.array([5.0, 2.0, 5.1, 2.3, 9.0, 9.4, 1.0])
    tolerances = tell_rivals(losses)
    assert len(tolerances) == len(RIVALS)
    for rival in RIVALS:
        ends = [(rival(Stop(losses, t)), Stop(losses, t).right) for t in tolerances]
        assert any(other != right for other, right in ends)
    assert tell_rivals(np.array([8.0, 4.0, 2.0, 1.0])) == []


def test_sharp_tolerances_lie_on_both_sides_of_a_change():
    losses = np.array([8.0, 4.0, 2.0, 1.0])
    above, below = sharp_tolerances(losses, 1.5)
    assert 0.99 < below < 1 < above < 1.01
    assert sharp_tolerances(losses / 1e4, 1.5e-4) == []

"""Where a run of losses ends, counted by hand, and where each mistake would have ended it."""

import numpy as np
import pytest

from autograder.checks.common.stopping import STOPS, End, Stop, count_losses

# Changes −4, −0.5, +0.5, −0.25: the tolerance of 0.3 is reached by the last, −1 by none.
RISES = Stop(np.array([9.0, 5.0, 4.5, 5.0, 4.75]), tol=0.3, no_tol=-1.0)
# Changes −4, −0.5, −0.1, −0.1: reached by the third of four.
FALLS = Stop(np.array([9.0, 5.0, 4.5, 4.4, 4.3]), tol=0.3, no_tol=-1.0)


def test_the_losses_of_a_run_end_after_the_step_that_is_marked():
    assert count_losses(np.array([False, True, True])) == 3
    assert count_losses(np.array([False, False])) == 3


def test_the_right_end():
    assert RISES.right == End(5, 5)
    assert FALLS.right == End(5, 4)
    assert FALLS.stops
    assert not Stop(FALLS.losses, tol=0.01, no_tol=-1.0).stops


@pytest.mark.parametrize(
    ("id", "end"),
    [
        ("stopped-one-step-late", End(5, 5)),
        ("one-step-too-many", End(6, 4, last_theta=True)),
        ("one-step-too-few", End(4, 4)),
        ("one-step-only", End(2, 2)),
    ],
)
def test_the_end_of_each_mistake(id, end):
    (made,) = [make(FALLS) for mistake, make in STOPS.items() if mistake.id == id]
    assert made == end


def test_a_signed_test_stops_at_the_first_step_that_falls_or_rises():
    ends = {make(RISES) for mistake, make in STOPS.items() if mistake.id == "signed-stopping-test"}
    assert ends == {End(2, 2), End(5, 4)}

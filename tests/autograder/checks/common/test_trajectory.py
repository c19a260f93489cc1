"""The path and the losses of a run, as they can be told from what an answer gives."""

import numpy as np
import pytest

from autograder.checks.common.trajectory import Descent, Run, losses_of, path_of

# θ²/2 with η = 1/2: each step halves θ.
HALVES = Descent(lambda theta: theta**2 / 2, lambda theta: theta, 0.5)
START = Run(np.array(8.0), [32.0])


def runs(*thetas: float) -> list[Run]:
    return [Run(np.array(theta)) for theta in thetas]


def test_a_step_goes_against_the_gradient():
    assert HALVES.path_from(8.0, 3) == [8.0, 4.0, 2.0, 1.0]
    assert HALVES.losses_along([8.0, 4.0]).tolist() == [32.0, 8.0]


def test_a_run_shows_its_path():
    assert [float(theta) for theta in path_of(HALVES, START, runs(4, 2, 1))] == [8, 4, 2, 1]


def test_a_run_of_one_step_too_many_shows_where_it_was_after_the_first():
    assert [float(theta) for theta in path_of(HALVES, START, runs(2, 1, 0.5))] == [8, 4, 2, 1, 0.5]


def test_a_run_that_does_not_move_has_stopped():
    assert [float(theta) for theta in path_of(HALVES, START, runs(4, 4, 4))] == [8, 4]
    assert [float(theta) for theta in path_of(HALVES, START, runs(8, 8, 8))] == [8, 8]


def test_a_longer_history_tells_of_a_step_that_moves_nothing():
    stays = [Run(START.theta, [32.0] * (steps + 1)) for steps in (1, 2)]
    assert len(path_of(HALVES, START, stays)) == 3


@pytest.mark.parametrize(("history", "recorded"), [([1, 2], 2), (np.ones(3), 3), (None, 0), (4, 0)])
def test_the_losses_of_a_history_are_counted(history, recorded):
    assert Run(START.theta, history).recorded == recorded


def test_losses_are_those_of_a_whole_run_or_of_one_that_came_to_rest():
    for history, length in (([9, 5, 3], 3), ([9, 5, 4.95], 7)):
        assert np.array_equal(np.asarray(losses_of(history, length, 0.1)), history)


@pytest.mark.parametrize("history", [[9, 5], [9, 5, 4.95, 4.0], [[9], [5], [3]], None, "losses"])
def test_other_histories_are_none(history):
    assert losses_of(history, 3, 0.1) is None

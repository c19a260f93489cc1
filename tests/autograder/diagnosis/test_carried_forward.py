"""What a student's own earlier value must be like, and the error signal behind two gradients."""

import numpy as np
import pytest

from autograder.diagnosis.carried_forward import prefer_own, recover_delta, select_usable

D = np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 0.25]])
A_PREV = np.array([[2.0, 0.0], [1.0, 1.0], [0.0, 3.0]])


@pytest.mark.parametrize("value", [3.0, [1, 2], [[1.0, 2.0], [3.0, 4.0]]])
def test_numbers_that_tell_cases_apart_are_used(value):
    assert np.array_equal(np.asarray(select_usable(value)), value)


@pytest.mark.parametrize(
    "value",
    [
        0.0,
        [0, 0],
        [2.0, 2.0],
        [1.0, np.nan],
        [np.inf, 1.0],
        [1e300, 1.0],
        None,
        "text",
        [[1], [2, 3]],
    ],
)
def test_what_tells_nothing_is_not_used(value):
    assert select_usable(value) is None


def test_a_value_has_the_shape_that_is_asked_for():
    assert select_usable([1, 2], (2,)) is not None
    assert select_usable([1, 2], (2, 1)) is None


def test_the_error_signal_is_found_behind_its_gradients():
    # dW = A_prevᵀD and db, worked out by hand.
    dW, db = [[2.5, -1.0], [-2.5, 3.75]], [0.5, 1.25]
    assert recover_delta(A_PREV, dW, db, 2) == pytest.approx(D)


def test_gradients_of_different_error_signals_have_none_behind_them():
    A_prev, two = A_PREV[:2], D[:2]
    assert recover_delta(A_prev, A_prev.T @ two, two.sum(axis=0), 2) == pytest.approx(two)
    assert recover_delta(A_prev, A_prev.T @ two, 2 * two.sum(axis=0), 2) is None


@pytest.mark.parametrize(
    ("dW", "db"),
    [
        (np.ones((3, 2)), np.ones(2)),
        (np.ones((2, 2)), np.ones((1, 2))),
        (np.full((2, 2), np.nan), np.ones(2)),
        (None, np.ones(2)),
        ([[1.0], [2.0, 3.0]], np.ones(2)),
        (np.full((2, 2), 1e300), np.ones(2)),
        # Gradients of a D, but of one with another width than the layer has.
        (A_PREV.T @ D[:, :1], D[:, :1].sum(axis=0)),
        (A_PREV.T @ np.hstack([D, D]), np.hstack([D, D]).sum(axis=0)),
    ],
)
def test_what_cannot_be_gradients_has_none_behind_it(dW, db):
    assert recover_delta(A_PREV, dW, db, 2) is None


def test_more_rows_than_gradients_can_tell_apart_have_no_error_signal_of_their_own():
    A_prev = np.array([[2.0], [1.0], [5.0]])
    assert recover_delta(A_prev, A_prev.T @ D, D.sum(axis=0), 2) is None


def test_an_own_value_is_preferred_where_it_is_wrong_and_of_use():
    right = np.array([1.0, 2.0])
    assert prefer_own([1.0, 2.00001], right) is right
    assert prefer_own([1.0, 3.0], right) == pytest.approx([1, 3])
    assert prefer_own([1.0, np.inf], right) is right
    assert prefer_own([[1.0, 3.0]], right) is right

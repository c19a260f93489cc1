"""The references of 05-gradient-descent, against sources that share no code with them."""

from itertools import permutations, product
from math import comb

import numpy as np
import pytest
import sympy
from sklearn.linear_model import LinearRegression

from autograder.checks.test_05_gradient_descent.test_2_descend import LONG
from autograder.checks.test_05_gradient_descent.test_3_batches import (
    DRAWS,
    FAR,
    MANY,
    NAIVE,
    NEAR,
    TWO,
    Deal,
    far_off,
    is_fair,
    is_mixed,
    naive_chances,
    weigh,
)
from autograder.checks.test_05_gradient_descent.test_4_sgd import RIGHT, SIZES, Epoch, nearest
from autograder.checks.test_05_gradient_descent.test_6_threshold import Data
from autograder.checks.test_05_gradient_descent.test_7_least_squares import Points, Sloped
from autograder.question import oracle
from autograder.questions import find_question

QUESTIONS = {
    name: find_question(f"05-gradient-descent/{name}")
    for name in ("step", "descend", "batches", "sgd", "schedule", "threshold", "least_squares")
}
SEEDS = range(3)


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("seed", SEEDS)
def test_a_landscape_hands_out_the_slope_of_its_own_loss(seed, number):
    c = QUESTIONS["descend"].draw_case(seed, number)
    for theta in c.path[:3]:
        h = 1e-6
        at = np.ravel(theta).astype(float)
        slopes = [
            (
                c.loss((at + h * e).reshape(np.shape(theta)))
                - c.loss((at - h * e).reshape(np.shape(theta)))
            )
            / (2 * h)
            for e in np.eye(at.size)
        ]
        np.testing.assert_allclose(slopes, np.ravel(c.gradient(theta)), atol=1e-6)


def run_right(case, trial):
    """The losses of a run by a loop of its own."""
    theta = trial.theta
    history = [case.loss(theta)]
    for _ in range(trial.max_steps):
        theta = theta - case.eta * case.gradient(theta)
        history.append(case.loss(theta))
        if abs(history[-1] - history[-2]) < trial.tol:
            break
    return history


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("seed", SEEDS)
def test_runs_end_where_a_counted_loop_does(seed, number):
    c = QUESTIONS["descend"].draw_case(seed, number)
    for trial in c.trials:
        assert c.stop(trial, c.losses).right.losses == len(run_right(c, trial))


@pytest.mark.parametrize("seed", range(20))
def test_trials_meet_every_way_in_which_a_run_may_end(seed):
    flat, valley, steep, whole, _ = (QUESTIONS["descend"].draw_case(seed, n) for n in range(5))
    assert all(4 < len(run_right(c, c.trials[1])) < LONG for c in (flat, valley))
    assert min(flat.losses) < 0 < max(flat.losses)
    assert (np.diff(steep.losses) > steep.trials[1].tol).all()
    _, equal, at_once, rests, peak = (run_right(whole, trial) for trial in whole.trials)
    assert whole.trials[1].tol in np.abs(np.diff(equal)).tolist()
    assert len(at_once) == 2
    assert rests == [rests[0]] * 4
    assert [np.isinf(loss) for loss in peak] == [False, True, False, False]


@pytest.mark.parametrize("seed", range(20))
def test_terraces_meet_what_other_stopping_tests_take_for_rest(seed):
    terraces = QUESTIONS["descend"].draw_case(seed, 4)
    _, rising, falling = terraces.trials
    up, down = run_right(terraces, rising), run_right(terraces, falling)
    assert 0 < up[-1] - up[-2] < rising.tol
    assert 0 < down[-2] - down[-1] < falling.tol
    assert min(up[-2:]) > min(up) + rising.tol
    assert min(down[-2:]) > down[0]
    before = up[:-1]  # near the lowest loss so far, and near the loss of two steps ago
    assert any(abs(b - min(before[:k])) < rising.tol for k, b in enumerate(before) if k)
    assert any(abs(b - a) < rising.tol for a, b in zip(before, before[2:], strict=False))


def test_whole_numbers_make_no_rounding_errors_not_even_in_single_precision():
    for seed in range(20):
        whole = QUESTIONS["descend"].draw_case(seed, 3)
        assert whole.theta.dtype.kind == "i"
        assert isinstance(whole.eta, int)
        losses = whole.losses[:5]
        single = np.array([whole.loss(np.float32(theta)) for theta in whole.path[:5]], np.float32)
        assert single.tolist() == losses.tolist()
        assert np.diff(single).tolist() == np.diff(losses).tolist()


# --- how likely it is that a fair shuffle is told to be none ------------------------------------


def deal(number):
    return QUESTIONS["batches"].draw_case(0, number)


def alarm_of_pattern(deal, pattern, draws, far):
    """A bound by Markov's inequality on exp(λ count).

    For a random permutation its mean is the permanent of exp(λ w) / n!, which the product over the
    rows of the roots of the means of exp(2 λ w) bounds (Carlen, Lieb and Loss 2006).
    """
    lengths, rows = np.array(deal.lengths), weigh(deal, pattern) / np.sqrt(draws)
    return sum(
        np.exp(draws / 2 * lengths @ np.log(np.exp(2 * x * rows) @ lengths / deal.n) - abs(x) * far)
        for x in (-far / 2, far / 2)
    )


def test_fair_shuffles_pass_but_for_one_in_a_thousand_million():
    many = deal(MANY)
    alarms = [alarm_of_pattern(many, pattern, DRAWS[MANY], FAR) for pattern in NEAR + NAIVE]
    # Two samples always in one order; an index that never leaves its place; 400 of 999 pairs that
    # are neighbours in the data.
    alarms += [2.0 ** (1 - DRAWS[TWO]), many.n ** (2.0 - DRAWS[MANY])]
    assert comb(999, 400) * 2**400 * DRAWS[MANY] * 10**12 < 600**400
    assert sum(alarms) < 1e-9


def test_chances_of_naive_swaps_are_those_of_all_their_choices():
    ends = np.zeros((3, 3))
    for swaps in product(range(3), repeat=3):
        order = [0, 1, 2]
        for k, j in enumerate(swaps):
            order[k], order[j] = order[j], order[k]
        ends[order, range(3)] += 1 / 27
    np.testing.assert_allclose(naive_chances(3), ends)


def test_a_count_of_fair_shuffles_has_the_spread_that_it_is_measured_by():
    rng, small = np.random.default_rng(5), Deal(14, 3, 0)
    for pattern in NEAR + NAIVE:
        offs = [
            far_off(small, np.array([rng.permutation(14), rng.permutation(14)]), pattern)
            for _ in range(4000)
        ]
        assert np.mean(np.square(offs)) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_fair_permutation_looks_mixed_and_fair(seed):
    rng, many = np.random.default_rng(seed), deal(MANY)
    orders = [rng.permutation(many.n) for _ in range(DRAWS[MANY])]
    for change in (np.asarray, np.sort):
        shuffles = [
            [change(order[at : at + many.size]) for at in range(0, many.n, many.size)]
            for order in orders
        ]
        assert is_mixed(many, shuffles)
        assert is_fair(many, [np.concatenate(batches) for batches in shuffles])


@pytest.mark.parametrize("number", range(len(SIZES)))
def test_an_epoch_leads_where_steps_along_the_oracles_gradient_lead(number):
    """Batch after batch in some orders, each end among those that are held to be right."""
    c = QUESTIONS["sgd"].draw_case(1, number)
    for order in [*permutations(range(len(c.y)))][:: 1 + len(c.y) * 7]:
        theta = np.append(c.w, c.b)
        for start in range(0, len(c.y), c.size):
            rows = list(order[start : start + c.size])

            def loss(t, rows=rows):
                return ((c.X[rows] @ t[:-1] + t[-1] - c.y[rows]) ** 2).sum() / (2 * len(rows))

            theta = theta - c.eta * oracle.gradient(loss, theta)
        near = nearest(theta[:-1], theta[-1], RIGHT(c))
        np.testing.assert_allclose([*near["w"], near["b"]], theta)


def test_cases_avoid_the_aliases_that_hide_mistakes():
    assert any(size >= 3 and n % size for n, size, _ in SIZES)
    cases = [QUESTIONS["sgd"].draw_case(0, number) for number in range(len(SIZES))]
    assert all(c.eta != 1 for c in cases)
    assert len({c.eta for c in cases}) == len(cases)


@pytest.mark.parametrize("number", range(4))
def test_descent_converges_below_the_limit_and_diverges_above(number):
    data = QUESTIONS["threshold"].draw_case(1, number)
    A, H = data.extended, sympy.Matrix((data.extended.T @ data.extended / data.m).tolist())
    theta, target = np.ones(A.shape[1]), np.zeros(data.m)
    for share, grows in ((0.98, False), (1.02, True)):
        at = theta
        for _ in range(4000):
            at = at - share * data.reference * A.T @ (A @ at - target) / data.m
            if np.abs(at).max() > 1e6:
                break
        assert (np.abs(at).max() > 1e6) == grows
    # 2 over the limit is a curvature indeed.
    assert abs(float((H - 2 / data.reference * sympy.eye(H.rows)).det())) < 1e-6


@pytest.mark.parametrize("number", range(4))
def test_the_line_is_that_of_scikit_learn(number):
    points = QUESTIONS["least_squares"].draw_case(1, number)
    fitted = LinearRegression().fit(points.x[:, None], points.y)
    np.testing.assert_allclose(points.line, [fitted.intercept_, fitted.coef_[0]])
    through = Sloped(points.x, points.y, points.line[1])
    assert through.height == pytest.approx(points.line[0])


# --- the numbers that the notebook gives to be checked by hand ------------------------------------


def test_the_limit_gives_the_numbers_of_the_exercise():
    assert Data(np.array([[1.0], [-1.0]])).reference == pytest.approx(2)
    assert Data(np.array([[3.0], [-3.0]])).reference == pytest.approx(2 / 9)


def test_the_line_gives_the_numbers_of_the_exercise():
    assert Points(np.arange(3.0), np.array([1.0, 1, 4])).line == pytest.approx((0.5, 1.5))


def test_an_epoch_gives_the_numbers_of_the_exercise():
    c = Epoch(np.array([[1.0], [3.0]]), np.array([1.0, 0]), np.array([1.0]), 0.0, 2, 0.5, 0)
    np.testing.assert_allclose(RIGHT(c), [[-1.25, -0.75]] * 2)


@pytest.mark.parametrize("seed", range(10))
def test_the_largest_curvature_is_not_always_the_first_or_the_last(seed):
    cases = [QUESTIONS["threshold"].draw_case(seed, number) for number in range(4)]
    assert any(c.X.dtype.kind == "i" for c in cases)
    for turned in (1, -1):
        for at in (0, -1):
            found = [2 / c.unsorted(turned)[at] / c.reference for c in cases]
            assert max(found) > 1.1

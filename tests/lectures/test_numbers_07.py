"""The numbers and errata of lecture 07, from SymPy and plain NumPy, not from nnlib."""

from itertools import pairwise

import numpy as np
import pytest
import sympy as sp

from tests.support.lecture_text import words

SEVENTH = words("07-xor-mlp")
ROWS, XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])


def sigma(z):
    return 1 / (1 + sp.exp(-z))


# --- by hand -------------------------------------------------------------------------------------


def test_or_nand_and_their_and():
    either, not_both = ROWS.any(axis=1), ~ROWS.all(axis=1)
    assert either.astype(int).tolist() == [0, 1, 1, 1]
    assert not_both.astype(int).tolist() == [1, 1, 1, 0]
    assert (either & not_both).astype(int).tolist() == XOR.tolist() == [0, 1, 1, 0]
    assert "OR: 0, 1, 1, 1. NAND: 1, 1, 1, 0. Their AND: 0, 1, 1, 0." in SEVENTH


def test_the_sample_worked_by_hand():
    names = sp.symbols("w11 w12 w21 w22 b1 b2 v1 v2 c")
    w11, w12, w21, w22, b1, b2, v1, v2, c = names
    four = sp.log(4)
    at = dict(zip(names, (2 * four, four, -four / 2, -four, 0, 0, 5, -5, -3), strict=True))
    hidden = [sigma(w11 + 2 * w21 + b1), sigma(w12 + 2 * w22 + b2)]
    out = sigma(v1 * hidden[0] + v2 * hidden[1] + c)
    cost = (1 - out) ** 2 / 2
    assert [sp.nsimplify(sp.simplify(h.subs(at))) for h in hidden] == [
        sp.Rational(4, 5),
        sp.Rational(1, 5),
    ]
    assert float(out.subs(at)) == pytest.approx(0.5)
    assert float(cost.subs(at)) == pytest.approx(0.125)
    slopes = {str(name): float(sp.diff(cost, name).subs(at)) for name in names}
    assert slopes == pytest.approx(
        {"w11": -0.1, "w12": 0.1, "w21": -0.2, "w22": 0.2, "b1": -0.1, "b2": 0.1}
        | {"v1": -0.1, "v2": -0.025, "c": -0.125}
    )
    assert "| $w_{21}^{(1)}$, $w_{22}^{(1)}$ | the same, times $x_2 = 2$ | $-0.2$, $0.2$ |" in (
        SEVENTH
    )


def test_the_two_sides_of_the_relu():
    x1, x2, w13, w23, w35, y = sp.symbols("x1 x2 w13 w23 w35 y", real=True)
    error = (w35 * sp.Max(0, w13 * x1 + w23 * x2) - y) ** 2
    slope = sp.diff(error, w13)
    ones = {w13: 1, w23: 1, w35: 0.5, y: 2}
    assert float(slope.subs(ones | {x1: -1, x2: 2})) == 2 * (0.5 - 2) * 0.5 * -1
    assert float(slope.subs(ones | {x1: 1, x2: -2})) == 0
    assert "for $x = (-1, 2)$ the sum is 1" in SEVENTH
    assert "for $x = (1, -2)$ the sum is $-1$" in SEVENTH


def test_the_answers_to_the_drawing_hold_wherever_the_other_weights_stand():
    x1, x2, y, *w = sp.symbols("x1 x2 y w:10")
    for places in ((1, 4, 5, 6), (6, 5, 4, 1), (4, 6, 1, 5)):
        a, b, c, d = (w[place] for place in places)
        h1, h2 = a * x1 + b * x2, c * x1 + w[8] * x2
        out = w[3] * (w[2] * h1 + w[7] * h2) + w[0] * (d * h1 + w[9] * h2)
        error = (out - y) ** 2
        eighth = 2 * (out - y) * (w[0] * w[9] + w[3] * w[7]) * x2
        assert sp.expand(sp.diff(error, w[8]) - eighth) == 0
        assert sp.expand(sp.diff(error, w[2]) - 2 * (out - y) * w[3] * h1) == 0


def test_what_it_costs_to_say_one_half():
    half = sp.Rational(1, 2)
    assert sum((y - half) ** 2 for y in XOR.tolist()) / 2 == half
    assert sum((y - a) ** 2 for y, a in zip(XOR.tolist(), (0, half, 1, half), strict=True)) / 2 == (
        sp.Rational(1, 4)
    )
    assert r"$\tfrac12\,(\tfrac14 + \tfrac14) = 0.25$" in SEVENTH


def test_the_rule_that_stops_at_once():
    w = 1 - sp.Rational(1, 10**7)
    change = sp.Rational(1, 2) - w**2 / 2
    assert 0 < change < sp.Rational(1, 10**6)
    assert float(change) == pytest.approx(1e-7, rel=1e-6)
    assert "$S$ changes by $10^{-7}$, less than tol" in SEVENTH


def test_numbers_of_weights_in_the_drawings():
    for widths, count in (((1, 2, 1), 7), ((1, 2, 2, 1), 13)):
        assert sum((a + 1) * b for a, b in pairwise(widths)) == count
    assert "first network has 7 weights and biases, the second 13" in SEVENTH


# --- trained, once more without the library ------------------------------------------------------


def start(seed):
    rng = np.random.default_rng(seed)
    return [rng.uniform(-1, 1, size) for size in ((2, 2), 2, 2, 1)]


def outputs(parts):
    W1, b1, w2, b2 = parts
    hidden = 0.5 + 0.5 * np.tanh((ROWS @ W1 + b1) / 2)
    return hidden, 0.5 + 0.5 * np.tanh((hidden @ w2 + b2) / 2)


def cost(parts):
    return float(((XOR - outputs(parts)[1]) ** 2).sum() / 2)


def trained(seed, steps, eps=0.0):
    parts, costs = start(seed), []
    for _ in range(steps + 1):
        costs.append(cost(parts))
        if len(costs) > 1 and abs(costs[-1] - costs[-2]) < eps:
            break
        hidden, out = outputs(parts)
        last = [(o - y) * o * (1 - o) for o, y in zip(out, XOR, strict=True)]
        slopes = [np.zeros_like(part) for part in parts]
        for x, h, d in zip(ROWS, hidden, last, strict=True):
            inner = d * parts[2] * h * (1 - h)
            for slope, share in zip(slopes, (np.outer(x, inner), inner, d * h, d), strict=True):
                slope += share
        parts = [part - 2 * slope for part, slope in zip(parts, slopes, strict=True)]
    return parts, costs


def test_a_good_start_and_a_bad_one():
    good, costs = trained(2, 1000)
    assert costs[-1] == pytest.approx(0.002, abs=5e-4)
    assert (outputs(good)[1].round() == XOR).all()
    bad, costs = trained(1, 1000)
    assert costs[-1] == pytest.approx(0.2526, abs=5e-5)
    assert outputs(bad)[1].round(1).tolist() == [0, 0.5, 1, 0.5]
    assert "from 0.2526 after 1,000 steps to 0.2502 after 10,000" in SEVENTH


@pytest.mark.parametrize(
    ("seed", "eps", "steps", "loss"),
    [(5, 1e-3, 5, 0.501), (5, 1e-4, 6, 0.501), (5, 1e-5, 39, 0.5), (1, 1e-6, 1667, 0.251)],
)
def test_where_the_rule_stops(seed, eps, steps, loss):
    _, costs = trained(seed, 2000, eps)
    assert len(costs) - 1 == steps
    assert costs[-1] == pytest.approx(loss, abs=5e-4)


def test_the_way_between_two_mirror_images_leads_over_a_hill():
    here, _ = trained(2, 1000)
    W1, b1, w2, b2 = here
    there = [W1[:, ::-1], b1[::-1], w2[::-1], b2]
    assert cost(there) == pytest.approx(cost(here), rel=1e-12)
    middle = [(a + b) / 2 for a, b in zip(here, there, strict=True)]
    assert cost(middle) == pytest.approx(0.91, abs=5e-3)
    assert "a hill of 0.91 between two valleys" in SEVENTH


def right_after(steps, hidden, seeds):
    """Train a network from each seed, all at once, and say which give all four rows rightly."""
    draws = [np.random.default_rng(seed) for seed in range(seeds)]
    shapes = ((2, hidden), (1, hidden), (hidden, 1), (1, 1))
    W1, b1, w2, b2 = (np.array([rng.uniform(-1, 1, shape) for rng in draws]) for shape in shapes)
    for _ in range(steps):
        h = 0.5 + 0.5 * np.tanh((ROWS @ W1 + b1) / 2)
        a = 0.5 + 0.5 * np.tanh((h @ w2 + b2) / 2)
        d = (a - XOR[:, None]) * a * (1 - a)
        inner = d * w2.swapaxes(1, 2) * h * (1 - h)
        W1, b1 = W1 - 2 * ROWS.T @ inner, b1 - 2 * inner.sum(1, keepdims=True)
        w2, b2 = w2 - 2 * h.swapaxes(1, 2) @ d, b2 - 2 * d.sum(1, keepdims=True)
    a = 0.5 + 0.5 * np.tanh(((0.5 + 0.5 * np.tanh((ROWS @ W1 + b1) / 2)) @ w2 + b2) / 2)
    return ((a[..., 0] >= 0.5) == XOR).all(axis=1)


def test_from_how_many_starts_xor_is_learned():
    found = {hidden: right_after(1000, hidden, 20) for hidden in (1, 2, 3)}
    assert {hidden: right.sum() for hidden, right in found.items()} == {1: 0, 2: 16, 3: 20}
    assert np.flatnonzero(~found[2]).tolist() == [0, 1, 11, 12]
    assert "two hidden units learn XOR from 16 of 20 starts, three from all 20" in SEVENTH
    assert "seeds 0, 1, 11 and 12" in SEVENTH


# --- the imagined patients -----------------------------------------------------------------------


def patients():
    """Draw them as the data set describes: their standardised rates, and who is ill."""
    rng = np.random.default_rng(7)
    beats = rng.uniform(90, 200, 300)
    chance = 1 / (1 + np.exp(-(beats - 120) / 4)) - 1 / (1 + np.exp(-(beats - 160) / 4))
    ill = rng.uniform(0, 1, 300) < chance
    return (beats - beats.mean()) / beats.std(), ill.astype(float)


def entropy(p, y):
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def test_the_best_single_curve_is_nearly_flat():
    x, ill = patients()
    assert ill.sum() == 106
    X, beta, p = np.column_stack([np.ones(300), x]), np.zeros(2), ill
    for _ in range(20):  # Newton's method, to the very minimum
        p = 1 / (1 + np.exp(-X @ beta))
        beta = beta - np.linalg.solve(X.T @ (X * (p * (1 - p))[:, None]), X.T @ (p - ill))
    assert entropy(p, ill) == pytest.approx(0.645, abs=5e-4)
    assert "a mean loss of 0.645" in SEVENTH


def test_two_curves_make_a_bump():
    x, ill = patients()
    p, rng = ill, np.random.default_rng(4)
    (W1,), b1, w2, b2 = (rng.uniform(-1, 1, size) for size in ((1, 2), 2, 2, 1))
    for _ in range(1000):
        h = 1 / (1 + np.exp(-(np.outer(x, W1) + b1)))
        p = 1 / (1 + np.exp(-(h @ w2 + b2)))
        inner = np.outer(p - ill, w2) * h * (1 - h)
        W1, b1 = W1 - 2 * (x @ inner) / 300, b1 - 2 * inner.mean(axis=0)
        w2, b2 = w2 - 2 * (p - ill) @ h / 300, b2 - 2 * np.mean(p - ill)
    assert entropy(p, ill) == pytest.approx(0.273, abs=5e-4)
    assert np.mean((p >= 0.5) == ill) == pytest.approx(0.89, abs=5e-3)
    assert "from 0.645 to 0.273, and 89 % are classified correctly" in SEVENTH


def test_what_a_guess_for_everybody_costs():
    share = sp.Rational(106, 300)
    guess = -(share * sp.log(share) + (1 - share) * sp.log(1 - share))
    assert float(guess) == pytest.approx(0.649, abs=5e-4)
    assert '"35 %" to everybody costs 0.649' in SEVENTH


def test_the_factors_that_the_reader_should_find_are_as_many_as_the_text_says():
    """Counted on both products, in each of which the derivative by a weight stands last."""
    products = SEVENTH.partition("In both cases the samples add up")[2].split("$$")[1]
    both = [part.split(r"\frac")[1:] for part in products.split(r"\text{and}")]
    factors = [[factor.replace(r"\qquad", "").strip() for factor in part] for part in both]
    assert [len(part) for part in factors] == [3, 5]
    before_weights = {factor for part in factors for factor in part[:-1]}
    by_weights = {part[-1] for part in factors}
    assert (len(before_weights), len(by_weights)) == (4, 2)
    assert "Find all eight: the four different ones above to the left of the weights" in SEVENTH
    assert len(before_weights | by_weights) + len({"b1", "b2"}) == 8

"""The counts of multiplications, by numbers that count themselves and by arithmetic on paper."""

from functools import reduce
from operator import mul

import numpy as np
import pytest

from nnlib.costs import chain_costs

WAYS = ["literal", "one forward pass each", "forward pass kept", "backpropagation"]


class Counted(float):
    """A number that counts how often any of its kind is multiplied."""

    times = 0

    def __mul__(self, other):
        Counted.times += 1
        return Counted(float(self) * float(other))


def f(z):
    return Counted(np.tanh(float(z)))


def df(z):
    return Counted(1 - np.tanh(float(z)) ** 2)


def argument(x, w, k):
    """Work out z_k from x on, with nothing kept."""
    return w[k] * (f(argument(x, w, k - 1)) if k else x)


def forward(x, w):
    Z, A = [], [x]
    for weight in w:
        Z.append(weight * A[-1])
        A.append(f(Z[-1]))
    return Z, A


def product(factors):
    return reduce(mul, factors)


def literal(x, w):
    slopes = []
    for j in reversed(range(len(w))):
        factors = [df(argument(x, w, len(w) - 1))]
        for k in range(len(w) - 1, j, -1):
            factors += [w[k], df(argument(x, w, k - 1))]
        slopes.append(product([*factors, f(argument(x, w, j - 1)) if j else x]))
    return slopes


def factors_of(Z, A, w, j):
    factors = [df(Z[-1])]
    for k in range(len(w) - 1, j, -1):
        factors += [w[k], df(Z[k - 1])]
    return [*factors, A[j]]


def one_forward_pass_each(x, w):
    return [product(factors_of(*forward(x, w), w, j)) for j in reversed(range(len(w)))]


def forward_pass_kept(x, w):
    Z, A = forward(x, w)
    return [product(factors_of(Z, A, w, j)) for j in reversed(range(len(w)))]


def backpropagation(x, w):
    Z, A = forward(x, w)
    delta = df(Z[-1])
    slopes = [delta * A[-2]]
    for k in range(len(w) - 1, 0, -1):
        delta = delta * w[k] * df(Z[k - 1])
        slopes.append(delta * A[k - 1])
    return slopes


PROGRAMS = dict(
    zip(WAYS, (literal, one_forward_pass_each, forward_pass_kept, backpropagation), strict=True)
)


@pytest.mark.parametrize("L", [*range(1, 13), 30])
def test_the_tables_add_up_to_what_is_really_multiplied(L):
    x, w = Counted(0.7), [Counted(0.5 + 0.1 * (k % 5)) for k in range(L)]
    found = {}
    for way, program in PROGRAMS.items():
        Counted.times = 0
        found[way] = program(x, w)
        assert chain_costs(L)[way].sum() == Counted.times
    for slopes in found.values():  # all four are the same derivatives
        assert slopes == pytest.approx(found["literal"], rel=1e-12)


@pytest.mark.parametrize("L", [1, 2, 3, 10, 50, 100])
def test_the_totals_are_those_of_the_formulas(L):
    totals = [int(counts.sum()) for counts in chain_costs(L).values()]
    assert totals == [L * (L * L + 6 * L - 1) // 3, 2 * L * L, L * (L + 1), 4 * L - 2]


def test_three_layers_by_hand():
    costs = chain_costs(3)
    assert list(costs) == WAYS
    # The long expression for w₃ = W_o holds w₁x and w₂C twice each, w₃B once, and one product.
    assert costs["literal"].tolist() == [[0, 0, 0], [2, 2, 2], [3, 3, 3], [4, 4, 3]]
    assert costs["backpropagation"].tolist() == [[1, 1, 1], [0, 0, 1], [0, 1, 2], [1, 2, 0]]


def test_only_what_is_kept_is_shared():
    for way, counts in chain_costs(5).items():
        assert counts.shape == (6, 5)
        assert (counts[0] == (way in ("forward pass kept", "backpropagation"))).all()

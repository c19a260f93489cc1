"""One sample's way through a network and back: its numbers once more, by the complex step."""

from itertools import pairwise

import numpy as np
import pytest

from nnlib.trace import Entry, trace

F = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.where(z.real > 0, z, 0),
    "identity": lambda z: z,
}
X, TARGET, ETA = np.array([0.75, -1.25]), 0.4, 0.3


def network(widths, seed=4):
    rng = np.random.default_rng(seed)
    sizes = [*pairwise(widths)]
    return [rng.normal(size=size) for size in sizes], [rng.normal(size=n) for _, n in sizes]


def loss(W, b, f):
    a = X + 0j
    for weights, biases in zip(W, b, strict=True):
        a = f(a @ weights + biases)
    return (a[0] - TARGET) ** 2 / 2


def slopes(W, b, f, part):
    """The derivatives of the loss by the entries of one of the arrays in W and b."""
    found = np.zeros(part.shape)
    for place in np.ndindex(part.shape):
        moved = part.astype(complex)
        moved[place] += 1e-30j
        V, c = ([moved if own is part else own for own in parts] for parts in (W, b))
        found[place] = loss(V, c, f).imag / 1e-30
    return found


@pytest.mark.parametrize("name", F)
@pytest.mark.parametrize("widths", [(2, 3, 1), (2, 3, 2, 1)])
def test_gradients_are_those_of_the_complex_step_and_one_step_takes_them_all(widths, name):
    W, b = network(widths)
    found = trace(W, b, name, X, TARGET, ETA)
    assert found.loss == pytest.approx(loss(W, b, F[name]).real)
    after = found.after
    assert after is not None
    moved = {"W": [], "b": []}
    for letter, parts in (("W", W), ("b", b)):
        for layer, part in enumerate(parts, 1):
            gradient = slopes(W, b, F[name], part)
            own = found.arrays[f"d{letter}", layer].reshape(part.shape)
            assert own == pytest.approx(gradient, abs=1e-12)
            moved[letter].append(part - ETA * gradient)
            new = after.arrays[letter, layer].reshape(part.shape)
            assert new == pytest.approx(moved[letter][-1], abs=1e-12)
    assert after.loss == pytest.approx(loss(moved["W"], moved["b"], F[name]).real)


def numbers_of(found, step):
    """A step's first number, from its terms and its slope alone."""
    total = sum(np.prod([found.value(entry) for entry in term]) for term in step.terms)
    return total if step.slope is None else total * found.value(step.slope)


def test_the_factors_of_a_step_make_its_number():
    found = trace(*network((2, 3, 2, 1)), "tanh", X, TARGET, ETA)
    for step in found.steps:
        if step.kind in ("forward", "delta"):
            assert found.value(step.makes[0]) == pytest.approx(numbers_of(found, step))


def test_every_number_is_worked_out_once_and_only_from_what_is_known():
    found = trace(*network((2, 3, 1)), "sigmoid", X, TARGET, ETA)
    kinds = [step.kind for step in found.steps]
    assert kinds == [
        "start", *["forward"] * 4, "loss", *["delta"] * 4, *["gradient"] * 2, "update"
    ]  # fmt: skip
    made = [entry for step in found.steps for entry in step.makes]
    assert len(made) == len(set(made)) == sum(part.size for part in found.arrays.values())
    for number, step in enumerate(found.steps[1:]):
        assert step.factors() <= found.known(number)
    deltas = [(step.layer, step.unit) for step in found.steps if step.kind == "delta"]
    assert deltas == [(2, 1), (1, 1), (1, 2), (1, 3)]


def test_the_gradient_of_a_weight_is_what_came_in_times_the_delta():
    found = trace(*network((2, 3, 1)), "tanh", X, TARGET, ETA)
    for layer in (1, 2):
        A, D = found.arrays["A", layer - 1][0], found.arrays["D", layer][0]
        assert found.arrays["dW", layer] == pytest.approx(np.outer(A, D))


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        (Entry("A", 0, 0, 1), "x₂"),
        (Entry("A", 1, 0, 2), "a⁽¹⁾₃"),
        (Entry("A", 2, 0, 0), "ŷ"),
        (Entry("W", 1, 1, 2), "w⁽¹⁾₂₃"),
        (Entry("F", 1, 0, 0), "f′(z⁽¹⁾₁)"),
        (Entry("D", 1, 0, 0), "D⁽¹⁾₁"),
        (Entry("dW", 2, 2, 0), "∂J/∂w⁽²⁾₃₁"),
        (Entry("R", 2, 0, 0), "ŷ − y"),
        (Entry("Y", 2, 0, 0), "y"),
    ],
)
def test_a_number_has_the_name_that_the_lectures_give_it(entry, name):
    assert trace(*network((2, 3, 1)), "tanh", X, TARGET, ETA).name(entry) == name

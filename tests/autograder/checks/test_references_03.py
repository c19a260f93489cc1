"""The references of 03-three-layer, against sources that share no code with them."""

from typing import Any

import numpy as np
import pytest

from autograder.checks.common.layers import Hidden
from autograder.checks.test_03_three_layer.cases import Network
from autograder.checks.test_03_three_layer.test_2_scalar import ScalarNetwork
from autograder.questions import find_question
from nnlib.scalar import Var, sigmoid

FORWARD = find_question("03-three-layer/forward")
GRADIENTS = find_question("03-three-layer/gradients")
HIDDEN = find_question("03-three-layer/hidden")
SCALAR = find_question("03-three-layer/scalar")
COST = find_question("03-three-layer/cost")

SQUARE = (lambda z: z * z, lambda z: 2 * z)


def test_scalar_reference_gives_the_worked_example_of_the_exercise():
    chain = ScalarNetwork(1.0, {"W1": 1, "b1": 0, "W2": 2, "b2": -1, "Wo": 3, "bo": -1}, *SQUARE)
    gradients = [chain.reference[name] for name in ("Wo", "W2", "W1")]
    np.testing.assert_allclose(gradients, [4, 24, 96])


def test_matrix_references_give_the_worked_example_of_the_exercise():
    one = {name: np.array([[value]]) for name, value in (("W1", 1.0), ("W2", 2.0), ("Wo", 3.0))}
    one |= {name: np.array([value]) for name, value in (("b1", 0.0), ("b2", -1.0), ("bo", -1.0))}
    network = Network(np.array([[1.0]]), np.array([[1.0]]), one, *SQUARE)
    assert network.Do.item() == pytest.approx(12)
    for name, value in (("Wo", 12), ("bo", 12), ("W2", 72), ("b2", 72), ("W1", 288), ("b1", 288)):
        assert network.reference[name].item() == pytest.approx(value), name
    D_next, W_next, Z, A_prev = (np.array([[v]]) for v in (12.0, 3.0, 1.0, 1.0))
    hidden = Hidden(D_next, W_next, Z, A_prev, *SQUARE)
    for name in ("D", "W", "b"):
        assert hidden.reference[name].item() == pytest.approx(72)


def test_network_reference_agrees_with_the_graph_of_single_numbers():
    """Reverse mode on a graph of scalars knows nothing of matrices."""
    network = GRADIENTS.draw_case(3, 2)
    leaves = {
        name: np.vectorize(Var, otypes=[object])(value) for name, value in network.params.items()
    }

    def unit(inputs, weights, bias):
        return sigmoid(sum(a * w for a, w in zip(inputs, weights, strict=True)) + bias)

    loss: Any = 0
    for x, y in zip(network.X, network.Y, strict=True):
        signal = [float(entry) for entry in x]
        for layer in ("1", "2", "o"):
            W, b = leaves[f"W{layer}"], leaves[f"b{layer}"]
            signal = [unit(signal, W[:, k], b[k]) for k in range(len(b))]
        loss = loss + sum((a - float(t)) ** 2 for a, t in zip(signal, y, strict=True))
    (loss / (2 * len(network.Y))).backward()
    for name, values in leaves.items():
        adjoints = np.vectorize(lambda leaf: leaf.adjoint)(values)
        np.testing.assert_allclose(network.reference[name], adjoints, rtol=1e-9, atol=1e-12)


class Counted(float):
    """A number that counts multiplications."""

    times = 0

    def __mul__(self, other):
        Counted.times += 1
        return Counted(float(self) * float(other))


def multiplications_of(work) -> int:
    Counted.times = 0
    work()
    return Counted.times


@pytest.mark.parametrize("L", [1, 2, 3, 7])
def test_costs_are_those_of_programs_that_count_their_multiplications(L):
    x, w = Counted(1.0), [Counted(1.0)] * L

    def z(layer):
        return w[layer] * (x if layer == 0 else Counted(z(layer - 1)))

    def product(k, slope, inner):
        result = None
        for layer in reversed(range(k, L)):
            for factor in (slope(layer), w[layer] if layer > k else inner(k)):
                result = factor if result is None else result * factor
        return result

    def forward():
        values = [x]
        for weight in w:
            values.append(weight * values[-1])
        return values

    def literal():
        for k in range(L):
            product(k, lambda j: Counted(z(j)), lambda j: x if j == 0 else Counted(z(j - 1)))

    def one_forward_each():
        for k in range(L):
            values = forward()
            product(k, values.__getitem__, values.__getitem__)

    def cached():
        values = forward()
        for k in range(L):
            product(k, values.__getitem__, values.__getitem__)

    def backprop():
        values = forward()
        signal = values[L]
        for layer in reversed(range(L)):
            _ = signal * values[layer]
            if layer:
                signal = signal * w[layer] * values[layer]

    counted = [multiplications_of(way) for way in (literal, one_forward_each, cached, backprop)]
    assert list(COST.reference(L).values()) == counted


@pytest.mark.parametrize(
    ("L", "costs"),
    [
        (3, [26, 18, 12, 10]),
        (10, [530, 200, 110, 38]),
        (50, [46_650, 5_000, 2_550, 198]),
        (100, [353_300, 20_000, 10_100, 398]),
    ],
)
def test_costs_are_those_of_the_lecture_s_table(L, costs):
    assert list(COST.reference(L).values()) == costs


@pytest.mark.parametrize("seed", range(5))
def test_cases_avoid_the_aliases_that_hide_mistakes(seed):
    for number in range(GRADIENTS.cases):
        network = GRADIENTS.draw_case(seed, number)
        assert len(network.X) != 2
    shapes = [GRADIENTS.draw_case(seed, n).params["Wo"].shape for n in range(4)]
    assert any(h == o for h, o in shapes)
    assert any(h != o for h, o in shapes)


def test_another_seed_asks_other_numbers_and_the_same_seed_the_same():
    draw = GRADIENTS.draw_case
    np.testing.assert_equal(draw(1, 0).X, draw(1, 0).X)
    assert not np.array_equal(draw(1, 0).X, draw(2, 0).X)
    assert not np.array_equal(draw(1, 0).X, FORWARD.draw_case(1, 0).X)


@pytest.mark.parametrize("seed", range(5))
def test_one_case_holds_whole_numbers_and_one_a_single_row(seed):
    whole = GRADIENTS.draw_case(seed, 1)
    assert {whole.X.dtype.kind, whole.Y.dtype.kind} == {"i"}
    layer = HIDDEN.draw_case(seed, 1)
    assert {layer.D_next.dtype.kind, layer.A_prev.dtype.kind} == {"i"}
    assert len(GRADIENTS.draw_case(seed, 4).X) == len(HIDDEN.draw_case(seed, 4).Z) == 1
    assert isinstance(SCALAR.draw_case(seed, 4).x, int)

"""A layer's error signal and gradients agree with the oracle, and each mistake changes its own."""

from typing import Any

import numpy as np
import pytest

from autograder.checks.common.layers import (
    HIDDEN_SIGNALS,
    HIDDEN_SIGNALS_WITH_F,
    Hidden,
    Layer,
    gradients,
    layer,
    mistaken_gradients,
)

NAMES = {"W": "dW1", "b": "db1"}


@pytest.fixture
def hidden() -> Hidden:
    rng = np.random.default_rng(8)
    return Hidden(
        D_next=rng.normal(size=(4, 2)),
        W_next=rng.normal(size=(3, 2)),
        Z=rng.normal(size=(4, 3)),
        A_prev=rng.normal(size=(4, 5)),
        f=np.tanh,
        df=lambda Z: 1 - np.tanh(Z) ** 2,
    )


def mistaken(x: Layer | Hidden, **more: Any) -> dict[str, Any]:
    """What mistakes make of the gradients of a layer, by id."""
    return {m.id: make() for m, make in mistaken_gradients(x, NAMES, **more).items()}


def test_a_layer_hands_out_sums_over_rows():
    given = layer(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0], [-1.0]]))
    assert given["W"].tolist() == [[2.0, 6.0]]
    assert given["b"].tolist() == [4.0, 6.0]


def test_a_hidden_layer_agrees_with_the_oracle(hidden):
    for part, value in layer(hidden.D, hidden.A_prev).items():
        assert value == pytest.approx(hidden.reference[part], abs=1e-7), part


def test_each_mistaken_signal_differs_from_the_right_one_and_from_the_others(hidden):
    signals = [hidden.D, *(make(hidden) for make in HIDDEN_SIGNALS_WITH_F.values())]
    for number, signal in enumerate(signals):
        assert signal.shape == hidden.Z.shape
        assert not any(np.allclose(signal, other) for other in signals[:number])


def test_a_mistaken_signal_goes_on_into_the_gradients(hidden):
    made = mistaken(hidden, signals=HIDDEN_SIGNALS)["sign"]
    assert made["dW1"] == pytest.approx(-hidden.A_prev.T @ hidden.D)
    assert made["db1"] == pytest.approx(-hidden.D.sum(axis=0))


def test_a_slip_after_the_signal_changes_one_gradient_alone(hidden):
    x = Layer(hidden.D, hidden.A_prev, Z_prev=hidden.A_prev + 1)
    right, made = gradients(x, NAMES), mistaken(x)
    assert made["transposed"]["dW1"] == pytest.approx(right["dW1"].T)
    assert made["bias-gradient-not-summed"]["db1"] is x.D
    assert made["bias-gradient-averaged-again"]["db1"] == pytest.approx(right["db1"] / 4)
    assert made["pre-activation-as-input"]["dW1"] == pytest.approx((hidden.A_prev + 1).T @ x.D)
    for values in made.values():
        assert sum(np.array_equal(values[name], right[name]) for name in NAMES.values()) == 1


def test_data_are_not_mistaken_for_a_pre_activation(hidden):
    assert "pre-activation-as-input" not in mistaken(hidden)

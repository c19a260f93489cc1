"""A layer's error signal and gradients agree with the oracle, and each mistake changes its own."""

import numpy as np
import pytest

from autograder.checks.common.layers import (
    HIDDEN_SIGNALS,
    HIDDEN_SIGNALS_WITH_F,
    Hidden,
    layer,
    signals,
    slips,
)

NAMES = {"D": "D1", "W": "dW1", "b": "db1"}


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


def test_a_layer_hands_out_sums_over_rows():
    given = layer(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0], [-1.0]]))
    assert given["W"].tolist() == [[2.0, 6.0]]
    assert given["b"].tolist() == [4.0, 6.0]


def test_a_hidden_layer_agrees_with_the_oracle(hidden):
    for part, value in layer(hidden.D, hidden.A_prev).items():
        assert value == pytest.approx(hidden.reference[part], abs=1e-7), part


def test_each_mistaken_signal_differs_from_the_right_one_and_from_the_others(hidden):
    made = [make(hidden) for make in (HIDDEN_SIGNALS | HIDDEN_SIGNALS_WITH_F).values()]
    for number, signal in enumerate([hidden.D, *made]):
        assert signal.shape == hidden.Z.shape
        assert not any(np.allclose(signal, other) for other in made[number:] if other is not signal)


def test_a_mistaken_signal_goes_on_into_the_gradients(hidden):
    made = signals(HIDDEN_SIGNALS, hidden, hidden.A_prev, NAMES)
    (values,) = [make() for mistake, make in made.items() if mistake.id == "sign"]
    assert values.keys() == set(NAMES.values())
    assert values["dW1"] == pytest.approx(-hidden.A_prev.T @ hidden.D)


def test_a_slip_in_the_last_step_changes_one_gradient_alone(hidden):
    D, right = hidden.D, layer(hidden.D, hidden.A_prev)
    made = {m.id: make() for m, make in slips(D, hidden.A_prev, NAMES, hidden.A_prev + 1).items()}
    assert made["transposed"]["dW1"] == pytest.approx(right["W"].T)
    assert made["bias-gradient-not-summed"]["db1"] is D
    assert made["bias-gradient-averaged-again"]["db1"] == pytest.approx(right["b"] / 4)
    assert made["pre-activation-as-input"]["dW1"] == pytest.approx((hidden.A_prev + 1).T @ D)
    for values in made.values():
        changed = [
            part
            for part, name in NAMES.items()
            if values[name].shape != right[part].shape or not np.allclose(values[name], right[part])
        ]
        assert len(changed) == 1


def test_without_a_pre_activation_it_is_not_mistaken_for_the_input(hidden):
    made = slips(hidden.D, hidden.A_prev, NAMES)
    assert "pre-activation-as-input" not in {mistake.id for mistake in made}

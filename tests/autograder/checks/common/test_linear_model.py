"""A linear model's gradient agrees with the oracle, and each mistake changes it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.checks.common.linear_model import GRADIENTS, SCALED, LinearModel


class LeastSquares(LinearModel):
    """Half the squared error."""

    def losses_at(self, z: Any) -> Any:
        return (z - self.y) ** 2 / 2

    @property
    def slope(self) -> np.ndarray:
        return self.z - self.y


@pytest.fixture
def model() -> LeastSquares:
    rng = np.random.default_rng(4)
    return LeastSquares(rng.normal(size=(6, 3)), rng.normal(size=6), rng.normal(size=3), 0.7)


def test_closed_form_agrees_with_the_oracle(model):
    for part, gradient in model.reference.items():
        np.testing.assert_allclose(model.gradient[part], gradient)


def test_gradient_is_0_where_numpy_finds_the_least_squares(model):
    *w, b = np.linalg.lstsq(np.column_stack([model.X, np.ones(6)]), model.y)[0]
    best = replace(model, w=np.array(w), b=b)
    assert best.right["loss"] < model.right["loss"]
    np.testing.assert_allclose([*best.gradient["dw"], best.gradient["db"]], 0, atol=1e-12)


@pytest.mark.parametrize("mistake", [*SCALED, *GRADIENTS], ids=lambda mistake: mistake.id)
def test_each_mistake_changes_the_gradient(model, mistake):
    wrong = (SCALED | GRADIENTS)[mistake](model)
    assert any(not np.allclose(wrong[part], model.gradient[part]) for part in ("dw", "db"))


@pytest.mark.parametrize("mistake", SCALED, ids=lambda mistake: mistake.id)
def test_a_scaled_gradient_is_that_of_the_scaled_loss(model, mistake):
    wrong = SCALED[mistake](model)
    factor = wrong["loss"] / model.right["loss"]
    np.testing.assert_allclose(wrong["dw"], factor * model.gradient["dw"])
    assert wrong["db"] == pytest.approx(factor * model.gradient["db"])

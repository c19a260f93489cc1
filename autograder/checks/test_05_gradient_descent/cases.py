"""Steps of gradient descent: where one begins, the gradient there, and the learning rate."""

from dataclasses import dataclass
from typing import Any

from ..common import DIFFERENTIATION

FORBIDDEN = (*DIFFERENTIATION, "nnlib.optim.")


@dataclass(frozen=True)
class Place:
    """Where a step begins, and the gradient there: two numbers or two arrays."""

    theta: Any
    gradient: Any
    eta: float

    def against(self, direction: Any) -> Any:
        """Return where a step of this learning rate against a direction leads."""
        return self.theta - self.eta * direction

    @property
    def reference(self) -> Any:
        """Where the step leads."""
        return self.against(self.gradient)

"""A network that learns by full batches while somebody moves a slider to and fro."""

from collections.abc import Callable

from nnlib.net import Net
from nnlib.validate import Array


class Descent:
    """Gradient descent on one batch, as far as somebody has looked: θ ← θ − η∇J at every step."""

    def __init__(self, make: Callable[[], Net], X: Array, Y: Array, eta: float, every: int) -> None:
        """Begin with what `make` gives; every: how many steps lie between two that can be shown."""
        self.X, self.Y, self.eta, self.every = X, Y, eta, every
        # One goes ahead, and one is set to where it was at the step that is looked at.
        self.ahead, self.shown = make(), make()
        self.losses = [self._look(self.ahead)]
        self.thetas = [self.ahead.theta.copy()]  # of every step that can be shown

    def learn(self, step: int) -> list[float]:
        """Return the losses up to a step."""
        while len(self.losses) <= step:
            self.ahead.theta -= self.eta * self.ahead.gradient
            self.losses.append(self._look(self.ahead))
            if len(self.losses) % self.every == 1:
                self.thetas.append(self.ahead.theta.copy())
        return self.losses[: step + 1]

    def at(self, step: int) -> Net:
        """Return the network as it was after a step, outputs, deltas and gradient known."""
        self.learn(step)
        self.shown.theta[:] = self.thetas[step // self.every]
        self._look(self.shown)
        return self.shown

    def _look(self, net: Net) -> float:
        net.forward(self.X)
        return net.backward(self.Y)

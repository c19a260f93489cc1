"""The widget of lecture 08: a network that learns to read digits."""

from functools import cache, lru_cache
from typing import Any, NamedTuple

import ipywidgets
import numpy as np

from nnlib import datasets, plots
from nnlib.losses import softmax_cross_entropy
from nnlib.net import Net
from nnlib.plots import figures
from nnlib.validate import Array
from nnlib.widgets.live import ABOVE, Live

_SEED = 8
_ROWS = 200  # to learn from, and as many to be tried on
_BATCH = 20
_EPOCHS = 20
_SHOWN = 8  # units, and digits
_LEARNT: dict[str, Any] = {"color": plots.INK, "label": "learned from"}
_UNSEEN: dict[str, Any] = {"color": plots.BLUE, "linestyle": "--", "label": "not seen before"}


class _Run(NamedTuple):
    """A training, epoch by epoch from the start on; shorter if its numbers grew too large.

    losses, shares: (epochs, 2), the mean loss and the share read rightly, on the digits learned
    from and on the others; answers (epochs, 8): to the first of the others; weights (epochs, 8, 64)
    of the first units, 0 for those that are not there.
    """

    parameters: int
    losses: Array
    shares: Array
    answers: Array
    weights: Array


@cache
def _digits() -> tuple[Array, Array]:
    X, labels = datasets.load_digits()
    chosen = np.random.default_rng(_SEED).permutation(len(X))[: 2 * _ROWS]
    return X[chosen], labels[chosen]


class _Course:
    """A training that goes on from where it has come to when more epochs are asked for."""

    def __init__(self, activation: str, layers: int, width: int, eta: float) -> None:
        """Draw the first weights."""
        self.rng, self.eta, self.over = np.random.default_rng(_SEED), eta, False
        widths, units = [64, *[width] * layers, 10], [activation] * layers
        self.net = Net(
            widths,
            [*units, "identity"],
            "softmax_cross_entropy",
            self.rng,
            initial="he" if activation == "relu" else "glorot",
        )
        self.looks = [_look(self.net)]

    def until(self, epochs: int) -> _Run:
        """Train for so many epochs in all, or until the numbers grow too large."""
        X, labels = (part[:_ROWS] for part in _digits())
        while len(self.looks) <= epochs and not self.over:
            try:
                self.net.fit(X, labels, self.eta, 1, _BATCH, self.rng, progress=False)
                self.looks.append(_look(self.net))
            except FloatingPointError:
                self.over = True
        parts = zip(*self.looks[: epochs + 1], strict=True)
        return _Run(self.net.theta.size, *(np.array(part) for part in parts))


_course = lru_cache(maxsize=16)(_Course)


def _look(net: Net) -> tuple[list[float], list[float], Array, Array]:
    X, labels = _digits()
    logits = net.forward(X)
    right = logits.argmax(axis=1) == labels
    halves = slice(_ROWS), slice(_ROWS, None)
    losses = [softmax_cross_entropy(logits[half], labels[half])[0] for half in halves]
    answers = logits[_ROWS : _ROWS + _SHOWN].argmax(axis=1)
    weights = np.zeros((_SHOWN, X.shape[1]))
    first = net.W[0][:, :_SHOWN].T
    weights[: len(first)] = first
    return losses, [right[half].mean() for half in halves], answers, weights


class DigitTrainer(Live):
    """What `digit_trainer` returns; controls: `activation`, `layers`, `width`, `eta`, `epochs`."""

    def __init__(self) -> None:
        """Start with one layer of 16 ReLU units, after ten epochs."""
        activation = ipywidgets.Dropdown(
            options=("relu", "tanh", "sigmoid", "identity"), description="activation"
        )
        layers = ipywidgets.IntSlider(1, 1, 4, description="hidden layers")
        width = ipywidgets.SelectionSlider(
            options=(2, 4, 8, 16, 32), value=16, description="units in each"
        )
        eta = ipywidgets.FloatLogSlider(0.1, min=-3, max=1, step=0.1, description="learning rate η")
        epochs = ipywidgets.IntSlider(10, 0, _EPOCHS, description="epochs")
        controls = {
            "activation": activation, "layers": layers, "width": width, "eta": eta, "epochs": epochs
        }  # fmt: skip
        super().__init__(
            plots.panels(3, 9.8, 3.8, (1.5, 0.8, 0.9)),
            controls,
            "A network that learns to read digits",
            keep=True,
            play="epochs",
        )

    def stage(self) -> None:
        """Draw the axes, the curves of the runs that were kept, and what the lines mean."""
        curve, units, digits = self.panels
        for number, kept in enumerate(self.kept, 1):
            unseen = _until(kept)[0].shares[:, 1]
            style: dict[str, Any] = {"color": plots.GREY, "marker": plots.MARKERS[number]}
            curve.plot(unseen, "--", **style, markevery=5, mfc="white", label=f"kept {number}")
        curve.plot([], [], **_LEARNT)
        curve.plot([], [], **_UNSEEN)
        curve.legend(ncols=2, **ABOVE)
        curve.set(xlim=(-1, _EPOCHS + 1), ylim=(-0.03, 1.03))
        curve.set(xlabel="epochs", ylabel="share of digits read", xticks=range(0, _EPOCHS + 1, 5))
        plots.images(units, np.zeros((_SHOWN, 8, 8)), columns=2)
        units.set_title("weights of the first units", fontsize=10)
        plots.images(digits, np.zeros((_SHOWN, 8, 8)), [""] * _SHOWN, columns=2)
        digits.set_title("not seen before, and read as", fontsize=10)

    def paint(self) -> None:
        """Draw the learning curves, the weights, and digits with what the network reads."""
        curve, units, digits = self.panels
        run, epoch = _until(self.settings())
        for shares, style in zip(run.shares.T, (_LEARNT, _UNSEEN), strict=True):
            curve.plot(shares, linewidth=2, **style)
            curve.plot([epoch], shares[-1:], "o", color=style["color"])
        weights = run.weights[-1]
        shades = 0.5 + 0.5 * weights / np.abs(weights).max()
        shades[~weights.any(axis=1)] = 0
        plots.images(units, shades.reshape(-1, 8, 8), columns=2)
        X, labels = _unseen()
        captions = [
            f"{answer}" if answer == label else f"{answer} ✗"
            for answer, label in zip(run.answers[-1], labels, strict=True)
        ]
        plots.images(digits, X.reshape(-1, 8, 8), captions, columns=2)

    def words(self) -> str:
        """Tell the network, how it was trained, and what it reads."""
        run, epoch = _until(self.settings())
        wrong = [
            f"a {label} as {answer}"
            for answer, label in zip(run.answers[-1], _unseen()[1], strict=True)
            if answer != label
        ]
        told = (
            f"Network {_named(self.settings())}, {run.parameters:,} parameters; batches of "
            f"{_BATCH} (seed {_SEED}). "
        )
        if epoch < self.value("epochs"):
            told += f"In epoch {epoch + 1} its numbers grew too large, and training stopped. "
        (learnt, unseen), (read, guessed) = run.losses[-1], run.shares[-1]
        told += (
            f"Epochs: {epoch}. Of {_ROWS} digits learned from it reads {read:.0%}, mean loss "
            f"{figures(learnt)}; of {_ROWS} not seen before {guessed:.0%}, mean loss "
            f"{figures(unseen)}. Of the eight shown it reads {', '.join(wrong) or 'all rightly'}."
        )
        for number, kept in enumerate(self.kept, 1):
            run, epoch = _until(kept)
            told += (
                f"<br>Kept {number}: {_named(kept)}, epochs: {epoch}, "
                f"{run.shares[-1, 1]:.0%} of those not seen before."
            )
        return told


def _until(settings: dict[str, Any]) -> tuple[_Run, int]:
    # The run that settings ask for, and the epoch that it reached.
    *network, epochs = settings.values()
    run = _course(*network).until(epochs)
    return run, len(run.shares) - 1


def _named(settings: dict[str, Any]) -> str:
    widths = [64, *[settings["width"]] * settings["layers"], 10]
    chain = "-".join(map(str, widths))
    return f"{chain} with {settings['activation']}, η = {figures(settings['eta'])}"


def _unseen() -> tuple[Array, Array]:
    X, labels = _digits()
    return X[_ROWS : _ROWS + _SHOWN], labels[_ROWS : _ROWS + _SHOWN]


def digit_trainer() -> DigitTrainer:
    """Train a small network to read digits, and see what it reads and what its units look for.

    200 digits are learned from, in batches of 20, and 200 others are held out; everything is drawn
    from a Generator with a stated seed, so the same controls always give the same picture. Weights
    start as `nnlib.initial.he` draws them for ReLU, and as `glorot` does for others. Lecture 08.
    """
    return DigitTrainer()

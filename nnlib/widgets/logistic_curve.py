"""The widget of lecture 04 on the logistic curve that is fitted to the heart data."""

from typing import Any

import ipywidgets
import numpy as np

from nnlib import datasets, losses, plots
from nnlib.plots import figures
from nnlib.validate import Array
from nnlib.widgets.live import ABOVE, Live

_SEED = 1
_UPDATES = 60
_START: dict[str, Any] = {"color": plots.GREY, "linestyle": ":", "label": "at the start"}
_BATCH: dict[str, Any] = {"color": plots.BLUE, "linestyle": "none", "marker": "x", "label": "batch"}


class LogisticCurve(Live):
    """What `logistic_curve` returns; its controls: `beta0`, `beta1`, `eta`, `size`, `updates`."""

    def __init__(self) -> None:
        """Start with a curve that rises, though illness falls with the rate."""
        heart = datasets.load_heart()
        self.y = heart.y
        self.x, mean, spread = datasets.standardise(heart.column("max_hr"))
        self.mean, self.spread = float(mean), float(spread)
        beta0, beta1 = (
            ipywidgets.FloatSlider(value, min=-3, max=3, step=0.05, description=f"{name} at start")
            for name, value in (("b", 0), ("w", 1))
        )
        eta = ipywidgets.FloatLogSlider(1, min=-2, max=1, step=0.05, description="learning rate η")
        sizes = (1, 4, 16, 64, len(self.y))
        size = ipywidgets.SelectionSlider(
            options=sizes, value=len(self.y), description="batch size"
        )
        updates = ipywidgets.IntSlider(0, 0, _UPDATES, description="updates")
        super().__init__(
            plots.panels(2, 9.6, 4.1, (1.5, 1)),
            {"beta0": beta0, "beta1": beta1, "eta": eta, "size": size, "updates": updates},
            "A logistic curve that learns from the heart data",
            play="updates",
        )

    def stage(self) -> None:
        """Draw the patients, the axes of the losses, and what the lines mean."""
        curve, loss = self.panels
        plots.outcomes(curve, self.x, self.y)
        beats = range(80, 201, 20)
        curve.set_xticks([(beat - self.mean) / self.spread for beat in beats], [*map(str, beats)])
        curve.set(xlabel="highest heart rate, beats per minute", ylabel="P(heart disease)")
        loss.set(xlim=(-2, _UPDATES + 2), ylim=(0.1, 10), yscale="log")
        loss.set(xlabel="updates", ylabel="mean loss")
        loss.set_yticks((0.1, 0.2, 0.5, 1, 2, 5, 10), ("0.1", "0.2", "0.5", "1", "2", "5", "10"))
        loss.minorticks_off()
        curve.plot([], [], **_START)
        curve.plot([], [], "k", label="now")
        curve.plot([], [], "--", color=plots.GREEN, label="its tangent")
        curve.legend(ncols=4, **ABOVE)
        loss.plot([], [], "k", label="all patients")
        loss.plot([], [], **_BATCH)
        loss.legend(ncols=2, **ABOVE)

    def _now(self) -> tuple[list[Array], list[float], list[float]]:
        # (b, w) from the start on, the mean loss over all patients at each, and each batch's.
        size, rng = self.value("size"), np.random.default_rng(_SEED)
        way = [np.array([self.value("beta0"), self.value("beta1")])]
        batches, waiting = [], np.arange(0)
        for _ in range(self.value("updates")):
            if not waiting.size:
                waiting = rng.permutation(len(self.y))
            batch, waiting = waiting[:size], waiting[size:]
            loss, dz = self._loss(way[-1], batch)
            batches.append(loss)
            way.append(way[-1] - self.value("eta") * np.array([dz.sum(), dz @ self.x[batch]]))
        return way, [self._loss(beta, slice(None))[0] for beta in way], batches

    def _loss(self, beta: Array, chosen: Any) -> tuple[float, Array]:
        z = beta[0] + beta[1] * self.x[chosen]
        return losses.binary_cross_entropy(z, self.y[chosen])

    def paint(self) -> None:
        """Draw the curve where it started and where it is now, and the losses on the way."""
        curve, loss = self.panels
        way, full, batches = self._now()
        plots.logistic(curve, *way[0], **_START)
        plots.logistic(curve, *way[-1])
        plots.tangent(curve, *way[-1])
        loss.plot(batches, **_BATCH)
        plots.loss_curve(loss, full)

    def words(self) -> str:
        """Tell where the curve has come to, its geometry, and how good it is."""
        way, full, _ = self._now()
        beta0, beta1 = way[-1]
        right = int(((beta0 + beta1 * self.x >= 0) == self.y).sum())
        geometry = "The curve is flat and has no centre."
        if beta1:
            beats = self.mean - beta0 / beta1 * self.spread
            geometry = (
                f"Centre −b/w = {figures(-beta0 / beta1)}, or {beats:.0f} beats per minute; "
                f"slope there w/4 = {figures(beta1 / 4)}."
            )
        return (
            f"Updates: {len(way) - 1}, with η = {figures(self.value('eta'))} and batches of "
            f"{self.value('size')} (seed {_SEED}), from b = {figures(way[0][0])}, "
            f"w = {figures(way[0][1])}. Now b = {figures(beta0)}, w = {figures(beta1)} per "
            f"standard deviation ({self.spread:.1f} beats). {geometry}<br>Mean loss: {full[0]:.3f} "
            f"at the start, {full[-1]:.3f} now. Classified correctly with the threshold ½: {right} "
            f"of {len(self.y)} patients."
        )


def logistic_curve() -> LogisticCurve:
    """Fit P(heart disease) to the highest heart rate of 303 patients by (mini-)batch descent.

    The rate is standardised. Batches are drawn without replacement from a Generator with a stated
    seed, so the same controls always give the same picture. Lecture 04.
    """
    return LogisticCurve()

"""The widget of lecture 02."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import ipywidgets
import numpy as np

from nnlib import plots
from nnlib.plots import figures
from nnlib.validate import Array
from nnlib.widgets.live import ABOVE, Live
from nnlib.widgets.show import html_table


class Curve(NamedTuple):
    """A function, its slope, and its third derivative, to which the truncation is proportional."""

    f: Callable[[Any], Any]
    slope: Callable[[float], float]
    third: Callable[[float], float]


CURVES = {
    "√(5x − 8)": Curve(
        lambda x: np.sqrt(5 * x - 8),
        lambda x: 2.5 * (5 * x - 8) ** -0.5,
        lambda x: 46.875 * (5 * x - 8) ** -2.5,
    ),
    "x²": Curve(lambda x: x * x, lambda x: 2 * x, lambda x: 0.0),
    "x³": Curve(lambda x: x * x * x, lambda x: 3 * x * x, lambda x: 6.0),
    "sin x": Curve(np.sin, lambda x: float(np.cos(x)), lambda x: -float(np.cos(x))),
    "eˣ": Curve(np.exp, lambda x: float(np.exp(x)), lambda x: float(np.exp(x))),
}
# Between these, and within 1 of them, every curve is smooth, and between them none is level.
_LEFT, _RIGHT = 2.7, 4.5
_STEPS = 10 ** np.arange(-16, 0.25, 0.25)
_EPS = float(np.finfo(float).eps)
_CURVE: dict[str, Any] = {"color": plots.INK, "linewidth": 2}
_CAUSE: dict[str, dict[str, Any]] = {
    "truncation ∝ h²": {"color": plots.GREY, "linestyle": "-."},
    "rounding ∝ 1/h": {"color": plots.GREY, "linestyle": (0, (1, 2))},
}


def slopes(name: str, x: float, h: Any) -> dict[str, Any]:
    """Return the slope of a curve at x by each of `plots.MEASURES`; h: a step, or (k,) steps."""
    f = CURVES[name].f
    here, up, down = f(x), f(x + h), f(x - h)
    return {
        "forward difference": (up - here) / h,
        "central difference": (up - down) / h / 2,
        "complex step": f(x + 1j * h).imag / h,
    }


def errors(name: str, x: float, h: Any) -> dict[str, Any]:
    """Return the relative error of each of the `slopes`."""
    exact = CURVES[name].slope(x)
    return {measure: abs(slope / exact - 1) for measure, slope in slopes(name, x, h).items()}


def causes(name: str, x: float, h: Any) -> tuple[Any, Any]:
    """Return what makes up the relative error of the central difference: truncation and rounding.

    Of rounding, that of f and of its argument, it is the most that may happen.
    """
    f, slope, third = CURVES[name]
    exact = abs(slope(x))
    truncation = h * h * abs(third(x)) / 6 / exact
    return truncation, _EPS * (abs(float(f(x))) + x * exact) / (2 * h) / exact


@lru_cache(maxsize=256)
def _valley(name: str, x: float) -> tuple[dict[str, Array], tuple[Array, Array]]:
    return errors(name, x, _STEPS), causes(name, x, _STEPS)


class DifferenceValley(Live):
    """What `difference_valley` returns; its controls are `function`, `x` and `h`."""

    def __init__(self) -> None:
        """Start with the lecture's root at 3, and a step that is far too wide."""
        name = ipywidgets.Dropdown(options=tuple(CURVES), description="function f")
        x = ipywidgets.FloatSlider(3, min=_LEFT, max=_RIGHT, step=0.05, description="point x")
        h = ipywidgets.FloatLogSlider(1, min=-16, max=0, step=0.25, description="step h")
        super().__init__(
            plots.panels(2, 9.6, 4.3, (1, 1.3)),
            {"function": name, "x": x, "h": h},
            "The slope of a curve, measured with a step, and the error for every step",
        )

    def stage(self) -> None:
        """Draw the axes, and what the lines mean; what the function is decides on the rest."""
        curve, valley = self.panels
        curve.set(xlim=(_LEFT - 1, _RIGHT + 1), yticks=(), xlabel="x", ylabel="f(x)")
        curve.plot([], [], **_CURVE, label="f")
        curve.plot([], [], "--", color=plots.GREEN, label="its tangent at x")
        curve.legend(ncols=2, **ABOVE)
        plots.slope_error_frame(valley)
        for name, style in (plots.MEASURES | _CAUSE).items():
            valley.plot([], [], **style, markersize=4, label=name)
        valley.legend(ncols=2, **ABOVE)

    def paint(self) -> None:
        """Draw the curve, the lines whose slopes are measured, and all errors; mark this step's."""
        name, x, h = self._now()
        curve, valley = self.panels
        across = np.linspace(*curve.get_xlim(), 121)
        heights = CURVES[name].f(across)
        room = 0.12 * np.ptp(heights)
        # Without ticks, nothing on the stage tells heights: so this scale may move.
        curve.set_ylim(heights.min() - room, heights.max() + room)
        curve.plot(across, heights, **_CURVE)
        plots.secants(curve, CURVES[name].f, x, h, CURVES[name].slope(x))
        all_errors, all_causes = _valley(name, x)
        for cause, style in zip(all_causes, _CAUSE.values(), strict=True):
            valley.plot(_STEPS, cause, **style)
        plots.slope_errors(valley, _STEPS, all_errors)
        valley.axvline(h, color=plots.INK, linewidth=1)
        here = {measure: [error] for measure, error in errors(name, x, h).items()}
        plots.slope_errors(valley, [h], here, markersize=9)

    def words(self) -> str:
        """Tell how many digits each measure has right, and what spoils the central difference."""
        name, x, h = self._now()
        digits = {measure: _digits(error) for measure, error in errors(name, x, h).items()}
        truncation, rounding = causes(name, x, h)
        worse = "truncation" if truncation > rounding else "rounding"
        told = ", ".join(f"{measure} {count}" for measure, count in digits.items())
        return (
            f"<b>f(x) = {name}</b> at x = {figures(x)}, with the step h = {figures(h)}. "
            f"The exact slope is {figures(CURVES[name].slope(x))}. Right digits: {told}.<br>"
            f"In the central difference, truncation costs {figures(truncation)} of the slope and "
            f"rounding up to {figures(rounding)}: here {worse} rules."
        )

    def numbers(self) -> str:
        """Give the table of slopes and errors."""
        name, x, h = self._now()
        off = errors(name, x, h)
        lines = [
            (measure, f"{slope:.12g}".replace("-", "−"), f"{off[measure]:.1e}".replace("-", "−"))
            for measure, slope in slopes(name, x, h).items()
        ]
        return html_table(("measured by", "slope", "relative error"), lines)

    def _now(self) -> tuple[str, float, float]:
        return self.value("function"), self.value("x"), self.value("h")


def _digits(error: float) -> int:
    # A relative error of 10⁻⁵ leaves 5 digits; there are 16 in all.
    return int(np.clip(-np.log10(error), 0, 16)) if error else 16


def difference_valley() -> DifferenceValley:
    """Measure a slope with a step h: two differences and the complex step, and all their errors.

    Left the lines whose slopes are measured, right the relative error of each for every step from 1
    to 10⁻¹⁶, with what truncation and rounding account for in the central difference. Nothing is
    random. Lecture 02.
    """
    return DifferenceValley()

"""The widget of lecture 03."""

from functools import cache
from typing import Any

import ipywidgets

from nnlib import plots
from nnlib.costs import chain_costs
from nnlib.widgets.live import Live
from nnlib.widgets.show import html_table

_DEEPEST = 100
_STYLES: tuple[dict[str, Any], ...] = (
    {"color": plots.RED, "linestyle": "-"},
    {"color": plots.GREY, "linestyle": "--"},
    {"color": plots.GREEN, "linestyle": ":"},
    {"color": plots.BLUE, "linestyle": "-."},
)


@cache
def _totals() -> dict[str, list[int]]:
    # For each way, the multiplications of 1, 2, … layers.
    every = [chain_costs(L) for L in range(1, _DEEPEST + 1)]
    return {way: [int(costs[way].sum()) for costs in every] for way in every[0]}


class MultiplicationCounter(Live):
    """What `multiplication_counter` returns; its control is `depth`."""

    def __init__(self) -> None:
        """Start with the three layers of the lecture."""
        depth = ipywidgets.IntSlider(3, 1, _DEEPEST, description="layers L")
        super().__init__(
            plots.panels(2, 9.8, 4.5, (1.2, 1)),
            {"depth": depth},
            "Multiplications for all derivatives of a chain, in four ways",
        )

    def stage(self) -> None:
        """Draw how the four counts grow with the depth, and what the lines mean."""
        tables, growth = self.panels
        plots.cost_tables(tables, {})
        depths = range(1, _DEEPEST + 1)
        for (way, totals), style in zip(_totals().items(), _STYLES, strict=True):
            growth.plot(depths, totals, **style, linewidth=2, label=way)
        growth.set(xscale="log", yscale="log", xlim=(0.9, 130), ylim=(1, 6e5))
        growth.set(xlabel="layers L", ylabel="multiplications")
        growth.set_xticks((1, 3, 10, 30, 100), ("1", "3", "10", "30", "100"))
        growth.minorticks_off()
        growth.legend(loc="upper left", frameon=False)

    def paint(self) -> None:
        """Draw the four tables of this depth, and mark it on the lines."""
        tables, growth = self.panels
        depth = self.value("depth")
        plots.cost_tables(tables, chain_costs(depth))
        highest = _totals()["literal"][depth - 1]
        growth.plot([depth, depth], [1, highest], color=plots.GREY, linewidth=0.8)
        for totals, style in zip(_totals().values(), _STYLES, strict=True):
            growth.plot([depth], [totals[depth - 1]], "o", color=style["color"])

    def words(self) -> str:
        """Tell the four counts, and what is worked out most often."""
        depth = self.value("depth")
        told = ", ".join(f"{way} {totals[depth - 1]:,}" for way, totals in _totals().items())
        literal, *_, best = (totals[depth - 1] for totals in _totals().values())
        first = (chain_costs(depth)["literal"][1:, 0].sum() - 1).item()
        return (
            f"<b>L = {depth}</b>, multiplications for all {depth} derivatives: {told}. The literal "
            f"way takes {literal / best:,.1f} times as many as backpropagation. It works out "
            f"w₁ · x {first:,} times, backpropagation once."
        )

    def numbers(self) -> str:
        """Give the counts, and each as a multiple of backpropagation's."""
        counts = {way: totals[self.value("depth") - 1] for way, totals in _totals().items()}
        best = counts["backpropagation"]
        lines = [(way, f"{n:,}", f"{n / best:,.1f}") for way, n in counts.items()]
        return html_table(("way", "multiplications", "times backpropagation"), lines)


def multiplication_counter() -> MultiplicationCounter:
    """Count multiplications for a chain of 1 to 100 layers, the literal way to backpropagation.

    A square for each way shows where they are spent; nothing is random. Lecture 03.
    """
    return MultiplicationCounter()

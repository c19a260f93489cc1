"""What `nnlib` is meant to reach. Nothing fails with a missed goal: it asks for a reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from .clock import Times, ratio
from .with_autograd import AUTOGRAD
from .with_buffers import BUFFERS
from .with_jax import JAX
from .with_micrograd import MICROGRAD
from .with_nnlib import COMPILED, NNLIB
from .with_numpy import FLOATS, PLAIN
from .with_sklearn import SKLEARN
from .with_torch import TORCH


@dataclass(frozen=True)
class Goal:
    """At most `limit` times as long as `rival`, in cases whose titles begin with `case`.

    needed: in how many of them at least, in all if None; ours: who of `nnlib` runs.
    """

    rival: str
    limit: float
    case: str = ""
    needed: int | None = None
    ours: str = NNLIB

    def judge(self, times: Mapping[str, Times]) -> str:
        """Return one line: reached or missed, the goal, in how many cases, and the worst ratio.

        times: by the names of the cases.
        """
        ratios = {
            title: ratio(row, self.ours, self.rival)
            for title, row in times.items()
            if title.startswith(self.case) and {self.ours, self.rival} <= row.keys()
        }
        kept = sum(each <= self.limit for each in ratios.values())
        verdict = "reached" if kept >= (self.needed or len(ratios)) else "missed"
        worst = max(ratios, key=ratios.__getitem__)
        wish = f"{self.ours} ≤ {self.limit:g} × {self.rival}"
        if self.case:
            wish += f", {self.case}"
        if self.needed:
            wish += f", in {self.needed}"
        count = f"{kept} of {len(ratios)}"
        return f"{verdict:9}{wish:48}{count:>9}   worst {ratios[worst]:.2f} in {worst}"


GOALS = (
    Goal(PLAIN, 0.85, "logistic"),
    Goal(PLAIN, 0.75, "XOR"),
    Goal(PLAIN, 0.98, "MLP"),
    Goal(BUFFERS, 1.05, "MLP"),
    Goal(PLAIN, 0.95, "deep"),
    Goal(FLOATS, 13, "scalar"),
    Goal(FLOATS, 1.3, "scalar", ours=COMPILED),
    Goal(TORCH, 1),
    Goal(AUTOGRAD, 1),
    Goal(SKLEARN, 1),
    Goal(MICROGRAD, 1),
    Goal(JAX, 1.05, needed=8),
)

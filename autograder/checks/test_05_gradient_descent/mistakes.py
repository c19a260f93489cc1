"""Mistakes of a single step, alone and in a run: where each leads from a place."""

import numpy as np

from ..common import CATALOGUE, Table

STEPS: Table = {
    CATALOGUE["step-uphill"]: lambda p: p.against(-p.gradient),
    CATALOGUE["learning-rate-missing"]: lambda p: p.theta - p.gradient,
    CATALOGUE["learning-rate-twice"]: lambda p: p.against(p.eta * p.gradient),
    CATALOGUE["nothing-moves"]: lambda p: p.theta,
    CATALOGUE["gradient-sign-only"]: lambda p: p.against(np.sign(p.gradient)),
    CATALOGUE["gradient-normalised"]: lambda p: p.against(p.gradient / np.linalg.norm(p.gradient)),
    CATALOGUE["parameters-not-gradient"]: lambda p: p.against(p.theta),
}

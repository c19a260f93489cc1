"""Waves that tell places apart."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..common import CATALOGUE, DIFFERENTIATION, ClosedForm, Table, to_array


@dataclass(frozen=True)
class Places:
    """Positions X (m, 2) and frequencies F (2, k)."""

    X: np.ndarray
    F: np.ndarray

    @property
    def turns(self) -> np.ndarray:
        """How many waves lie between 0 and a position, along each frequency."""
        return np.einsum("ij,jk->ik", self.X, self.F)

    def waves(self, phases: np.ndarray) -> np.ndarray:
        """Return sine, then cosine, of (m, k) phases."""
        return np.concatenate([np.sin(phases), np.cos(phases)], axis=1)

    @property
    def reference(self) -> np.ndarray:
        """The features, from their definition: a turn is 2π, one frequency after another."""
        m, k = len(self.X), self.F.shape[1]
        features = np.empty((m, 2 * k))
        for i, (x, y) in enumerate(self.X):
            for j, (fx, fy) in enumerate(self.F.T):
                wave = np.exp(2j * np.pi * (x * fx + y * fy))
                features[i, j], features[i, k + j] = wave.imag, wave.real
        return features

    @property
    def halves(self) -> list[np.ndarray]:
        """The sines and the cosines, each (m, k)."""
        return np.split(self.reference, 2, axis=1)


MISTAKES: Table = {
    CATALOGUE["two-pi-missing"]: lambda c: c.waves(c.turns),
    CATALOGUE["pi-not-two-pi"]: lambda c: c.waves(np.pi * c.turns),
    CATALOGUE["sine-and-cosine-exchanged"]: lambda c: np.hstack(c.halves[::-1]),
    CATALOGUE["sine-and-cosine-interleaved"]: lambda c: np.stack(c.halves, axis=2).reshape(
        len(c.X), -1
    ),
    CATALOGUE["two-pi-outside-wave"]: lambda c: 2 * np.pi * c.waves(c.turns),
    CATALOGUE["degrees"]: lambda c: c.waves(360 * c.turns),
    CATALOGUE["halves-stacked"]: lambda c: np.concatenate(c.halves),
    CATALOGUE["one-half-only"]: lambda c: c.halves[0],
    CATALOGUE["two-pi-for-sines-only"]: lambda c: np.hstack([c.halves[0], np.cos(c.turns)]),
    CATALOGUE["phase-reversed"]: lambda c: c.waves(-2 * np.pi * c.turns),
    CATALOGUE["features-in-rows"]: lambda c: c.reference.T,
    CATALOGUE["coordinate-missing"]: lambda c: c.waves(2 * np.pi * c.X[:, :1] * c.F[:1]),
}


class TestFourier(ClosedForm):
    """fourier_features(P, frequencies): positions as waves."""

    id = "08-digits/fourier"
    parts = {"features": 2}
    cases = 5
    forbidden = (*DIFFERENTIATION, "nnlib.datasets.picture.fourier_features")
    function = "fourier_features"
    mistakes = MISTAKES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Places:
        """Different sizes, two frequencies, one frequency, one position, whole frequencies."""
        m, k = ((5, 3), (3, 2), (4, 1), (1, 4), (6, 5))[number]
        F = rng.uniform(0.5, 2.5, (2, k)) * rng.choice([-1, 1], (2, k))
        return Places(rng.uniform(0.05, 1, (m, 2)), np.round(F * 2) / 2 if number == 4 else F)

    @staticmethod
    def solve(P: Any, frequencies: Any) -> np.ndarray:
        return Places(to_array(P), to_array(frequencies)).reference

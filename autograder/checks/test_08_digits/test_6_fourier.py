"""Waves that tell places apart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION


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
        """Sine, then cosine, of (m, k) phases."""
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


def interleaved(c: Places) -> np.ndarray:
    """Sine and cosine of one frequency beside each other."""
    k = c.F.shape[1]
    return c.reference[:, np.arange(2 * k).reshape(2, k).T.ravel()]


MISTAKES: dict[Mistake, Callable[[Places], np.ndarray]] = {
    Mistake(
        "H1",
        "2π left out",
        "made of waves that are too long.",
        "A frequency of 1 should make one whole wave from 0 to 1. Does it?",
    ): lambda c: c.waves(c.turns),
    Mistake(
        "H2",
        "π in place of 2π",
        "made of waves that are twice too long.",
        "How far does a sine run until it starts again?",
    ): lambda c: c.waves(np.pi * c.turns),
    Mistake(
        "H3",
        "sine and cosine exchanged",
        "right in its halves, which stand in each other's place.",
        "Which half comes first?",
    ): lambda c: np.roll(c.reference, c.F.shape[1], axis=1),
    Mistake(
        "H4",
        "sine and cosine interleaved",
        "right in its columns, but not in their order.",
        "Where do the sines of all frequencies stand: together, or each beside its cosine?",
    ): interleaved,
    Mistake(
        "H5",
        "2π outside the wave",
        "larger than a sine can be.",
        "Is the 2π a part of what the sine is taken of?",
    ): lambda c: 2 * np.pi * c.waves(c.turns),
    Mistake(
        "H6",
        "degrees",
        "made of waves that are measured in degrees.",
        "In which unit does NumPy's sine take its argument?",
    ): lambda c: c.waves(360 * c.turns),
    Mistake(
        "H7",
        "stacked below each other",
        "the sines above the cosines, where they should stand side by side.",
        "Which of the two sizes doubles?",
    ): lambda c: np.concatenate(np.split(c.reference, 2, axis=1)),
    Mistake(
        "H8",
        "one half alone",
        "one of the two halves.",
        "A sine alone cannot tell some places apart. What stands beside it?",
    ): lambda c: np.split(c.reference, 2, axis=1)[0],
    Mistake(
        "H9",
        "2π for the sines alone",
        "right in one half only.",
        "Do sine and cosine get the same phase?",
    ): lambda c: np.hstack([np.sin(2 * np.pi * c.turns), np.cos(c.turns)]),
    Mistake(
        "H10",
        "phase turned round",
        "right in the cosines, with the sines' sign turned.",
        "In which direction does the phase grow?",
    ): lambda c: c.waves(-2 * np.pi * c.turns),
    Mistake(
        "H11",
        "rows and columns exchanged",
        "right, with features in rows.",
        "Samples stay in rows. What stands in the columns?",
    ): lambda c: c.reference.T,
    Mistake(
        "H12",
        "one coordinate left out",
        "blind to one of the two coordinates.",
        "Move a position along each axis: do the features change both times?",
    ): lambda c: c.waves(2 * np.pi * c.X[:, :1] * c.F[:1]),
}


class TestFourier(Question):
    """fourier_features(P, frequencies): positions as waves."""

    id = "08-digits/fourier"
    parts = {"features": 2}
    cases = 5
    forbidden = (*DIFFERENTIATION, "nnlib.datasets.picture.fourier_features")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Places:
        """Different sizes, two frequencies, one frequency, one position, whole frequencies."""
        m, k = ((5, 3), (3, 2), (4, 1), (1, 4), (6, 5))[number]
        F = rng.uniform(0.5, 2.5, (2, k)) * rng.choice([-1, 1], (2, k))
        return Places(rng.uniform(0.05, 1, (m, 2)), np.round(F * 2) / 2 if number == 4 else F)

    @staticmethod
    def call(answer: Answer, case: Places) -> Mapping[str, Any]:
        return {"features": answer.call("fourier_features", case.X, case.F)}

    def test_features(self, case: Places, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case, then=lambda features: {"features": features})
        judge(got, {"features": case.reference}, mistakes=mistakes)

"""What a question is: its parts, the cases it is asked with, and how the answer is called."""

import zlib
from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from .answer import Answer
from .forbidden import DIFFERENTIATION
from .oracle import OracleError

TRIES = 20
"""How often a case is drawn before its question is held to be at fault."""


class Question:
    """A question of an assignment; a check file derives one pytest class from it per question.

    `id` is "assignment/question" and `parts` gives the points of each part. `draw` makes a case
    from a generator, different for each `number` from 0 to `cases` − 1; `call` gets the answer to
    it, one entry per part; `reference` is what is right. The test methods take `case`, `got` and
    `judge`, and judge one step of the answer each. An answer that calls a function whose full name
    begins with one of `forbidden` gets nothing: the question asks for that by hand.
    """

    id: ClassVar[str]
    parts: ClassVar[Mapping[str, int]]
    cases: ClassVar[int] = 4
    forbidden: ClassVar[tuple[str, ...]] = DIFFERENTIATION

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Any:
        """Make a case."""
        raise NotImplementedError

    @staticmethod
    def call(answer: Answer, case: Any) -> Mapping[str, Any]:
        """Ask the student's work for its answer to a case, keyed by part."""
        raise NotImplementedError

    @staticmethod
    def reference(case: Any) -> Any:
        """Return what is right for a case, from the forward definition and the oracle.

        By default the case knows, and works it out once for all answers.
        """
        return getattr(case, "reference", None)

    @staticmethod
    def rows(case: Any) -> int:
        """Return m, the number of samples in a case; 0 if it has none."""
        return len(getattr(case, "X", ()))

    @classmethod
    def points(cls) -> int:
        """Return the points of the whole question."""
        return sum(cls.parts.values())

    @classmethod
    def case(cls, seed: int, number: int) -> Any:
        """Return case `number` of the series that belongs to `seed`.

        A case that the oracle is not sure of is not used: another is drawn in its place. Raises
        OracleError if that does not help, TRIES times.
        """
        rng = np.random.default_rng([seed, zlib.crc32(cls.id.encode()), number])
        refused = None
        for _ in range(TRIES):
            case = cls.draw(rng, number)
            try:
                cls.reference(case)
            except OracleError as error:
                refused = error
            else:
                return case
        raise OracleError(f"{cls.id} draws no case that the oracle is sure of") from refused

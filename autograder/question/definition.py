"""The base class of questions: parts and points, cases, references, and the call of an answer."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, ClassVar

import numpy as np

from .answer import Answer
from .by_hand import ByHand
from .forbidden import DIFFERENTIATION
from .oracle import OracleError
from .parts import name_values, pick_keys
from .quantity import Quantities

MOST_DRAWS = 20
"""How often a case is drawn before the question itself counts as defective."""


class Question:
    """A question of an assignment: each check file derives one pytest class from it.

    `id` is "assignment/question", `parts` maps each part to its points, `cases` is the number of
    cases. `draw` makes a case, `call` gets the answer to it, `reference` returns what is right.
    `function` is the function, or the variable, that an answer defines. It returns one part; or
    several, in a dict if `keyed`, else one after another: the parts, or what `returns` names.
    `solve` is a correct function with the same arguments: where later questions may call it, and
    where a hint compares with it what a wrong answer makes of other arguments.
    Each test method takes `case`, `got` and `judge`, and judges one step of the answer. An answer
    gets no points if it calls a function whose full name begins with an entry of `forbidden`;
    `by_hand` says what a derivation asks of the functions that a question hands out, if any. Where
    a check judges what it has found out itself, `facts` says in a sentence, by part or by key of a
    dict, what is wrong if that is wrong.
    """

    id: ClassVar[str]
    parts: ClassVar[Mapping[str, int]]
    cases: ClassVar[int] = 4
    function: ClassVar[str]
    keyed: ClassVar[bool] = False
    returns: ClassVar[tuple[str, ...]] = ()
    forbidden: ClassVar[tuple[str, ...]] = DIFFERENTIATION
    by_hand: ClassVar[ByHand | None] = None
    facts: ClassVar[Mapping[str, str]] = {}

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Any:
        """Return case `number`, from 0 to `cases` − 1, with random numbers from `rng`."""
        raise NotImplementedError

    @staticmethod
    def arguments(case: Any) -> tuple[Any, ...]:
        """Return what the function is given: the fields of a case, or the case if it has none."""
        if not is_dataclass(case):
            return (case,)
        return tuple(getattr(case, field.name) for field in fields(case))

    @classmethod
    def name_arguments(cls, case: Any) -> dict[str, Any]:
        """Return what the function is given, by the names in the first line of the class's text.

        That begins like "update(w, b, x, y, eta): …". Empty if a case is for several calls.
        """
        names = re.match(r"\w+\((.+?)\)", cls.__doc__ or "")
        if names is None:
            return {}
        keys, values = names[1].split(", "), cls.arguments(case)
        return dict(zip(keys, values, strict=True)) if len(keys) == len(values) else {}

    @classmethod
    def call(cls, answer: Answer, case: Any) -> Mapping[str, Any]:
        """Return the answer to a case, keyed by part.

        Raises AnswerError if it cannot be judged.
        """
        return cls.name_parts(answer.call(cls.function, *cls.arguments(case)))

    @classmethod
    def name_parts(cls, result: Any) -> Mapping[str, Any]:
        """Return what the function returned, keyed by part. Raises AnswerError if it cannot be."""
        names = cls.returns or tuple(cls.parts)
        if cls.keyed:
            return pick_keys(result, *names)
        return name_values(result, *names) if len(names) > 1 else dict.fromkeys(names, result)

    @staticmethod
    def reference(case: Any) -> Any:
        """Return the reference for a case, from the forward definition and the oracle.

        By default, that is the attribute `reference` of the case, or None. Raises OracleError if
        the case must not be used.
        """
        return getattr(case, "reference", None)

    @staticmethod
    def quantities(case: Any) -> Quantities:
        """Return the values that a derivation passes through, by the lecture's names.

        By default, that is the attribute `quantities` of the case, or none.
        """
        return getattr(case, "quantities", {})

    @staticmethod
    def rows(case: Any) -> int:
        """Return m, the number of samples in a case; 0 if it has none."""
        return len(getattr(case, "X", ()))

    @classmethod
    def points(cls) -> int:
        """Return the points of the whole question."""
        return sum(cls.parts.values())

    @classmethod
    def draw_case(cls, seed: int, number: int) -> Any:
        """Return case `number` of the series that belongs to `seed`.

        If the oracle rejects a case, another is drawn. Raises OracleError if it rejects MOST_DRAWS
        of them.
        """
        rng = np.random.default_rng([seed, zlib.crc32(cls.id.encode()), number])
        rejection = None
        for _ in range(MOST_DRAWS):
            case = cls.draw(rng, number)
            try:
                cls.reference(case)
            except OracleError as error:
                rejection = error
            else:
                return case
        raise OracleError(f"{cls.id} draws no case that the oracle is sure of") from rejection

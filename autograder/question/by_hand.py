"""What "by hand" counts: how much an answer asks of the functions that a question hands to it.

A difference quotient that students program themselves calls no library, but it evaluates the
forward pass again and again, or never asks for a derivative that it was given. Both are counted on
our side: in grading these functions run in the trusted process, and an answer asks for them.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .answer import Answer, Unreadable

VALUES_PER_SLOPE = 4
"""Values that an answer may ask for with each slope: who recomputes everything asks for both."""

NEVER_ASKED = (
    "right, but from differences, it seems: a derivative that your function is given is never "
    "called."
)
ASKED_TOO_OFTEN = (
    "from differences, it seems: the functions that yours is given are called for far more values "
    "than a derivation needs."
)


@dataclass(frozen=True)
class Withheld(Unreadable):
    """Replaces a part that earns nothing, whatever its numbers are; `message` says why."""


class Underived(dict[str, Any]):
    """An answer to a case that never asked for a derivative that a derivation needs."""


@dataclass(frozen=True)
class ByHand:
    """What a derivation asks of the functions that a question hands out.

    slopes: returns the derivatives among them that it needs, for a case. All others make up the
    forward pass. most: returns how many of its values, entry by entry, it may ask for; be generous,
    and allow for answers that recompute the forward pass for every result. keeps: the parts that
    are values and not derivatives, which an answer by differences earns all the same.
    """

    slopes: Callable[[Any], Sequence[Callable]]
    most: Callable[[Any], int]
    keeps: tuple[str, ...] = ()

    def is_asked_too_often(self, case: Any, asked: Counter[Callable]) -> bool:
        """Return whether more values were asked for than any derivation needs."""
        slopes = sum(asked[slope] for slope in self.slopes(case))
        return asked.total() - slopes > self.most(case) + VALUES_PER_SLOPE * slopes

    def is_never_asked(self, case: Any, asked: Counter[Callable]) -> bool:
        """Return whether a derivative that a derivation needs was not asked for."""
        return any(not asked[slope] for slope in self.slopes(case))


class CountedAnswer(Answer):
    """An answer to one case; `asked` counts the values that it asks of each function it is given.

    An array counts with all its entries.
    """

    def __init__(self, answer: Answer) -> None:
        super().__init__({})
        self._answer = answer
        self.asked: Counter[Callable] = Counter()

    def value(self, name: str) -> Any:
        """Return a variable as plain data; see `Answer.value`."""
        return self._answer.value(name)

    def call(self, name: str, *arguments: Any) -> Any:
        """Call a function; see `Answer.call`."""
        return self._answer.call(name, *map(self._count, arguments))

    def _count(self, argument: Any) -> Any:
        """Return an argument, each function in it replaced by one that counts."""
        if isinstance(argument, list | tuple):
            return type(argument)(map(self._count, argument))
        return self._wrap(argument) if callable(argument) else argument

    def _wrap(self, function: Callable) -> Callable:
        def counted(*given: Any) -> Any:
            result = function(*given)
            self.asked[function] += np.size(result)
            return result

        return counted

"""The values that a derivation passes through, by the lecture's names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Quantity:
    """A value on the way from what an answer is given to what it returns.

    needs: the quantities that it is made of in one step, in each way that the lecture knows; none
    for what is given. either_way: a difference that may as well be taken the other way round.
    """

    value: Any
    needs: tuple[tuple[str, ...], ...] = ()
    either_way: bool = False


Quantities = Mapping[str, Quantity]

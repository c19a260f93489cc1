"""Claims: what a lecture says of its own cells, tried in the notebook's own namespace."""

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any

Claim = Callable[..., None]


class Claims:
    """The claims of a lecture, by the line of code after whose cell each of them holds.

    A claim is a function; its parameters are names of the notebook, and it asserts what should be
    true of them.
    """

    def __init__(self) -> None:
        self.by_name: dict[str, tuple[str, Claim]] = {}

    def after(self, line: str) -> Callable[[Claim], Claim]:
        """Say after which cell a claim holds, by a line of code that no other cell has."""

        def register(claim: Claim) -> Claim:
            self.by_name[claim.__name__] = line, claim
            return claim

        return register

    def check(self, name: str, namespace: Mapping[str, Any]) -> None:
        """Try a claim; raises AssertionError if it is not true, KeyError for a missing name."""
        _, claim = self.by_name[name]
        claim(**{parameter: namespace[parameter] for parameter in signature(claim).parameters})

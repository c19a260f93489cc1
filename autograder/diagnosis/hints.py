"""Makes hints for a wrong answer, in four levels, from the verdicts of the judge."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..question.answer import AnswerError
from .findings import UNEXPLAINED, find, find_exchanged
from .judge import UNCLEAR, Step
from .mistakes import Mistake
from .probe import Probe
from .relations import Relation

_PLACES = {
    "shape": "Write the shape of every value on the way beside it.",
    "missing": "Does your function return it, under that name?",
    "differences": "Differences are good for comparing. This question asks for a derivation: which "
    "factor does the chain rule take from each step of the forward pass?",
    "not finite": "Which line divides, or takes a log, a root or a large power?",
}
"""The place of a hint on a problem that contains the word."""

_TROUBLES = {
    "crash": "Run a small example, and print what that line works with just before it.",
    "type": "Compare its form with what the question asks for.",
    "changed input": "Which line writes into an argument, perhaps with += or [...] = ?",
    "time": "Does a loop in it come to an end, also for the smallest and the largest input?",
    "memory": "Which array is far larger than what goes in and comes out?",
    "died": "Which line ends Python itself?",
    "output": "Return just what the question asks for.",
    "by library": "Work it out by hand, and compare with a library in a cell of its own.",
}
"""The place of a hint on each kind of AnswerError."""


@dataclass(frozen=True)
class Hint:
    """A hint in four levels, and the known mistake that it is about, if there is one.

    kind: what kind of thing is wrong; parts: in which parts; relation: how these parts differ from
    the reference; place: where in the derivation to look. Relation and place may be empty.
    """

    kind: str
    parts: tuple[str, ...] = ()
    relation: str = ""
    place: str = ""
    mistake: Mistake | None = None

    @property
    def where(self) -> str:
        """Parts and kind, the first two levels, in one line."""
        return f"{_list_parts(self.parts)}: {self.kind}" if self.parts else self.kind

    @property
    def text(self) -> str:
        """Parts, relation (or kind) and place in one line."""
        parts = f"{_list_parts(self.parts)}: " if self.parts else ""
        return f"{parts}{self.relation or self.kind} {self.place}".rstrip()


def explain_trouble(trouble: AnswerError) -> Hint:
    """Return the hint on an answer that cannot be judged."""
    return Hint(trouble.message, place=_TROUBLES.get(trouble.kind, ""))


def explain_steps(steps: Mapping[str, Step], probe: Probe | None = None) -> Iterator[Hint]:
    """Yield the hints on wrong parts, one for all parts that share it; `steps` is keyed by part.

    `probe` may ask the answer once more, where nothing else speaks.
    """
    exchanged = find_exchanged(steps)
    right: dict[int, dict[str, Any]] = {}
    for step in steps.values():
        for seen in step.observations:
            right.setdefault(seen.number, {}).update(seen.base)
    found: dict[tuple[Mistake | Relation | None, str], list[str]] = {}
    for part, step in steps.items():
        if not step.failed_cases(part):
            continue
        problem = step.describe_problem(part)
        finding = step.find_mistake() or exchanged.get(part) or find(step, part, probe, right)
        if finding is None and problem.endswith(UNCLEAR):
            finding = UNEXPLAINED
        # A known mistake gets one hint, even if its parts have different problems.
        key = finding, "" if isinstance(finding, Mistake) else problem
        found.setdefault(key, []).append(part)
    for (finding, _), parts in found.items():
        problem = steps[parts[0]].describe_problem(parts[0])
        yield Hint(
            kind=problem,
            parts=tuple(parts),
            relation=finding.relation if finding else "",
            place=finding.place if finding else _find_place(problem),
            mistake=finding if isinstance(finding, Mistake) else None,
        )


def _find_place(problem: str) -> str:
    return next((place for word, place in _PLACES.items() if word in problem), "")


def _list_parts(parts: tuple[str, ...]) -> str:
    names = [f"`{part}`" for part in parts]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))

"""What a student is told about a wrong answer, in four levels, from the verdicts of the judge."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..question.answer import AnswerError
from .judge import UNCLEAR, Step
from .mistakes import Mistake
from .relations import Relation

UNKNOWN = Relation(
    "no single slip that is known here explains the numbers of all cases.",
    "Work one small example by hand and compare it with your code line by line.",
)

_PLACES = {
    "shape": "Write the shape under every factor of the product.",
    "missing": "Does your function return it, under that name?",
    "not finite": "Which line divides, or takes a log, a root or a large power?",
}
"""Where to look for a problem in which these words stand."""

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
"""Where to look for what kept an answer from being judged."""


@dataclass(frozen=True)
class Hint:
    """What to look at, in four levels, and the known mistake behind it if there is one.

    kind: what sort of thing is wrong; parts: where it shows; relation: how these parts differ from
    the reference; place: where in the derivation to look. Relation and place may be empty.
    """

    kind: str
    parts: tuple[str, ...] = ()
    relation: str = ""
    place: str = ""
    mistake: Mistake | None = None

    @property
    def where(self) -> str:
        """Kind and part: what is told first."""
        return f"{_listed(self.parts)}: {self.kind}" if self.parts else self.kind

    @property
    def text(self) -> str:
        """All that can be told, in one line."""
        parts = f"{_listed(self.parts)}: " if self.parts else ""
        return f"{parts}{self.relation or self.kind} {self.place}".rstrip()


def hint_of_trouble(trouble: AnswerError) -> Hint:
    """Return the hint for what kept an answer from being judged."""
    return Hint(trouble.message, place=_TROUBLES.get(trouble.kind, ""))


def hints_of_steps(steps: Mapping[str, Step]) -> Iterator[Hint]:
    """Say each thing once, with all the parts that it is true of; `steps` is keyed by part."""
    found: dict[tuple[Mistake | Relation | None, str], list[str]] = {}
    for part, step in steps.items():
        if not step.failed(part):
            continue
        problem = step.problem(part)
        finding = step.mistake() or step.relation(part)
        if finding is None and problem.endswith(UNCLEAR):
            finding = UNKNOWN
        # A known mistake is told once, also where it shows in several ways.
        key = finding, "" if isinstance(finding, Mistake) else problem
        found.setdefault(key, []).append(part)
    for (finding, _), parts in found.items():
        problem = steps[parts[0]].problem(parts[0])
        yield Hint(
            kind=problem,
            parts=tuple(parts),
            relation=finding.relation if finding else "",
            place=finding.place if finding else _place(problem),
            mistake=finding if isinstance(finding, Mistake) else None,
        )


def _place(problem: str) -> str:
    return next((place for word, place in _PLACES.items() if word in problem), "")


def _listed(parts: tuple[str, ...]) -> str:
    names = [f"`{part}`" for part in parts]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))

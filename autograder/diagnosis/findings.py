"""What is wrong with a part for which no known mistake speaks, as exactly as can be told."""

from collections.abc import Iterator, Mapping, Sequence

from .judge import Observation, Step, agrees
from .mistakes import Mistake
from .patterns import COMPARE_CASES, SOME_CASES, SOME_ENTRIES, find_entries, find_fact
from .probe import Probe
from .relations import CONSTANT, Case, Relation, find_relation, is_constant

UNEXPLAINED = Relation(
    "wrong in a way that no mistake known here explains.",
    "Work one small example by hand and compare it with your code line by line.",
)

LOOSE = (SOME_ENTRIES, SOME_CASES, UNEXPLAINED)
"""What is told if nothing else is: true, and of little help."""


def find_exchanged(steps: Mapping[str, Step]) -> dict[str, Relation]:
    """Return of each wrong part that holds another part's value in every case, which one.

    Only where one call returns them all: values of several calls cannot change places.
    """
    wrong = {part: step for part, step in steps.items() if step.failed_cases(part)}
    found = {}
    for part, step in wrong.items():
        for other in steps:
            if other != part and _holds_value_of(part, step, other, steps[other]):
                found[part] = other
                break
    return {
        part: Relation(
            "the right values, exchanged."
            if found.get(other) == part
            else f"the value of `{other}`.",
            "In which order, or under which names, does the question ask for them?",
        )
        for part, other in found.items()
    }


def _holds_value_of(part: str, step: Step, other: str, its: Step) -> bool:
    """Tell whether a part is what another should be wherever it is wrong, and two cases show it."""
    base = {seen.number: seen.base[other] for seen in its.observations}
    failed = [seen for seen in step.observations if part in seen.wrong]
    # What is given has names only where a case is for one call.
    if len(failed) < 2 or not all(seen.given and seen.pair(part) for seen in failed):
        return False
    if not all(
        seen.number in base and agrees(seen.got.get(part), base[seen.number]) for seen in failed
    ):
        return False
    return len({repr(value) for value in base.values()}) > 1


def find(step: Step, part: str, probe: Probe | None = None) -> Relation | None:
    """Return what can be told of a wrong part, or None if it holds no numbers."""
    failing = [seen for seen in step.observations if part in seen.wrong]
    passing = [seen for seen in step.observations if part not in seen.wrong]
    fact = find_fact([seen.given for seen in failing], [seen.given for seen in passing])
    cases = _pair_up(step.observations, part)
    if cases is None:
        return (
            Relation(f"right in some cases, and wrong where {fact}.", COMPARE_CASES)
            if fact
            else None
        )
    loose = []
    for finding in _find_each(step, part, probe, cases, failing, fact):
        if finding not in LOOSE:
            return finding
        loose.append(finding)
    return loose[0] if loose else SOME_CASES if passing else None


def _find_each(
    step: Step,
    part: str,
    probe: Probe | None,
    cases: Sequence[Case],
    failing: Sequence[Observation],
    fact: str | None,
) -> Iterator[Relation]:
    """Yield what can be told, the simplest first."""
    if is_constant(cases):
        yield CONSTANT
    if len(failing) > 1 and (relation := find_relation(cases)):
        yield relation
    if len(step.parts) > 1 and (mistake := step.find_mistake((part,))):
        yield Relation(mistake.relation, mistake.place)
    wrong = _pair_up(failing, part) or []
    if len(failing) < len(cases) and len(failing) > 1 and (relation := find_relation(wrong)):
        where = f"where {fact}" if fact else "in the others"
        yield Relation(f"right in some cases; {where}: {relation.relation}", relation.place)
    # Of an answer that is the same constant for everybody, its wrong entries would tell too much.
    if len(cases) > 1 and (relation := find_entries([pair for case in cases for pair in case])):
        yield relation
    if fact:
        yield Relation(f"right in some cases, and wrong where {fact}.", COMPARE_CASES)
    if probe:
        both = [*failing, *(seen for seen in step.observations if part not in seen.wrong)]
        if relation := probe.find(part, {seen.number: seen.got.get(part) for seen in both}):
            yield relation
    if relation := _find_second_slip(step, part):
        yield relation


def _pair_up(seen: Sequence[Observation], part: str) -> list[Case] | None:
    pairs = [each.pair(part) for each in seen]
    return (
        None
        if any(pair is None for pair in pairs)
        else [pair for pair in pairs if pair is not None]
    )


def _find_second_slip(step: Step, part: str) -> Relation | None:
    """Return a known mistake and what happened to its values, if just one mistake has that."""
    found: dict[str, Relation] = {}
    for mistake in step.observations[0].mistakes:
        if relation := _relate(step, part, mistake):
            found[mistake.id] = Relation(mistake.relation, mistake.place).combine(relation)
    return next(iter(found.values())) if len(found) == 1 else None


def _relate(step: Step, part: str, mistake: Mistake) -> Relation | None:
    """Return how a part differs from what a mistake would give, in all cases."""
    cases = []
    for seen in step.observations:
        values = step.imagine(seen, mistake)
        pairs = None if values is None else seen.pair(part, values)
        if pairs is None:
            return None
        cases.append(pairs)
    return find_relation(cases)

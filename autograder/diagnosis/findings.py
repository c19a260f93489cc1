"""What is wrong with a part for which no known mistake speaks, as exactly as can be told."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from .amounts import find_amount, find_direction
from .judge import Observation, Step, agrees
from .mistakes import Mistake
from .patterns import (
    COMPARE_CASES,
    SOME_CASES,
    find_arrays,
    find_entries,
    find_example,
    find_fact,
    find_fact_of_some,
)
from .probe import Probe
from .relations import CONSTANT, Case, Pair, Relation, find_relation, is_constant

UNEXPLAINED = Relation(
    "wrong in a way that no mistake known here explains.",
    "Work one small example by hand and compare it with your code line by line.",
)

LOOSE = (SOME_CASES, UNEXPLAINED)
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


def find(
    step: Step,
    part: str,
    probe: Probe | None = None,
    right: Mapping[int, Mapping[str, Any]] | None = None,
) -> Relation | None:
    """Return what can be told of a wrong part, or None if it holds no numbers.

    right: what is right for each part, by the number of the case.
    """
    failing = [seen for seen in step.observations if part in seen.wrong]
    passing = [seen for seen in step.observations if part not in seen.wrong]
    fact = find_fact([seen.given for seen in failing], [seen.given for seen in passing])
    cases = _pair_up(step.observations, part)
    if cases is None:
        return (
            Relation(f"right in some of the cases tried, and wrong where {fact}.", COMPARE_CASES)
            if fact
            else None
        )
    found = next(_find_each(step, part, probe, cases, failing, passing, fact, right or {}), None)
    fits = all(pair.got.shape == pair.reference.shape for case in cases for pair in case)
    return found or (SOME_CASES if passing and fits else None)


def _find_each(
    step: Step,
    part: str,
    probe: Probe | None,
    cases: Sequence[Case],
    failing: Sequence[Observation],
    passing: Sequence[Observation],
    fact: str | None,
    right: Mapping[int, Mapping[str, Any]],
) -> Iterator[Relation]:
    """Yield what can be told, the simplest first."""
    if is_constant(cases):
        yield CONSTANT
    if len(failing) > 1 and (relation := find_relation(cases)):
        yield relation
    pairs = [pair for case in cases for pair in case]
    # One of two values is right in some cases by chance, and so are explanations of the rest.
    tells = not passing or not _are_bits(pairs)
    if len(step.parts) > 1 and tells and (mistake := step.find_mistake((part,))):
        yield Relation(mistake.relation, mistake.place)
    wrong = _pair_up(failing, part) or []
    if passing and len(failing) > 1 and tells and (relation := find_relation(wrong)):
        where = f"where {fact}" if fact else "in the others"
        yield Relation(
            f"right in some of the cases tried; {where}: {relation.relation}", relation.place
        )
    if relation := find_entries(pairs) or find_arrays(cases):
        yield relation
    if len(cases) == 1:
        return
    if len(pairs) == len(cases):
        others = [
            {name: value for name, value in right.get(seen.number, {}).items() if name != part}
            if seen.given  # else a case is for several calls, and parts are of different ones
            else {}
            for seen in step.observations
        ]
        if relation := find_amount(pairs, others):
            yield relation
    if tells and (relation := _find_second_slip(step, part)):
        yield relation
    yield from _ask_once_more(part, probe, pairs, failing, passing, fact)
    if some := find_fact_of_some([s.given for s in failing], [s.given for s in passing]):
        yield Relation(f"of the cases tried, {some}.", COMPARE_CASES)
    if relation := find_direction(pairs):
        yield relation


def _ask_once_more(
    part: str,
    probe: Probe | None,
    pairs: Sequence[Pair],
    failing: Sequence[Observation],
    passing: Sequence[Observation],
    fact: str | None,
) -> Iterator[Relation]:
    """Yield what the answer tells if it is asked once more, and the fact that sets cases apart."""
    fits = all(pair.got.shape == pair.reference.shape for pair in pairs)
    got = {seen.number: seen.got.get(part) for seen in (*failing, *passing)}
    told = Relation(f"right in some of the cases tried, and wrong where {fact}.", COMPARE_CASES)
    # What is true of a single wrong case need not be so of others; many facts set it apart.
    if fact and len(failing) == 1:
        yield told
    if probe and fits and (relation := probe.find_slip(part, got)):
        yield relation
    if fact and len(passing) > 1:
        yield told
    if relation := find_example(pairs):
        yield relation
    if probe and fits and (relation := probe.find_trace(part, got)):
        yield relation
    if fact:
        yield told


def _are_bits(pairs: Sequence[Pair]) -> bool:
    return all(
        np.isin(values, (0, 1)).all() for pair in pairs for values in (pair.got, pair.reference)
    )


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
        # What has another shape than the mistake gives has not come of it.
        if pairs is None or any(pair.got.shape != pair.reference.shape for pair in pairs):
            return None
        cases.append(pairs)
    return find_relation(cases)

"""What no hint may give away: expected numbers, and lines of a solution."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import numpy as np

from autograder import feedback
from autograder.authoring.bank import BankAnswer
from autograder.diagnosis.judge import Judge, Observation
from autograder.grade import Result
from autograder.question.definition import Question
from autograder.questions import find_question
from autograder.run_checks import run_checks
from tests.support.bank import BANK, answers_to

ROOT = Path(__file__).parents[2]

FORMATS = ("{}", "{:g}", "{:.2f}", "{:.3f}", "{:.4f}", "{:.6f}", "{:.1f}", "{:.2e}", "{:.3e}")
NUMBER = re.compile(r"(?<!\w)[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")

SHAPE = re.compile(r"shape \([\d, ]*\), where (\([\d, ]*\)|a single number)|\d+ (values|entries)")
"""Shapes and lengths are no secret: every question states them."""

ARGUMENT = re.compile(
    r"(?<=` )(is|is not|were) [01]|holds (a|no) 0|\[\d+(, \d+)*\]|by 1\.|m − 1|\b2m|a 2 (come|get)"
)
"""What is said of an argument, a place, a count or a named factor is no secret either."""

QUOTED = re.compile(r"stopped with .*")
"""A crash is told in the student's own words."""


def leaves(value) -> list[float]:
    if isinstance(value, dict):
        return [leaf for entry in value.values() for leaf in leaves(entry)]
    if isinstance(value, list | tuple):
        return [leaf for entry in value for leaf in leaves(entry)]
    return np.asarray(value, dtype=float).ravel().tolist()


def seen_when_right(question: type[Question], drawn) -> list[Observation]:
    """What is seen of a right answer: it holds all references and all mistakes of the checks."""
    judge = Judge()
    right = next(answer for answer in answers_to(question.id) if answer.right)
    run_checks(question, right.answer(), drawn, judge)
    return [seen for step in judge.steps.values() for seen in step.observations]


def expected_numbers(seen_of_all: list[Observation]) -> set[str]:
    """Every reference value of these cases, written in every usual way."""
    numbers = {n for seen in seen_of_all for n in leaves(dict(seen.base))}
    return {form.format(number) for number in numbers for form in FORMATS} | {
        str(int(number)) for number in numbers if number == int(number)
    }


def stated(seen_of_all: list[Observation]) -> set[str]:
    """The numbers in the words of the question's mistakes, the same for all cases."""
    words = {f"{m.relation} {m.place}" for seen in seen_of_all for m in seen.mistakes}
    return {number for text in words for number in NUMBER.findall(text)}


def said(result) -> str:
    """All that is told about a result at the highest level, without title and parts."""
    hints = " ".join(
        " ".join([hint.where, hint.relation, hint.place, hint.text]) for hint in result.hints
    )
    assert all(hint.text in feedback.make_data(result)["hints"] for hint in result.hints)
    return ARGUMENT.sub("", SHAPE.sub("", QUOTED.sub("", hints)))


@cache
def solution_lines() -> set[str]:
    """The lines of the model solutions and of the bank's right answers that say something."""
    lines: set[str] = set()
    for path in (ROOT / "solutions").rglob("*.ipynb"):
        if ".ipynb_checkpoints" not in path.parts:
            for cell in nbformat.read(path, as_version=4).cells:
                for region in re.findall(
                    r"BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, re.S
                ):
                    lines |= {line.strip() for line in region.splitlines()}
    for answer in BANK:
        if answer.right:
            lines |= {line.strip() for line in answer.code.splitlines()}
    return {line for line in lines if len(line) > 12}


def find_leaks(
    question_id: str, drawn: list[Any], results: Mapping[BankAnswer, Result]
) -> Iterator[tuple[str, set[str], list[str]]]:
    """Yield the answers whose hints give something away: numbers of these cases, lines."""
    seen = seen_when_right(find_question(question_id), drawn)
    secret = expected_numbers(seen) - stated(seen)
    for answer, result in results.items():
        told = said(result)
        numbers = set(NUMBER.findall(told)) & secret
        lines = [line for line in solution_lines() if line in told]
        if numbers or lines:
            yield answer.outcome, numbers, lines

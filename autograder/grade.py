"""Running a question's checks on an answer, and adding up what they found."""

import contextlib
import importlib
import io
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from . import checks
from .diagnosis.hints import Hint, of_steps, of_trouble
from .diagnosis.judge import Judge
from .question.answer import Answer, AnswerError
from .question.definition import Question

HOME_SEED = 20
"""The seed of the cases that a student sees at home."""


@dataclass(frozen=True)
class Part:
    """One part of a question, as judged.

    `failed` holds the numbers of the cases that the part was wrong in; `followed` is true if it is
    right on the student's own earlier value.
    """

    name: str
    points: int
    failed: tuple[int, ...] = ()
    followed: bool = False

    @property
    def passed(self) -> bool:
        """Whether the part was right in every case."""
        return not self.failed


@dataclass(frozen=True)
class Result:
    """The outcome of one question; `trouble` is the kind of AnswerError that ended it, if any."""

    question: str
    parts: tuple[Part, ...]
    hints: tuple[Hint, ...]
    trouble: str = ""

    @property
    def points(self) -> float:
        """The points that can be had."""
        return float(sum(part.points for part in self.parts))

    @property
    def score(self) -> float:
        """The points that were earned."""
        return float(sum(part.points for part in self.parts if part.passed))


def questions() -> dict[str, type[Question]]:
    """Return every question that has checks, by id, in the order of the course."""
    return dict(_known())


def find(question_id: str) -> type[Question]:
    """Return the question of that id.

    Raises TypeError if `question_id` is not text, ValueError if no question is called so; the
    message lists the ids of that assignment, or the assignments.
    """
    if not isinstance(question_id, str):
        raise TypeError(
            f"question_id should be text like '03-three-layer/gradients', not {question_id!r}"
        )
    known = _known()
    if question_id not in known:
        assignment = question_id.partition("/")[0]
        near = [name for name in known if name.startswith(f"{assignment}/")] or sorted(
            {name.partition("/")[0] for name in known}
        )
        raise ValueError(f"question_id {question_id!r} is not known; there are {', '.join(near)}")
    return known[question_id]


def grade(question_id: str, answer: Answer, seed: int = HOME_SEED) -> Result:
    """Run the checks of a question on an answer.

    The cases are drawn from `seed`. A part earns its points if it is right in every case. Raises
    ValueError or TypeError for an unknown question, KeyboardInterrupt if somebody stops an answer
    that does not end. Whatever else the answer does is judged, not raised.
    """
    question = find(question_id)
    return judged(question, answer, cases(question, seed))


def cases(question: type[Question], seed: int) -> list[Any]:
    """Return the cases that belong to a seed. Raises RuntimeError if one cannot be drawn."""
    with _in_order(question):
        return [question.case(seed, number) for number in range(question.cases)]


def judged(question: type[Question], answer: Answer, cases: Sequence[Any]) -> Result:
    """Judge an answer by these cases.

    Raises RuntimeError if the checks fail for a reason of their own.
    """
    judge = Judge()
    try:
        run_checks(question, answer, cases, judge)
    except AnswerError as trouble:
        return lost(question.id, trouble, judge.number)
    with _in_order(question):
        steps = {part: step for step in judge.steps.values() for part in step.parts}
        steps = {part: steps[part] for part in question.parts}
        return Result(
            question.id,
            tuple(
                Part(name, points, failed, followed=name in steps[name].followed and not failed)
                for name, points in question.parts.items()
                for failed in [steps[name].failed(name)]
            ),
            tuple(of_steps(steps)),
        )


def lost(question_id: str, trouble: AnswerError, number: int = 0) -> Result:
    """Return the result of an answer that cannot be judged; `number` is the case that told so."""
    parts = find(question_id).parts.items()
    failed = tuple(Part(name, points, failed=(number,)) for name, points in parts)
    return Result(question_id, failed, (of_trouble(trouble),), trouble.kind)


def run_checks(
    question: type[Question], answer: Answer, cases: Sequence[Any], judge: Judge
) -> None:
    """Ask an answer for each case and let the checks tell `judge` about it.

    Raises AnswerError if the answer cannot be judged; `judge.number` is then the case.
    """
    for number, case in enumerate(cases):
        judge.number = number
        with _in_order(question, AnswerError):
            got = question.call(answer.by_hand(question.forbidden), case)
        with _in_order(question):
            judge.m = question.rows(case)
            for check in checks_of(question):
                check(case=case, got=got, judge=judge)


@contextlib.contextmanager
def _in_order(question: type[Question], *told: type[Exception]) -> Iterator[None]:
    """Keep a defect of the checks from being taken for a fault of the answer.

    What is raised becomes RuntimeError, unless it is one of `told`.
    """
    # What a notebook has told NumPy to do on overflow must not reach the reference, and a word on
    # stderr would cost all points in nbgrader.
    with (
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        try:
            yield
        except told:
            raise
        except Exception as defect:
            raise RuntimeError(
                f"the checks of {question.id} failed themselves; this is no fault of the answer"
            ) from defect


def checks_of(question: type[Question]) -> tuple[Callable[..., None], ...]:
    """Return the checks of a question as pytest collects them, parameters filled in.

    They take `case`, `got` and `judge`. Raises RuntimeError if there are none.
    """
    found = _collected(Path(str(sys.modules[question.__module__].__file__)).parent)
    checks = tuple(
        partial(item.obj, **(item.callspec.params if hasattr(item, "callspec") else {}))
        for item in found
        if item.cls is question
    )
    if not checks:
        raise RuntimeError(f"no check of {question.id} was found in {question.__module__}")
    return checks


def collect(assignment: str) -> None:
    """Load the checks of an assignment, so that processes forked from now on have them."""
    for name, question in questions().items():
        if name.startswith(f"{assignment}/"):
            checks_of(question)


@cache
def _collected(folder: Path) -> tuple[pytest.Function, ...]:
    # Collecting takes longer than a whole grading does, so it is done once for all questions.
    collected: list[pytest.Function] = []

    class Collect:
        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            collected.extend(item for item in session.items if isinstance(item, pytest.Function))
            return True

    alone = ["-c", os.devnull, f"--rootdir={Path(__file__).parent}", "--import-mode=importlib"]
    run = ["--disable-plugin-autoload", "--capture=no", "--assert=plain", "-pno:cacheprovider"]
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        pytest.MonkeyPatch.context() as environment,
    ):
        # Options that somebody has set for their own tests are not meant for these.
        environment.delenv("PYTEST_ADDOPTS", raising=False)
        environment.delenv("PYTEST_PLUGINS", raising=False)
        pytest.main([*run, *alone, str(folder)], plugins=[Collect()])
    return tuple(collected)


@cache
def _known() -> dict[str, type[Question]]:
    return {question.id: question for module in _modules() for question in _defined_in(module)}


def _modules() -> tuple[ModuleType, ...]:
    found = pkgutil.walk_packages(checks.__path__, f"{checks.__name__}.")
    names = sorted(module.name for module in found if not module.ispkg)
    return tuple(importlib.import_module(name) for name in names)


def _defined_in(module: ModuleType) -> Iterator[type[Question]]:
    for value in vars(module).values():
        if (
            isinstance(value, type)
            and issubclass(value, Question)
            and value.__module__ == module.__name__
        ):
            yield value

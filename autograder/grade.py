"""Running a question's pytest checks on an answer, and adding up what they found."""

import contextlib
import importlib
import io
import os
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from . import checks
from .answer import Answer, AnswerError
from .judge import UNCLEAR, Judge, Mistake, Step
from .question import Question

HOME_SEED = 20
"""The seed of the cases that a student sees at home."""

ADVICE = "Work one small example by hand and compare it with your code line by line."


@dataclass(frozen=True)
class Part:
    """One part of a question, as judged; `followed` if on the student's own earlier value."""

    name: str
    points: int
    passed: bool
    followed: bool = False


@dataclass(frozen=True)
class Hint:
    """What to look at, and the mistake behind it where one is known."""

    text: str
    mistake: Mistake | None = None


@dataclass(frozen=True)
class Result:
    """The outcome of one question."""

    question: str
    parts: tuple[Part, ...]
    hints: tuple[Hint, ...]

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
    return {question.id: question for module in _modules() for question in _defined_in(module)}


def find(question_id: str) -> type[Question]:
    """Return the question of that id.

    Raises TypeError if `question_id` is not text, ValueError if no question is called so; the
    message lists the ids of that assignment, or the assignments.
    """
    if not isinstance(question_id, str):
        raise TypeError(
            f"question_id should be text like '03-three-layer/gradients', not {question_id!r}"
        )
    known = questions()
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
    plugin = _Plugin(question, answer, seed)
    run = ["--disable-plugin-autoload", "--capture=no", "--assert=plain", "--quiet"]
    alone = ["-c", os.devnull, f"--rootdir={Path(__file__).parent}"]
    unused = ["cacheprovider", "doctest", "junitxml", "logging", "pastebin", "warnings"]
    file = Path(str(importlib.import_module(question.__module__).__file__))
    # What a notebook has told NumPy to do on overflow must not reach the reference, and a word on
    # stderr would cost all points in nbgrader.
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        np.errstate(all="ignore"),
        pytest.MonkeyPatch.context() as environment,
    ):
        # Options that somebody has set for their own tests are not meant for these.
        environment.delenv("PYTEST_ADDOPTS", raising=False)
        environment.delenv("PYTEST_PLUGINS", raising=False)
        outcome = pytest.main(
            [*run, *alone, *(f"-pno:{name}" for name in unused), f"{file}::{question.__name__}"],
            plugins=[plugin],
        )
    if outcome == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if plugin.defects or not plugin.ran:
        raise RuntimeError(
            f"the checks of {question_id} failed themselves; this is no fault of the answer"
        ) from next(iter(plugin.defects), None)
    return plugin.result()


class _Plugin:
    """A pytest plug-in: gives the checks their fixtures and remembers what they found."""

    def __init__(self, question: type[Question], answer: Answer, seed: int) -> None:
        self._question = question
        self._answer = answer
        self._case = cache(lambda number: question.case(seed, number))
        self._got: dict[int, Any] = {}
        self._judge = Judge()
        self._trouble: AnswerError | None = None
        self.defects: list[BaseException] = []
        self.ran = 0

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        metafunc.parametrize("number", range(self._question.cases))

    @pytest.fixture
    def case(self, number: int) -> Any:
        return self._case(number)

    @pytest.fixture
    def got(self, number: int) -> Any:
        if self._trouble is None and number not in self._got:
            try:
                self._got[number] = self._question.call(self._answer, self._case(number))
            except AnswerError as trouble:
                self._trouble = trouble
        if self._trouble is not None:
            pytest.fail(self._trouble.message, pytrace=False)
        return self._got[number]

    @pytest.fixture
    def judge(self) -> Judge:
        return self._judge

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo) -> None:
        self.ran += call.when == "setup"
        if call.excinfo and not call.excinfo.errisinstance((AssertionError, pytest.fail.Exception)):
            self.defects.append(call.excinfo.value)

    def result(self) -> Result:
        parts = self._question.parts.items()
        if self._trouble is not None:
            return Result(
                self._question.id,
                tuple(Part(name, points, passed=False) for name, points in parts),
                (Hint(self._trouble.message),),
            )
        steps = {part: step for step in self._judge.steps.values() for part in step.parts}
        return Result(
            self._question.id,
            tuple(
                Part(
                    name,
                    points,
                    passed=name not in steps[name].wrong,
                    followed=name in steps[name].followed and name not in steps[name].wrong,
                )
                for name, points in parts
            ),
            tuple(_hints({name: steps[name] for name, _ in parts})),
        )


def _hints(steps: Mapping[str, Step]) -> Iterator[Hint]:
    """Say each thing once, with all the parts that it is true of; `steps` is keyed by part."""
    explained: dict[Mistake, list[str]] = {}
    unexplained: dict[str, list[str]] = {}
    for part, step in steps.items():
        if part not in step.wrong:
            continue
        if mistake := step.mistake():
            explained.setdefault(mistake, []).append(part)
        else:
            unexplained.setdefault(step.wrong[part], []).append(part)
    for mistake, parts in explained.items():
        yield Hint(mistake.hint.format(parts=_listed(parts)), mistake)
    for problem, parts in unexplained.items():
        yield Hint(f"{_listed(parts)}: {problem}")
    if UNCLEAR in unexplained:
        yield Hint(ADVICE)


def _listed(parts: list[str]) -> str:
    names = [f"`{part}`" for part in parts]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


@cache
def _modules() -> tuple[Any, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(checks.__path__))
    return tuple(importlib.import_module(f"{checks.__name__}.{name}") for name in names)


def _defined_in(module: Any) -> Iterator[type[Question]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Question) and value is not Question:
            yield value

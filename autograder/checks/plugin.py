"""The plug-in that lets pytest run the checks on an answer, one test for each check and case.

    pytest autograder/checks -k update --answer my_answer.py --seed 7
    pytest -p autograder.checks.plugin --pyargs autograder.checks --answer my_answer.py

The first line is for a checkout, the second for an installed package. A test fails with what a
student would be told; `--pdb` stops in the check. The grader runs the same methods without pytest.
"""

import re
from collections.abc import Callable, Generator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeGuard, cast

import numpy as np
import pytest

from ..carried_between import put_in_place
from ..diagnosis.hints import Hint, explain_steps, explain_trouble
from ..diagnosis.judge import Judge
from ..diagnosis.mistakes import Mistake, Values
from ..feedback import describe_replaced
from ..grade import HOME_SEED, judge_answer
from ..question.answer import Answer, AnswerError, describe_crash
from ..question.definition import Question
from ..run_checks import ask_answer, check_case, draw_cases


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that say which answer is checked, and by which cases."""
    group = parser.getgroup("answers to exercises")
    group.addoption("--answer", type=Path, metavar="FILE", help="what a student would type")
    group.addoption(
        "--seed",
        type=int,
        default=HOME_SEED,
        help="what the cases are drawn from (default: the seed at home, %(default)s)",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse to run checks without an answer."""
    if not any(map(_is_check, items)):
        return
    path = cast(Path | None, config.getoption("--answer", None))
    if path is None:
        raise pytest.UsageError(
            "the checks need an answer: --answer FILE (of an installed package: "
            "-p autograder.checks.plugin --pyargs autograder.checks --answer FILE)"
        )
    if not path.is_file():
        raise pytest.UsageError(f"--answer {path} should be a file with an answer")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test of each check and case."""
    if metafunc.cls is not None and issubclass(metafunc.cls, Question):
        numbers = range(metafunc.cls.cases)
        metafunc.parametrize("number", numbers, ids=[f"case{number}" for number in numbers])


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Fail where the answer could not be judged; keep NumPy as quiet as the grader does."""
    if not _is_check(pyfuncitem):
        return (yield)
    got = pyfuncitem.funcargs["got"]
    if isinstance(got, AnswerError):
        file = cast(AnswerFile, pyfuncitem.funcargs["answer_file"])
        pytest.fail(f"{file.stopped} {explain_trouble(got).text}".lstrip(), pytrace=False)
    with np.errstate(all="ignore"):
        return (yield)


class AnswerFile(Answer):
    """A file with what a student would type; what it defines before an error stays.

    `stopped` says what the error was, if there was one.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.stopped = path, ""
        self._code = path.read_bytes()
        names: dict[str, Any] = {"np": np, "__name__": "__main__"}
        try:
            exec(compile(self._code, path, "exec"), names)
        except (Exception, SystemExit) as error:  # a student's file may raise anything
            self.stopped = describe_crash(path.name, error)
        super().__init__(names)

    def _is_helper(self, name: str, function: Callable) -> bool:
        return False  # one file holds all answers

    def mentions(self, name: str) -> bool:
        """Tell whether the file defines a name, or has it in its text."""
        written = re.search(rb"\b%s\b" % name.encode(), self._code)
        return name in self._namespace or bool(written)


class Grading:
    """An answer to a question under grading: its cases, what it gives, and what is found.

    Correct functions are in place of those that are `replaced`.
    """

    def __init__(self, question: type[Question], answer: Answer, seed: int) -> None:
        self.question = question
        self.cases = draw_cases(question, seed)
        self._answer, self._seed = answer, seed

    @cached_property
    def replaced(self) -> tuple[str, ...]:
        """The functions of earlier questions that the answer calls, and which are not right."""
        return judge_answer(self.question, self._answer, self.cases, seed=self._seed).replaced

    @cached_property
    def got(self) -> list[Values | AnswerError]:
        """What the answer gives for each case, or why it cannot be judged there."""
        return [self._ask(case) for case in self.cases]

    @cached_property
    def hints(self) -> list[Hint]:
        """What a student would be told of all cases that can be judged."""
        judge = Judge()
        for judge.number, (case, got) in enumerate(zip(self.cases, self.got, strict=True)):
            if not isinstance(got, AnswerError):
                check_case(self.question, case, got, judge)
        return list(explain_steps({p: step for step in judge.steps.values() for p in step.parts}))

    def _ask(self, case: Any) -> Values | AnswerError:
        try:
            answer = put_in_place(self.question, self._answer, self.replaced)
            return ask_answer(self.question, answer, case)
        except AnswerError as trouble:
            return trouble


class FailingJudge(Judge):
    """Judges one case; fails the test with what a student would be told of what is wrong."""

    def __init__(self, grading: Grading, number: int) -> None:
        super().__init__()
        self.number, self.m = number, grading.question.rows(grading.cases[number])
        self._grading = grading

    def __call__(
        self,
        got: Values,
        expected: Values,
        own: Values | None = None,
        mistakes: Mapping[Mistake, Callable[[], Any]] | None = None,
    ) -> None:
        """Judge the parts in `expected`, as the grader does."""
        __tracebackhide__ = True  # the debugger stops in the check
        super().__call__(got, expected, own, mistakes)
        if wrong := self.steps[tuple(expected)].observations[-1].wrong:
            told = [hint.text for hint in self._grading.hints if wrong.keys() & {*hint.parts}]
            if self._grading.replaced:
                told.append(describe_replaced(self._grading.replaced))
            pytest.fail("\n".join(told), pytrace=False)


@pytest.fixture(scope="session")
def answer_file(pytestconfig: pytest.Config) -> AnswerFile:
    """The file that is checked."""
    return AnswerFile(cast(Path, pytestconfig.getoption("--answer")))


@pytest.fixture(scope="class")
def grading(
    request: pytest.FixtureRequest, pytestconfig: pytest.Config, answer_file: AnswerFile
) -> Grading:
    """The grading of a class's question; without an answer to it, its tests are skipped."""
    question, seed = cast(type[Question], request.cls), cast(int, pytestconfig.getoption("--seed"))
    grading = Grading(question, answer_file, seed)
    name = question.function
    if not answer_file.mentions(name):
        pytest.skip(f"{answer_file.path.name} has no `{name}`, for {grading.question.id}")
    return grading


@pytest.fixture
def case(grading: Grading, number: int) -> Any:
    """One case of the question."""
    return grading.cases[number]


@pytest.fixture
def got(grading: Grading, number: int) -> Values | AnswerError:
    """What the answer gives for the case, asked for once."""
    return grading.got[number]


@pytest.fixture
def judge(grading: Grading, number: int) -> FailingJudge:
    """The judge of the case."""
    return FailingJudge(grading, number)


def _is_check(item: pytest.Item) -> TypeGuard[pytest.Function]:
    return isinstance(item, pytest.Function) and issubclass(item.cls or object, Question)

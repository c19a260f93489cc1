"""A case in which an answer fails, as code that a student can paste into a cell.

It shows what the function was given and what it gave back, never what was expected. Only the cases
of home are shown: those of grading stay with the course.
"""

import contextlib
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .grade import HOME_SEED, Result, grade
from .home import HomeAnswer
from .question.answer import Answer, AnswerError
from .question.definition import Question
from .questions import find_question

MOST_ENTRIES = 150
"""Numbers of one argument, or of an answer, that are written out."""

MOST_CALLS = 2
"""Calls of one case that are shown."""

_UNASKED = ("missing", "not written", "time", "memory", "by library")
"""Kinds of AnswerError for which there is no answer to be shown."""


def show_case(question_id: str, number: int | None = None) -> None:
    """Print a case in which your answer fails, the smallest, or case `number`: input and output.

    Raises ValueError or TypeError for an unknown question or case.
    """
    question = find_question(question_id)
    answer = HomeAnswer(sys._getframe(1).f_globals)
    if number is not None and number not in range(question.cases):
        raise ValueError(f"number should be from 0 to {question.cases - 1}, it is {number!r}")
    result = grade(question_id, answer)
    numbers = _list_failed(result) if number is None else [number]
    print(write_case(question, numbers, answer) or "There is no case to show.")


def get_case(question_id: str, number: int) -> tuple[Any, ...]:
    """Return what the function of a question is given in case `number` at home, made anew."""
    question = find_question(question_id)
    asked = _FirstCall({})
    # A variable is not there, and is given nothing.
    with contextlib.suppress(_AskedError, AnswerError):
        question.call(asked, question.draw_case(HOME_SEED, number))
    return asked.arguments


def write_failed(result: Result, answer: HomeAnswer) -> str:
    """Return the smallest case in which an answer fails, as `write_case` does; empty if none."""
    return write_case(find_question(result.question), _list_failed(result), answer)


def write_case(question: type[Question], numbers: list[int], answer: HomeAnswer) -> str:
    """Return code with the smallest of some cases and the answer to it; empty if there is none."""
    if not numbers or not callable(answer.find(question.function)):
        return ""
    number = min(numbers, key=lambda number: _count(get_case(question.id, number)))
    recorder = _Recorder(answer)
    with contextlib.suppress(AnswerError):
        question.call(recorder, question.draw_case(HOME_SEED, number))
    blocks = [
        _write_call(question, number, call, answer, first=not n)
        for n, call in enumerate(recorder.calls[:MOST_CALLS])
    ]
    return "\n\n".join(filter(None, blocks))


def _list_failed(result: Result) -> list[int]:
    if result.trouble in _UNASKED or result.defect:
        return []
    return sorted({number for part in result.parts for number in part.failed})


@dataclass
class _Call:
    """A call of the answer: its arguments, and what came back or why nothing did."""

    function: str
    given: tuple[Any, ...]
    got: Any = None
    trouble: str = ""


class _Recorder(Answer):
    """An answer that keeps its calls."""

    def __init__(self, answer: Answer) -> None:
        super().__init__({})
        self.calls: list[_Call] = []
        self._answer = answer

    def call(self, name: str, *arguments: Any) -> Any:
        """Call a function; see `Answer.call`."""
        call = _Call(name, arguments)
        self.calls.append(call)
        try:
            call.got = self._answer.call(name, *arguments)
        except AnswerError as trouble:
            call.trouble = trouble.message
            raise
        return call.got


class _AskedError(Exception):
    """Ends a call for which only the arguments are wanted."""


class _FirstCall(Answer):
    """An answer that only keeps what it is given first."""

    arguments: tuple[Any, ...] = ()

    def call(self, name: str, *arguments: Any) -> Any:
        """Keep the arguments, and go no further."""
        self.arguments = arguments
        raise _AskedError


def _write_call(
    question: type[Question], number: int, call: _Call, answer: HomeAnswer, first: bool
) -> str:
    """Return code that makes a call, and what it gave as a comment.

    first: whether it is the first call of the case, whose arguments can be drawn anew. Another one
    is left out if it cannot be written.
    """
    names = _name_arguments(answer.find(call.function), len(call.given))
    text = {name: _write(value, "unique") for name, value in zip(names, call.given, strict=True)}
    if not first and None in text.values():
        return ""
    lines = [
        *_write_arguments(question.id, number, text, first),
        f"{call.function}({', '.join(names)})",
    ]
    told = call.trouble or f"your answer: {_write(call.got, 'told') or 'too large to be shown'}"
    return "\n".join([*lines, *(f"# {line}" for line in told.splitlines())])


def _name_arguments(function: Any, count: int) -> list[str]:
    """Return the names that the function itself has for its arguments, if they are so many."""
    try:
        names = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        names = []
    return names if len(names) == count else [f"argument_{n}" for n in range(1, count + 1)]


def _write_arguments(
    question_id: str, number: int, text: dict[str, str | None], imports: bool
) -> Iterator[str]:
    """Yield lines that make the arguments; those that are not written are drawn anew."""
    drawn = [name for name, written in text.items() if written is None]
    arrays = any(written and "np." in written for written in text.values())
    if imports and (arrays or drawn):
        yield from ["import numpy as np"] * arrays
        yield from ["from autograder import get_case"] * bool(drawn)
        yield ""
    yield from (f"{name} = {written}" for name, written in text.items() if written is not None)
    if drawn:
        names = [name if name in drawn else "_" for name in text]
        call = f'get_case("{question_id}", {number})'
        yield f"({names[0]},) = {call}" if len(names) == 1 else f"{', '.join(names)} = {call}"


def _count(value: Any) -> int:
    """Return how many numbers a value holds."""
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, Mapping):
        return sum(map(_count, value.values()))
    return sum(map(_count, value)) if isinstance(value, list | tuple) else 1


def _write(value: Any, digits: str) -> str | None:
    """Return a value as code; None if it has too many entries, or is no data.

    digits: "unique" for as many as tell a number from all others, "told" for as many as one reads.
    """
    if _count(value) > MOST_ENTRIES:
        return None
    if isinstance(value, np.ndarray):
        array = np.array2string(
            value,
            separator=", ",
            threshold=sys.maxsize,
            max_line_width=100,
            prefix="np.array(",
            floatmode="unique" if digits == "unique" else "maxprec",
        )
        kind = "" if value.dtype in (float, int, bool) else f", dtype=np.{value.dtype}"
        return f"np.array({array}{kind})" if value.size else f"np.zeros({value.shape})"
    if isinstance(value, Mapping):
        pairs = {key: _write(entry, digits) for key, entry in value.items()}
        if None in pairs.values():
            return None
        inner = "".join(f"\n    {key!r}: {_indent(entry)}," for key, entry in pairs.items())
        return f"{{{inner}\n}}"
    if isinstance(value, list | tuple):
        entries = [_write(entry, digits) for entry in value]
        if None in entries:
            return None
        inner = ", ".join(str(entry) for entry in entries)
        if isinstance(value, list):
            return f"[{inner}]"
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, np.ufunc):
        return f"np.{value.__name__}"
    if isinstance(value, float) and digits == "told":
        return f"{value:.8g}"
    data = value is None or isinstance(value, bool | int | float | complex | str | np.generic)
    return repr(value) if data else None


def _indent(text: str | None) -> str:
    return str(text).replace("\n", "\n    ")

"""The only access to a student's work: call a function, or read a variable, and get plain data.

All grading goes through `Answer.call` and `Answer.value`. Arguments are passed as copies. Results
are numbers, text, arrays of numbers, and lists, tuples and dicts of these. Nothing else of what the
student defined is ever read.
"""

import array
import contextlib
import copy
import io
import sysconfig
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from ..trace.recorder import Trace, record
from ..words import capitalise
from .forbidden import watch_calls
from .replace import replace_functions
from .shapes import describe_shapes
from .time_limit import OutOfTimeError, TimeLimit

DEEPEST_LEVEL = 8
"""Levels of nesting that the data of an answer may have."""

LARGEST_ARRAY = 1_000_000
"""Entries that the data of an answer may have."""

TOO_LONG = "it took too long and was stopped"
"""What is said of code that a limit of time has ended."""

MACHINE = "the machine ended it, more than once"
"""What is said of code that was killed from outside, by no doing of its own."""

_PACKAGE = str(Path(__file__).parents[1])
_LIBRARIES = sysconfig.get_path("purelib")


class AnswerError(Exception):
    """An answer cannot be judged; `message` tells the student why.

    `kind` is "missing", "not written", "crash", "changed input", "type" or "by library"; if the
    answer runs in a kernel, also "time", "memory", "died" (the process ended) or "output" (it
    returned too much).
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


@dataclass(frozen=True)
class Unreadable:
    """Replaces an entry of a dict that is not data; only a question that needs it rejects it."""

    message: str


class Answer:
    """What a student's notebook defines, and the library functions that it may not call.

    limit: how long all calls may take together.
    """

    def __init__(
        self,
        namespace: Mapping[str, Any],
        forbidden: tuple[str, ...] = (),
        limit: TimeLimit | None = None,
    ) -> None:
        self._namespace = namespace
        self._forbidden = forbidden
        self._limit = limit or TimeLimit()
        self._stand_ins: Mapping[str, Callable] = {}
        self._trace: Trace | None = None

    def forbid_calls(self, forbidden: tuple[str, ...]) -> "Answer":
        """Return the same answer, which may not call functions whose full names begin so."""
        same = copy.copy(self)
        same._forbidden = forbidden
        return same

    def replace_functions(self, stand_ins: Mapping[str, Callable], share: float = 1.0) -> "Answer":
        """Return the same answer; during its calls, `stand_ins` replace its functions of that name.

        Also where such a function has another name. What the cell of a called function defines
        itself stays: that is a helper of its own.
        share: of all the time for its calls, which begins anew.
        """
        same = copy.copy(self)
        same._stand_ins = stand_ins
        same._limit = self._limit.begin_anew(share)
        return same

    def follow(self, trace: Trace) -> "Answer":
        """Return the same answer, whose calls write into `trace` what they assign."""
        same = copy.copy(self)
        same._trace = trace
        return same

    def value(self, name: str) -> Any:
        """Return a variable of the notebook as plain data.

        Raises AnswerError if the name is missing or not set yet, or its value is not data.
        """
        value = self._find(name)
        if value is ...:
            raise AnswerError("not written", f"`{name}` is not written yet.")
        return copy_data(value, f"`{name}`")

    def call(self, name: str, *arguments: Any) -> Any:
        """Call a function of the notebook on copies of `arguments`; return plain data.

        Its output and its warnings are discarded. Raises AnswerError if the function is missing,
        not written yet, raises, calls a forbidden function, changes an argument other than a random
        generator, or returns None or something that is not data.
        """
        function = self._find(name)
        if not callable(function):
            raise AnswerError(
                "missing", f"`{name}` should be a function; here it is {name_kind(function)}."
            )
        given = copy.deepcopy(arguments)
        result = None
        stand_ins = {n: f for n, f in self._stand_ins.items() if not self._is_helper(n, function)}
        with _silence_output():
            with (
                replace_functions(self._namespace, stand_ins),
                watch_calls(self._forbidden) as called,
                record(self._trace, self._namespace) if self._trace else contextlib.nullcontext(),
            ):
                try:
                    result = self._limit.call(function, *given)
                except OutOfTimeError:
                    raise AnswerError("time", f"`{name}`: {TOO_LONG}.") from None
                except (Exception, SystemExit) as error:  # a student's function may raise anything
                    if unwritten := _find_unwritten(error):
                        raise AnswerError("not written", _describe_need(name, unwritten)) from None
                    if not called:
                        raise AnswerError("crash", describe_crash(name, error)) from None
            if called:
                raise AnswerError("by library", _describe_library_call(name, called[0]))
            for position, (before, after) in enumerate(zip(arguments, given, strict=True)):
                if not _is_unchanged(before, after):
                    raise AnswerError(
                        "changed input",
                        f"`{name}` changed its {_name_position(position)} argument. Build a new "
                        "value instead: a caller still needs the old one.",
                    )
            return refuse_none(_copy_silently(result, f"what `{name}` returned"), name)

    def _is_helper(self, name: str, function: Callable) -> bool:
        """Return whether the cell that defines a function also defines this name."""
        cell = _find_cell(function)
        return cell is not None and cell == _find_cell(self._namespace.get(name))

    def _find(self, name: str) -> Any:
        if name not in self._namespace:
            raise AnswerError(
                "missing",
                f"No `{name}` was found in this notebook. Run the cell that defines it, and check "
                "the spelling.",
            )
        return self._namespace[name]


_TYPES: dict[type, tuple[type, ...]] = {
    bool: (bool, np.bool_),
    int: (int, np.integer),
    float: (float, np.floating, Fraction, Decimal),
    complex: (complex, np.complexfloating),
    str: (str,),
}
"""Built-in types, each with the types whose values are converted to it."""

_NO_NUMBERS = (np.timedelta64,)
"""Types that NumPy counts among whole numbers, and that are none."""

_BUFFERS = (array.array, memoryview)
"""Types whose entries NumPy reads at once."""

_BYTES = (bytes, bytearray)
"""Types that are text rather than sequences of numbers."""


def copy_data(value: Any, what: str) -> Any:
    """Return a copy of `value` that consists of built-in types and base arrays.

    Sequences other than text become lists, and tuples stay tuples. An entry of a dict that is not
    data becomes `Unreadable`; keys other than text and tuples of text are left out. what: how
    messages name the value. Raises AnswerError (kind "type") if anything else is not data, is
    nested deeper than DEEPEST_LEVEL or has more than LARGEST_ARRAY entries in all.
    """
    with _silence_output():
        return _copy_silently(value, what)


def _copy_silently(value: Any, what: str) -> Any:
    """Do what `copy_data` does, where output is discarded already."""
    try:
        return _Copying(capitalise(what)).copy(value)
    except AnswerError:
        raise
    except Exception as error:  # a student's own sequence or number may raise anything
        raise AnswerError(
            "type", f"{capitalise(what)} cannot be read: {type(error).__name__}."
        ) from None


class _Copying:
    """The copying of a value that messages call `what`; `left`: how many entries it may have."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.left = LARGEST_ARRAY

    def copy(self, value: Any, depth: int = 0) -> Any:
        if depth > DEEPEST_LEVEL:
            raise AnswerError("type", f"{self.what} is nested too deeply.")
        if value is None:
            return None
        if isinstance(value, _NO_NUMBERS):
            raise self._refuse(value)
        for kind, types in _TYPES.items():
            if isinstance(value, types):
                return self._convert(kind, value)
        if isinstance(value, _BUFFERS):
            value = np.asarray(value)
        if isinstance(value, np.ndarray):
            if value.dtype.kind in "biufc":
                self._count(value.size)
                return np.array(value, subok=False)
            if value.ndim == 0:
                return self.copy(value.item(), depth + 1)
        elif isinstance(value, Mapping):
            return self._copy_dict(value, depth)
        elif not isinstance(value, Sequence) or isinstance(value, _BYTES):
            raise self._refuse(value)
        self._count(length := len(value))
        # It may go on for ever, whatever its length says.
        entries = [self.copy(entry, depth + 1) for entry in islice(value, length)]
        return tuple(entries) if isinstance(value, tuple) else entries

    def _copy_dict(self, value: Mapping, depth: int) -> dict:
        self._count(len(value))
        return {
            _copy_key(key): self._copy_entry(entry, depth)
            for key, entry in value.items()
            if isinstance(key, str)
            or (isinstance(key, tuple) and all(isinstance(part, str) for part in key))
        }

    def _copy_entry(self, entry: Any, depth: int) -> Any:
        try:
            return self.copy(entry, depth + 1)
        except AnswerError as error:
            return Unreadable(error.message)

    def _convert(self, kind: type, value: Any) -> Any:
        try:
            return kind(value)
        except (ValueError, OverflowError):
            raise AnswerError(
                "type", f"{self.what} holds {name_kind(value)} that cannot be worked with."
            ) from None

    def _count(self, entries: int) -> None:
        self.left -= entries
        if self.left < 0:
            raise AnswerError(
                "type", f"{self.what} has more than {LARGEST_ARRAY} entries, far too many."
            )

    def _refuse(self, value: Any) -> AnswerError:
        return AnswerError(
            "type", f"{self.what} holds {name_kind(value)}; numbers and arrays were expected."
        )


def refuse_none(result: Any, name: str) -> Any:
    """Return what a function of that name returned.

    Raises AnswerError (kind "type") if it is None, which no question asks for.
    """
    if result is None:
        raise AnswerError(
            "type", f"`{name}` returned None: is there a `return` on every path through it?"
        )
    return result


def name_kind(value: Any) -> str:
    """Return what a value is, with its article: "a list", "text", "a single number"."""
    if value is None:
        return "None"
    if isinstance(value, str):
        return "text"
    if isinstance(value, np.ndarray) and value.ndim > 0:
        return "an array"
    if isinstance(value, (int, float, complex, np.ndarray, np.number, *_TYPES[float])) and (
        not isinstance(value, _NO_NUMBERS)
    ):
        return "a single number"
    name = type(value).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _copy_key(key: Any) -> Any:
    return str(key) if isinstance(key, str) else tuple(map(str, key))


@contextlib.contextmanager
def _silence_output():
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
    ):
        warnings.simplefilter("ignore")
        yield


def _find_cell(function: Any) -> str | None:
    """Return the file name that Python gives to the cell in which a function was written."""
    return getattr(getattr(function, "__code__", None), "co_filename", None)


def _is_unchanged(before: Any, after: Any) -> bool:
    if isinstance(before, np.ndarray):
        return (
            isinstance(after, np.ndarray)
            and before.shape == after.shape
            and before.dtype == after.dtype
            and bool((before == after).all())
        )
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(
            _is_unchanged(before[k], after[k]) for k in before
        )
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(_is_unchanged, before, after))
    return callable(before) or isinstance(before, np.random.Generator) or before == after


def _find_unwritten(error: BaseException) -> str:
    """Return the name of the student's function that says it is not written; empty if none does."""
    if not isinstance(error, NotImplementedError):
        return ""
    *_, last = _walk_traceback(error.__traceback__)
    code = last.tb_frame.f_code
    return "" if code.co_filename.startswith((_PACKAGE, _LIBRARIES)) else code.co_name


def _describe_need(name: str, unwritten: str) -> str:
    needed = "" if unwritten in (name, "<lambda>") else f", which `{name}` needs,"
    return f"`{unwritten if needed else name}`{needed} is not written yet."


def describe_crash(name: str, error: BaseException) -> str:
    """Return a message that says what `name` raised, and at which line of the student's code."""
    stops = f"`{name}` stopped with {type(error).__name__}"
    traces = list(_walk_traceback(error.__traceback__))
    own = [
        (trace, frame)
        for trace, frame in zip(traces, traceback.extract_tb(error.__traceback__), strict=True)
        if frame.line and not frame.filename.startswith((_PACKAGE, _LIBRARIES))
    ]
    if not own:
        return f"{stops}: {_shorten(str(error))}."
    line = f"at the line `{own[-1][1].line}`"
    if shapes := describe_shapes(error, *own[-1]):
        return f"{stops} {line}: {shapes}."
    return f"{stops}: {_shorten(str(error))}, {line}."


def _walk_traceback(trace: TracebackType | None) -> Iterator[TracebackType]:
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _describe_library_call(name: str, called: str) -> str:
    """Return a message that says which library function did the work."""
    # A function made by a decorator is named by its module alone.
    named = called.partition(".<locals>")[0].split(".")
    library, *path = (part for part in named if not part.startswith("_"))
    return (
        f"`{name}` leaves this to `{path[-1]}` of {library}, and the question is there to be "
        "worked out by hand."
    )


def _shorten(text: str, length: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def _name_position(position: int) -> str:
    return ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")[position]

"""What a call of an answer assigns, as it is recorded."""

import linecache
import sys

import numpy as np
import pytest

from autograder.question.answer import Answer, AnswerError
from autograder.trace.recorder import (
    MOST_ENTRIES,
    MOST_TIMES,
    RETURNED,
    SET,
    Entry,
    Trace,
    read_entries,
)


def follow(code: str, *arguments) -> list[Entry]:
    """Return what a call of `answer` in this code assigns."""
    file, names = "<a cell>", {"np": np}
    linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)
    exec(compile(code, file, "exec"), names)
    trace = Trace()
    Answer(names).follow(trace).call("answer", *arguments)
    return trace.entries


def told(entries: list[Entry], kind: str = SET) -> list[tuple[str, int]]:
    return [(entry.name, entry.line) for entry in entries if entry.kind == kind]


X = np.arange(6.0).reshape(2, 3)


def test_each_name_is_recorded_with_line_value_and_what_it_uses():
    entries = follow("def answer(X):\n    a = X + 1\n    b = 2 * a\n    return b, a.sum()\n", X)
    assert told(entries) == [("a", 2), ("b", 3)]
    a, b = (entry for entry in entries if entry.kind == SET)
    np.testing.assert_array_equal(b.value, 2 * (X + 1))
    assert (a.text, entries[b.uses[0]]) == ("a = X + 1", a)
    assert told(entries, RETURNED) == [("0", 4), ("1", 4)]


def test_a_value_is_a_copy_from_the_moment_at_which_its_line_ends():
    entries = follow("def answer(X):\n    a = X + 1\n    a *= 2\n    return a\n", X)
    first, second = (entry for entry in entries if entry.kind == SET)
    np.testing.assert_array_equal(first.value, X + 1)
    np.testing.assert_array_equal(second.value, 2 * (X + 1))


def test_a_loop_is_recorded_the_first_times_and_the_last():
    code = "def answer(X):\n    for n in range(50):\n        a = X + n\n    return a\n"
    values = [entry.value for entry in follow(code, X) if entry.name == "a"]
    assert len(values) == MOST_TIMES
    np.testing.assert_array_equal(values[0], X)
    np.testing.assert_array_equal(values[-1], X + 49)


def test_keys_lists_and_helpers_are_followed():
    code = """
def half(A):
    B = A / 2
    return B

def answer(X):
    values = [X]
    values.append(half(values[-1]))
    out = {}
    for k in "ab":
        out[f"d{k}"] = values[-1] * 3
    return out
"""
    entries = follow(code, X)
    assert told(entries)[:3] == [("B", 3), ("return", 4), ("values[1]", 8)]
    assert [name for name, _ in told(entries)][-2:] == ["out['da']", "out['db']"]
    assert told(entries, RETURNED) == [("da", 12), ("db", 12)]


def test_nothing_is_recorded_of_functions_that_are_not_the_students():
    entries = follow("def answer(X):\n    return np.linalg.norm(X, axis=0)\n", X)
    assert told(entries) == []


def test_what_is_recorded_is_bounded():
    lines = "\n".join(f"    a{n} = X + {n}" for n in range(1000))
    assert len(follow(f"def answer(X):\n{lines}\n    return a999\n", X)) == MOST_ENTRIES
    code = "def answer(X):\n    a = np.zeros(10**5)\n    return X\n"
    assert next(entry for entry in follow(code, X) if entry.name == "a").value is None


def test_an_answer_without_a_trace_is_called_without_one():
    seen = []
    Answer({"answer": lambda: seen.append(sys.gettrace()) or 1}).call("answer")
    before = sys.gettrace()
    with pytest.raises(AnswerError):
        Answer({"answer": lambda: 1 / 0}).follow(Trace()).call("answer")
    assert seen == [before]
    assert sys.gettrace() is before


ENTRY = vars(Entry(SET, "a", 2, "a = 1", X, [0], None))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "other"},
        {"line": 10**9},
        {"line": "2"},
        {"uses": ["0"]},
        {"uses": [0] * 10_000},
        {"value": "text"},
        {"value": np.zeros(10**5)},
        {"value": np.array([1j])},
        {"name": None},
    ],
)
def test_entries_that_are_not_in_order_are_not_read(change):
    assert read_entries([ENTRY]) == [Entry(**ENTRY)]
    assert read_entries([ENTRY, ENTRY | change]) == []
    assert read_entries([ENTRY] * (MOST_ENTRIES + 1)) == []
    assert read_entries(None) == []

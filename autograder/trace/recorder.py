"""Records what an answer assigns to its names while one call of it runs.

It runs beside the student's code, in a notebook or in a kernel, so that nothing it returns is
trusted. It takes copies of plain numbers, arrays, lists and dicts, never of anything whose type a
student has made: so it runs none of their code.
"""

import ast
import contextlib
import inspect
import linecache
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import CodeType, FrameType
from typing import Any

import numpy as np

MOST_ENTRIES = 200
"""Values of one call that are recorded."""

MOST_TIMES = 6
"""Values of one name and line that are recorded: the first ones and the last."""

MOST_STEPS = 20_000
"""Lines that are followed; what runs after these is not recorded."""

MOST_SECONDS = 1.0
"""Seconds after which nothing more is recorded."""

LARGEST_VALUE = 1_000
"""Numbers that a recorded value may have."""

LONGEST_SOURCE = 100_000
"""Characters of a cell that is read."""

LONGEST_LINE = 120
"""Characters of a line that are kept."""

GIVEN, SET, RETURNED = "given", "set", "returned"
UNKNOWN = -1


@dataclass
class Entry:
    """A value that a name was given, or a function returned.

    kind: GIVEN to a function, SET by a line, or RETURNED by the function that was asked; name: as
    the line writes it, or the key or number of what is returned; line: its number in the cell;
    text: the line; value: a copy, None if it is too large; uses: which entries its line uses, by
    number, UNKNOWN for a value that was not recorded; same: the entry that is the very same value.
    """

    kind: str
    name: str
    line: int
    text: str
    value: Any
    uses: list[int]
    same: int | None = None


@dataclass
class Trace:
    """What one call of an answer has assigned, in the order of time."""

    entries: list[Entry] = field(default_factory=list)


@contextlib.contextmanager
def record(trace: Trace, namespace: Mapping[str, Any]) -> Iterator[None]:
    """Write into `trace` what functions that were written in `namespace` assign meanwhile."""
    recorder = _Recorder(trace, namespace)
    before = sys.gettrace()
    sys.settrace(recorder.enter)
    try:
        yield
    finally:
        sys.settrace(before)


@dataclass
class _Frame:
    """A call of a student's function: the statement that runs, and what it uses."""

    frame: FrameType
    statements: dict[int, list[ast.stmt]]
    names: dict[str, int] = field(default_factory=dict)
    running: list[ast.stmt] = field(default_factory=list)
    uses: dict[int, list[int]] = field(default_factory=dict)
    returned: list[int] = field(default_factory=list)


class _Recorder:
    """Follows the calls of one answer."""

    def __init__(self, trace: Trace, namespace: Mapping[str, Any]) -> None:
        self._entries = trace.entries
        self._namespace = namespace
        self._frames: dict[FrameType, _Frame] = {}
        self._of_value: dict[int, int] = {}
        self._ids: dict[int, int] = {}
        self._kept: list[Any] = []  # so that no other value gets the same id
        self._numbers: dict[tuple, list[int]] = {}
        self._sources: dict[str, dict[int, list[ast.stmt]]] = {}
        self._steps = 0
        self._end = time.monotonic() + MOST_SECONDS

    def enter(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Follow a call of a function, if it is the student's."""
        code = frame.f_code
        if frame.f_globals is not self._namespace or code.co_name.startswith("<"):
            return None
        if self._is_over():
            return None
        if code.co_filename not in self._sources:
            self._sources[code.co_filename] = _read_statements(code)
        if not (statements := self._sources[code.co_filename]):
            return None
        followed = self._frames[frame] = _Frame(frame, statements)
        for name in inspect.getargs(code).args:
            if name in frame.f_locals:
                self._add(followed, GIVEN, name, code.co_firstlineno, frame.f_locals[name], [])
        return self._step

    def _is_over(self) -> bool:
        self._steps += 1
        return (
            self._steps > MOST_STEPS
            or len(self._entries) >= MOST_ENTRIES
            or time.monotonic() > self._end
        )

    def _step(self, frame: FrameType, event: str, argument: Any) -> Any:
        followed = self._frames.get(frame)
        if followed is None or (self._is_over() and event != "return"):
            return None
        if event == "line":
            inside = any(
                s.lineno <= frame.f_lineno <= _end_of_head(s) for s in followed.running
            ) and frame.f_lineno not in {s.lineno for s in followed.running}
            if not inside:
                self._finish(followed)
                self._begin(followed, frame.f_lineno)
        elif event == "return":
            if not any(isinstance(s, ast.Return) for s in followed.running):
                self._finish(followed)
            elif argument is not None:
                self._give_back(followed, argument)
            del self._frames[frame]
        return self._step

    def _begin(self, followed: _Frame, line: int) -> None:
        followed.running = followed.statements.get(line, [])
        followed.returned = []
        followed.uses = {
            n: [*self._find_uses(statement, followed)]
            for n, statement in enumerate(followed.running)
        }

    def _finish(self, followed: _Frame) -> None:
        """Record what the statements that ran until now have assigned."""
        names = followed.frame.f_locals
        for n, statement in enumerate(followed.running):
            uses = [*followed.uses[n], *followed.returned]
            for target in _list_targets(statement):
                found, value = _evaluate(target, names)
                if found:
                    text = _name_target(target, names)
                    again = followed.names.get(text) == self._of_value.get(id(value), UNKNOWN)
                    if isinstance(statement, ast.For) and again:  # it has come to its end
                        continue
                    self._add(followed, SET, text, statement.lineno, value, uses)
            if appended := _read_append(statement):
                found, value = _evaluate(appended, names)
                if found and type(value) is list and value:
                    text = f"{ast.unparse(appended)}[{len(value) - 1}]"
                    self._add(followed, SET, text, statement.lineno, value[-1], uses)
        followed.running = []

    def _give_back(self, followed: _Frame, value: Any) -> None:
        """Record what a function returns, entry by entry."""
        number, statement = next(
            (n, s) for n, s in enumerate(followed.running) if isinstance(s, ast.Return)
        )
        above = followed.frame.f_back
        while above is not None and above not in self._frames:
            above = above.f_back
        outermost = above is None
        uses = [*followed.uses[number], *followed.returned]
        if type(value) is dict:
            pairs = [(k, v) for k, v in islice(value.items(), MOST_ENTRIES) if type(k) is str]
        elif _is_exactly(value, tuple, list):
            pairs = list(enumerate(value[:MOST_ENTRIES]))
        else:
            pairs = [(0, value)]
        for key, its in pairs:
            node = _find_returned(statement.value, key)
            if node is not None:
                own = [*self._find_in(node, followed), *followed.returned]
            else:  # of several values the line does not say which is which
                own = [*uses, UNKNOWN] if len(pairs) > 1 else uses
            name = str(key)
            kind = RETURNED if outermost else SET
            name = name if outermost else "return"
            line = statement.lineno if node is None else node.lineno
            index = self._add(followed, kind, name, line, its, own)
            if not outermost and index is not None:
                self._frames[above].returned.append(index)

    def _find_uses(self, statement: ast.stmt, followed: _Frame) -> Iterator[int]:
        match statement:
            case ast.Assign(_, value) | ast.Return(value) | ast.Expr(value):
                nodes = [value]
            case ast.AugAssign(target, _, value):
                nodes = [target, value]
            case ast.AnnAssign(_, _, value):
                nodes = [value]
            case ast.For(_, iterable):
                nodes = [iterable]
            case _:
                nodes = []
        # What is written into keeps what it held.
        if isinstance(statement, ast.Assign):
            nodes += [t for t in statement.targets if _is_entry_of_array(t, followed)]
        for node in nodes:
            if node is not None:
                yield from self._find_in(node, followed)

    def _find_in(self, node: ast.AST, followed: _Frame) -> Iterator[int]:
        """Yield the entries that an expression uses."""
        names = followed.frame.f_locals
        match node:
            case ast.Name(name, ast.Load() | ast.Store()):
                if name in names:
                    yield from self._look_up(name, names[name], followed)
                elif name in self._namespace:
                    yield from self._look_up("", self._namespace[name], followed)
                return
            case ast.Subscript(value, index):
                found, its = _evaluate(node, names)
                if found:
                    yield from self._look_up(ast.unparse(node), its, followed)
                    return
                yield from self._find_in(value, followed)
                yield from self._find_in(index, followed)
                return
            case ast.Attribute(value, name):
                found, its = _evaluate(node, names)
                if found:
                    yield from self._look_up(ast.unparse(node), its, followed)
                elif name not in ("shape", "size", "ndim", "dtype"):
                    yield from self._find_in(value, followed)
                return
            case ast.Call(ast.Name("len" | "range"), _):
                return
        for child in ast.iter_child_nodes(node):
            yield from self._find_in(child, followed)

    def _look_up(self, name: str, value: Any, followed: _Frame) -> Iterator[int]:
        if _is_exactly(value, dict, list, tuple):
            entries = value.values() if type(value) is dict else value
            for entry in islice(entries, MOST_ENTRIES):
                yield from self._look_up("", entry, followed)
        elif type(value) is np.ndarray:
            mine = followed.names.get(name, UNKNOWN)
            # Two names of one array are told apart.
            known = mine >= 0 and self._ids.get(mine) == id(value)
            yield mine if known else self._of_value.get(id(value), UNKNOWN)
        elif _is_number(value) and not isinstance(value, int):
            yield followed.names.get(name, UNKNOWN)

    def _add(
        self,
        followed: _Frame,
        kind: str,
        name: str,
        line: int,
        value: Any,
        uses: list[int],
    ) -> int | None:
        """Record a value, and each entry of a list or dict; return its number if it is one."""
        if _is_exactly(value, dict, list, tuple) and kind != RETURNED:
            pairs = value.items() if type(value) is dict else enumerate(value)
            for key, entry in islice(pairs, MOST_ENTRIES):
                if not _is_exactly(key, int, str):
                    continue
                if _is_number(entry) or id(entry) not in self._of_value:
                    self._add(followed, kind, f"{name}[{key!r}]"[:LONGEST_LINE], line, entry, uses)
            return None
        if not (type(value) is np.ndarray or _is_number(value)):
            return None
        numbers = self._numbers.setdefault((kind, name, line), [])
        before = self._of_value.get(id(value))
        if kind == RETURNED and len(uses) == 1 and self._ids.get(uses[0]) == id(value):
            before = uses[0]  # of two names of one array, the one that the line writes
        if len(numbers) < MOST_TIMES:
            numbers.append(len(self._entries))
        number = numbers[-1]  # the last time takes the place of the one before
        if number >= MOST_ENTRIES:
            return None
        same = None
        if before is not None and before != number and _is_same(self._entries[before], value):
            same = before
        if type(value) is np.ndarray:
            self._of_value[id(value)], self._ids[number] = number, id(value)
            self._kept.append(value)
        followed.names[name] = number
        text = linecache.getline(followed.frame.f_code.co_filename, line)
        copied = np.array(value) if value_fits(value) else None
        others = [use for use in dict.fromkeys(uses) if use != number]
        entry = Entry(kind, name, line, text.strip()[:LONGEST_LINE], copied, others, same)
        self._entries[number:] = [entry, *self._entries[number + 1 :]]
        return number


def value_fits(value: Any) -> bool:
    """Return whether a number or an array is real, and small enough to be kept."""
    array = np.asarray(value)
    return array.dtype.kind in "biuf" and array.size <= LARGEST_VALUE


def _is_exactly(value: Any, *types: type) -> bool:
    """Return whether a value is of one of these types; nothing of the student's is asked."""
    return any(type(value) is each for each in types)


_NUMBERS = (int, float, *(np.dtype(code).type for code in "bhilqBHILQefd"))


def _is_number(value: Any) -> bool:
    return _is_exactly(value, *_NUMBERS)


def _is_same(entry: Entry, value: np.ndarray) -> bool:
    """Return whether an array still is what it was when it was recorded."""
    return entry.value is not None and np.array_equal(entry.value, value, equal_nan=True)


def read_entries(data: Any) -> list[Entry]:
    """Return entries that came from a kernel, as data; none if one of them is not in order.

    What a value claims to be made of is the student's word, which can mislead nobody but them.
    """
    if not isinstance(data, list):
        return []
    entries = [entry for entry in map(_read_entry, data[:MOST_ENTRIES]) if entry is not None]
    return entries if len(entries) == len(data) else []


def _read_entry(data: Any) -> Entry | None:
    match data:
        case {
            "kind": str(kind),
            "name": str(name),
            "line": int(line),
            "text": str(text),
            "value": np.ndarray() | None as value,
            "uses": list(uses),
            "same": int() | None as same,
        } if (
            kind in (GIVEN, SET, RETURNED)
            and 0 < line < LONGEST_SOURCE
            and len(uses) <= 2 * MOST_ENTRIES
            and all(type(use) is int for use in uses)
            and (value is None or value_fits(value))
        ):
            return Entry(kind, _clean(name), line, _clean(text), value, uses, same)
    return None


def _clean(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text[:LONGEST_LINE])


# --- source ---------------------------------------------------------------------------------------


def _read_statements(code: CodeType) -> dict[int, list[ast.stmt]]:
    """Return the statements of a cell, by the line in which they begin; none if it is not known."""
    lines = linecache.getlines(code.co_filename)
    source = "".join(lines)
    if not source or len(source) > LONGEST_SOURCE:
        return {}
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return {}
    found: dict[int, list[ast.stmt]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            found.setdefault(node.lineno, []).append(node)
    return found


def _end_of_head(statement: ast.stmt) -> int:
    """Return the last line of a statement without what is indented below it."""
    body = getattr(statement, "body", None)
    return body[0].lineno - 1 if body else statement.end_lineno or statement.lineno


def _list_targets(statement: ast.stmt) -> Iterator[ast.expr]:
    """Yield what a statement gives a value: names, and whole arrays that it writes into."""
    nodes: list[ast.expr]
    match statement:
        case ast.Assign(targets, _):
            nodes = list(targets)
        case ast.AugAssign(target, _, _) | ast.AnnAssign(target, _, ast.AST()):
            nodes = [target]
        case ast.For(target, _):
            nodes = [target]
        case _:
            nodes = []
    while nodes:
        node = nodes.pop(0)
        match node:
            case ast.Tuple(parts) | ast.List(parts):
                nodes[:0] = parts
            case ast.Starred(value):
                nodes.insert(0, value)
            case _:
                yield node


def _read_append(statement: ast.stmt) -> ast.expr | None:
    """Return the list that a statement appends to."""
    match statement:
        case ast.Expr(ast.Call(ast.Attribute(value, "append"), [_], [])):
            return value
    return None


def _find_returned(node: ast.expr | None, key: Any) -> ast.expr | None:
    """Return the expression of one entry of what is returned, if it can be told."""
    match node:
        case ast.Dict(keys, values):
            both = zip(keys, values, strict=True)
            return next(
                (v for k, v in both if isinstance(k, ast.Constant) and k.value == key), None
            )
        case ast.Tuple(parts) | ast.List(parts):
            plain = type(key) is int and not any(isinstance(p, ast.Starred) for p in parts)
            return parts[key] if plain and key < len(parts) else None
        case ast.Call(ast.Name("dict"), [], keywords):
            return next((k.value for k in keywords if k.arg == key), None)
    return None


def _name_target(node: ast.expr, names: Mapping[str, Any]) -> str:
    """Return what a target is called: an array for its entries, and a key by its value."""
    if isinstance(node, ast.Subscript):
        found, value = _evaluate(node.value, names)
        if found and type(value) is np.ndarray:
            return ast.unparse(node.value)
        known, key = _evaluate(node.slice, names)
        if known and _is_exactly(key, int, str):
            return f"{ast.unparse(node.value)}[{key!r}]"
    return ast.unparse(node)


def _is_entry_of_array(node: ast.AST, followed: _Frame) -> bool:
    match node:
        case ast.Subscript(value, _):
            found, its = _evaluate(value, followed.frame.f_locals)
            return found and type(its) is np.ndarray
    return False


def _evaluate(node: ast.AST, names: Mapping[str, Any]) -> tuple[bool, Any]:
    """Return whether an expression of names, keys and attributes has a value, and that.

    Only plain lists, tuples and dicts are looked into, and instances for what they hold; an entry
    of an array stands for the whole of it. None of the student's code runs.
    """
    with contextlib.suppress(LookupError, TypeError, AttributeError):
        match node:
            case ast.Name(name):
                return (True, names[name]) if name in names else (False, None)
            case ast.Constant(value):
                return True, value
            case ast.UnaryOp(ast.USub(), operand):
                found, value = _evaluate(operand, names)
                return (True, -value) if found and type(value) is int else (False, None)
            case ast.BinOp(left, ast.Add() | ast.Sub() as op, right):
                (has, a), (had, b) = _evaluate(left, names), _evaluate(right, names)
                if has and had and type(a) is type(b) and _is_exactly(a, int, str):
                    plus = isinstance(op, ast.Add)
                    return (True, a + b) if plus else (type(a) is int, a - b)
            case ast.JoinedStr(parts):
                texts = [
                    _evaluate(p.value if isinstance(p, ast.FormattedValue) else p, names)
                    for p in parts
                ]
                if all(found and _is_exactly(text, int, str) for found, text in texts):
                    return True, "".join(str(text) for _, text in texts)
            case ast.Subscript(value, index):
                found, its = _evaluate(value, names)
                if found and type(its) is np.ndarray:
                    return True, its
                known, key = _evaluate(index, names)
                if found and known and _is_exactly(its, dict, list, tuple):
                    return (True, its[key]) if _is_exactly(key, int, str) else (False, None)
            case ast.Attribute(value, name) if name not in ("T", "shape", "size"):
                found, its = _evaluate(value, names)
                if found and type(its) is not np.ndarray:
                    held = object.__getattribute__(its, "__dict__")
                    return (True, held[name]) if type(held) is dict else (False, None)
    return False, None

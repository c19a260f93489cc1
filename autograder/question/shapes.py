"""NumPy's complaints about shapes, told with the names and shapes of a student's own line.

NumPy speaks of "core dimensions" and "gufunc signatures". What a student needs to know is which
array has which shape: "`D_next` is (3, 5), `W_next` is (6, 5): this product does not fit".
"""

import ast
import contextlib
import linecache
import re
from collections.abc import Mapping
from traceback import FrameSummary
from types import TracebackType
from typing import Any

import numpy as np

Shape = tuple[int, ...]

_ABOUT_SHAPES = re.compile(
    r"gufunc|could not be broadcast|broadcastable|not aligned|einstein sum|cannot be broadcast"
)
_PAIR = re.compile(r"(\([\d, ]*\)) (?:and )?(\([\d, ]*\))")
"""The two shapes that NumPy's message names, if it does."""

_OPERATIONS = {
    ast.MatMult: "this product does not fit",
    ast.Mult: "this product entry by entry does not fit",
    ast.Div: "this quotient entry by entry does not fit",
    ast.Add: "this sum does not fit",
    ast.Sub: "this difference does not fit",
}
_SIZES = re.compile(r"size (\d+) is different from (\d+)")
"""The two sizes in the message on a matrix product: of its right factor, then of its left one."""

_PRODUCTS = ("dot", "matmul", "inner", "vdot")
_PLAIN = "the shapes in this line do not fit together"


def describe_shapes(error: BaseException, trace: TracebackType, place: FrameSummary) -> str:
    """Return which shapes do not fit; empty if the error is not about shapes, or nothing is known.

    trace: the student's innermost frame in the error's traceback; place: the same as a summary.
    """
    message = " ".join(str(error).split())
    if not isinstance(error, ValueError) or not _ABOUT_SHAPES.search(message):
        return ""
    operation = _parse_operation(place)
    names = {**trace.tb_frame.f_globals, **trace.tb_frame.f_locals}
    match operation:
        case ast.BinOp(left, op, right):
            operands, verdict = [left, right], _OPERATIONS.get(type(op), _PLAIN)
        case ast.AugAssign(target, op, value):
            operands, verdict = [target, value], _OPERATIONS.get(type(op), _PLAIN)
        case ast.Call(ast.Attribute(_, "einsum"), [ast.Constant(str() as rule), *operands], _):
            verdict = f'"{rule}" does not fit'
        case ast.Call(ast.Attribute(ast.Name("np" | "numpy"), name), operands, _):
            product = name in _PRODUCTS
            verdict = _OPERATIONS[ast.MatMult] if product else _PLAIN
        case ast.Call(ast.Attribute(receiver, name), [other], _) if name in _PRODUCTS:
            operands, verdict = [receiver, other], _OPERATIONS[ast.MatMult]
        case _:
            operands, verdict = [], _PLAIN
    shapes = _find_shapes(operands, names, message)
    told = [
        f"`{ast.unparse(node)}` is {shape or 'a single number'}"
        for node, shape in zip(operands, shapes, strict=True)
        if shape is not None
    ]
    if told and len(told) == len(operands):
        return f"{', '.join(told)}: {verdict}"
    if sizes := _SIZES.search(message):
        right, left = sizes.groups()
        return f"{_OPERATIONS[ast.MatMult]}: {left} on the left, {right} on the right"
    if "gufunc" in message:
        return "one factor of this product is a single number"
    return f"{', '.join(told)}: {verdict}" if told else ""


def _parse_operation(place: FrameSummary) -> ast.AST | None:
    """Return the very operation that failed, from its place in the source, if that can be read."""
    first, last, start, end = place.lineno, place.end_lineno, place.colno, place.end_colno
    if first is None or last is None or start is None or end is None:
        return None
    lines = [line.encode() for line in linecache.getlines(place.filename)[first - 1 : last]]
    if not lines:
        return None
    # Columns are counted in bytes; the end first, since it may lie in the same line.
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][start:]
    try:
        statement = ast.parse(b"(" + b"".join(lines) + b")").body[0]
    except SyntaxError:
        try:
            statement = ast.parse(b"".join(lines)).body[0]
        except (SyntaxError, IndexError):
            return None
    return statement.value if isinstance(statement, ast.Expr) else statement


def _find_shapes(
    operands: list[ast.expr], names: Mapping[str, Any], message: str
) -> list[Shape | None]:
    """Return the shape of each operand, None where it cannot be told."""
    shapes = [_find_shape(node, names) for node in operands]
    said = _PAIR.search(message)
    if said and len(operands) == 2 and "remapped" not in message and "output" not in message:
        both = zip(shapes, map(_read_shape, said.groups()), strict=True)
        return [mine if mine is not None else its for mine, its in both]
    return shapes


def _read_shape(text: str) -> Shape:
    return tuple(int(number) for number in re.findall(r"\d+", text))


def _find_shape(node: ast.AST, names: Mapping[str, Any]) -> Shape | None:
    """Return the shape of an expression made of names, `.T`, keys and operators; else None.

    Nothing of the student's is run to find it.
    """
    match node:
        case ast.BinOp(left, op, right):
            return _combine(_find_shape(left, names), op, _find_shape(right, names))
        case ast.UnaryOp(_, operand):
            return _find_shape(operand, names)
        case ast.Attribute(value, "T"):
            shape = _find_shape(value, names)
            return None if shape is None else shape[::-1]
    value = _find_value(node, names)
    if isinstance(value, int | float | complex | np.number):
        return ()
    return value.shape if type(value) is np.ndarray else None


def _find_value(node: ast.AST, names: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value):
            return value
        case ast.Name(name):
            return names.get(name)
        case ast.Subscript(ast.Name(name), ast.Constant(key)):
            entries = names.get(name)
            if type(entries) in (dict, list, tuple):
                with contextlib.suppress(LookupError, TypeError):
                    return entries[key]  # type: ignore[index]
    return None


def _combine(left: Shape | None, operator: ast.operator, right: Shape | None) -> Shape | None:
    """Return the shape of what an operator gives, None if that is not known or does not fit."""
    if left is None or right is None:
        return None
    if not isinstance(operator, ast.MatMult):
        try:
            return np.broadcast_shapes(left, right)
        except ValueError:
            return None
    if not (1 <= len(left) <= 2 and 1 <= len(right) <= 2) or left[-1] != right[0]:
        return None
    return (*left[:-1], *right[1:])

"""Replaces functions of a notebook for a while, under whatever names it has for them."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, FunctionType
from typing import Any


@contextlib.contextmanager
def replace_functions(
    namespace: Mapping[str, Any], stand_ins: Mapping[str, Callable]
) -> Iterator[None]:
    """Replace functions of a namespace, by their names, and put all back whatever happens.

    One that was written there is replaced in place: so it may have another name too, be the default
    of an argument, or part of a `functools.partial`.
    """
    if not stand_ins or not isinstance(namespace, dict):
        yield
        return
    before = {name: namespace[name] for name in stand_ins if name in namespace}
    own = {n: f for n, f in before.items() if _is_written_in(namespace, f)}
    codes = [(function, function.__code__) for function in own.values()]
    try:
        namespace.update(stand_ins)
        for name, function in own.items():
            function.__code__ = _make_code(stand_ins[name])
        yield
    finally:
        for function, code in codes:
            function.__code__ = code
        namespace.update(before)
        for name in stand_ins.keys() - before.keys():
            namespace.pop(name, None)


def _is_written_in(namespace: dict[str, Any], value: Any) -> bool:
    """Tell whether a value is a function of a namespace whose code can be exchanged."""
    own = isinstance(value, FunctionType) and value.__globals__ is namespace
    return own and not value.__code__.co_freevars


def _pass_on(*arguments: Any, **keywords: Any) -> Any:
    stand_in: Any = "stand-in"
    return stand_in(*arguments, **keywords)


def _make_code(stand_in: Callable) -> CodeType:
    """Return code that calls a function, which it holds as a constant."""
    code = _pass_on.__code__
    constants = (stand_in if value == "stand-in" else value for value in code.co_consts)
    return code.replace(co_consts=tuple(constants))

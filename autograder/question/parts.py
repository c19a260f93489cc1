"""The parts of what an answer returned, by their names."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from .answer import AnswerError, Unreadable, name_kind


def name_values(value: Any, *names: str) -> dict[str, Any]:
    """Return the entries of a sequence, keyed by their names.

    Raises AnswerError (kind "type") if `value` is not a sequence with as many entries as names.
    """
    if isinstance(value, Unreadable):
        raise AnswerError("type", value.message)
    if not is_sequence(value):
        raise AnswerError("type", _describe_returned(names, name_kind(value)))
    if len(value) != len(names):
        raise AnswerError("type", _describe_returned(names, _count_values(len(value))))
    return dict(zip(names, value, strict=True))


def pick_keys(value: Any, *keys: Any) -> dict[Any, Any]:
    """Return the entries of a dict with these keys, without those that are missing.

    Raises AnswerError (kind "type") if `value` is not a dict.
    """
    if not isinstance(value, dict):
        raise AnswerError(
            "type",
            f"A dict with the keys {_list_names(keys)} was expected, not {name_kind(value)}.",
        )
    return {key: value[key] for key in keys if key in value}


def _describe_returned(names: Iterable[str], got: str) -> str:
    return f"The values ({', '.join(names)}) were expected, not {got}."


def _count_values(number: int) -> str:
    return f"{number} value{'' if number == 1 else 's'}"


def _list_names(names: Iterable[Any]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def is_sequence(value: Any) -> bool:
    """Tell whether a value is a list, a tuple, or an array with entries."""
    return isinstance(value, list | tuple | np.ndarray) and getattr(value, "ndim", 1) > 0

"""What can be done to a widget: which there are, and everything that their controls can say."""

import inspect
from collections.abc import Iterator
from typing import Any, get_type_hints

import ipywidgets
import numpy as np

from nnlib import widgets


def names() -> list[str]:
    """Return the functions of `nnlib.widgets` that make a widget."""
    functions = filter(inspect.isfunction, map(vars(widgets).get, widgets.__all__))
    found = [function.__name__ for function in functions]
    return [name for name in found if issubclass(kind(name), widgets.Board)]


def kind(name: str) -> type:
    """Return the class of what a function of `nnlib.widgets` makes."""
    return get_type_hints(getattr(widgets, name)).get("return", object)


def make(name: str) -> Any:
    return getattr(widgets, name)()


def choices(control: Any) -> list[Any]:
    """Return everything that a control can be set to, in order."""
    if hasattr(control, "options"):
        return list(control.options)
    steps = np.arange(control.min, control.max + control.step / 2, control.step)
    if isinstance(control, ipywidgets.FloatLogSlider):
        return [float(control.base**exponent) for exponent in steps]
    return [type(control.value)(step) for step in steps]


def sweep(widget: Any) -> Iterator[tuple[Any, Any]]:
    """Yield (control, value) for the whole range of each control, the others as they are."""
    for control in widget.controls.values():
        start = control.value
        yield from ((control, choice) for choice in choices(control) if choice != control.value)
        yield control, start


def wander(widget: Any, moves: int, seed: int) -> Iterator[tuple[Any, Any]]:
    """Yield (control, value) of so many moves, drawn from a Generator with this seed."""
    rng = np.random.default_rng(seed)
    ranges = [(control, choices(control)) for control in widget.controls.values()]
    while moves:
        control, values = ranges[rng.integers(len(ranges))]
        value = values[rng.integers(len(values))]
        if value != control.value:
            yield control, value
            moves -= 1

"""The argument checks that every public function shares: name it, say what it was and should be.

A value that fits is returned in the form that the mathematics needs; anything else raises at once,
`TypeError` for something of the wrong kind, `ValueError` for the right kind with a wrong content.
"""

import operator
from collections.abc import Callable, Collection
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Shape = tuple[int | str, ...]
T = TypeVar("T")


def array(name: str, value: object, *shapes: Shape, complex_too: bool = False) -> Array:
    """Return `value` as an array of finite floats; float32 stays float32, whole numbers float64.

    `shapes` are the shapes that fit, any if none is given; a letter stands for any length, as in
    `array("X", X, ("m", 3))`. With `complex_too`, complex numbers may pass.
    Raises TypeError if it holds no numbers; ValueError if it is empty, ragged, has NaN or an
    infinity, or fits none of the shapes.
    """
    try:
        found = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must have rows of one length, but they differ") from None
    if found.dtype.kind not in ("biufc" if complex_too else "biuf"):
        kind = (
            f"an array of {found.dtype.name}" if found.ndim else f"of type {type(value).__name__}"
        )
        raise TypeError(f"{name} must hold {'' if complex_too else 'real '}numbers, but was {kind}")
    if shapes and not any(_fits(found.shape, shape) for shape in shapes):
        expected = " or ".join(_text(shape) for shape in shapes)
        raise ValueError(f"{name} must have shape {expected}, but had {_text(found.shape)}")
    if found.size == 0:
        raise ValueError(f"{name} must not be empty, but had shape {_text(found.shape)}")
    if not np.isfinite(found).all():
        raise ValueError(f"{name} must be finite, but held NaN or an infinity")
    return found if found.dtype.kind in "fc" else found.astype(np.float64)


def _fits(found: tuple[int, ...], shape: Shape) -> bool:
    return len(found) == len(shape) and all(
        isinstance(expected, str) or length == expected
        for length, expected in zip(found, shape, strict=True)
    )


def _text(shape: Shape) -> str:
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def number(
    name: str,
    value: object,
    *,
    above: float | None = None,
    at_least: float | None = None,
    at_most: float | None = None,
    below: float | None = None,
) -> float:
    """Return a finite real number as a float, if it keeps to the bounds given.

    Python and NumPy numbers and arrays of shape () are equally right.
    """
    found = float(array(name, value, ()))
    for fits, bound in (
        (above is None or found > above, f"above {above}"),
        (at_least is None or found >= at_least, f"at least {at_least}"),
        (at_most is None or found <= at_most, f"at most {at_most}"),
        (below is None or found < below, f"below {below}"),
    ):
        if not fits:
            raise ValueError(f"{name} must be {bound}, but was {found}")
    return found


def rate(name: str, value: object) -> float:
    """Return a learning rate: a finite number above 0."""
    return number(name, value, above=0)


def whole(name: str, value: Any, at_least: int) -> int:
    """Return a whole number, of Python or NumPy, that is not below `at_least`."""
    try:
        found = operator.index(value)
    except TypeError:
        kind = type(value).__name__
        raise TypeError(f"{name} must be a whole number, but was of type {kind}") from None
    if found < at_least:
        raise ValueError(f"{name} must be at least {at_least}, but was {found}")
    return found


def labels(name: str, value: object, allowed: Collection[int], *shapes: Shape) -> Array:
    """Return labels as whole numbers, if each of them is allowed."""
    found = array(name, value, *shapes)
    strange = found[~np.isin(found, list(allowed))]
    if strange.size:
        choice = f"one of {', '.join(map(str, allowed))}"
        raise ValueError(f"{name} must hold labels, each {choice}, but held {strange[0]:g}")
    return found.astype(np.int64)


def generator(name: str, value: object) -> np.random.Generator:
    """Return a `numpy.random.Generator`, as `numpy.random.default_rng(seed)` makes one."""
    if not isinstance(value, np.random.Generator):
        kind = type(value).__name__
        raise TypeError(f"{name} must be a numpy.random.Generator, but was of type {kind}")
    return value


def function(name: str, value: Any) -> Callable[..., Any]:
    """Return something that can be called."""
    if not callable(value):
        raise TypeError(f"{name} must be a function, but was of type {type(value).__name__}")
    return value


def option(name: str, value: object, options: dict[str, T]) -> T:
    """Return what an option is called by, if there is one of that name."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a name, but was of type {type(value).__name__}")
    if value not in options:
        raise ValueError(f"{name} must be one of {', '.join(options)}, but was {value!r}")
    return options[value]

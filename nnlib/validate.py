"""The argument checks that every public function shares: name it, say what it was and should be.

A value that fits is returned in the form that the mathematics needs; anything else raises at once,
`TypeError` for something of the wrong kind, `ValueError` for the right kind with a wrong content.
"""

import operator
from collections.abc import Callable, Collection
from math import isfinite
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
    found = _numbers(name, value, shapes, complex_too)
    if found.dtype.kind not in "fc":
        found = found.astype(np.float64)
    if not all_finite(found):
        raise ValueError(f"{name} must be finite, but held NaN or an infinity")
    return found


def all_finite(values: Any) -> bool:
    """Tell whether no entry is NaN or an infinity; values: numbers, or an array of them."""
    # Either survives a sum of squares, which is by far the quickest look at every entry.
    return isfinite(np.vdot(values, values).real) or bool(np.isfinite(values).all())


def _numbers(name: str, value: object, shapes: tuple[Shape, ...], complex_too: bool) -> Array:
    try:
        found = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must have rows of one length, but they differ") from None
    if found.dtype.kind not in ("biufc" if complex_too else "biuf"):
        kind = (
            f"an array of {found.dtype.name}" if found.ndim else f"of type {type(value).__name__}"
        )
        raise TypeError(f"{name} must hold {'' if complex_too else 'real '}numbers, but was {kind}")
    if shapes and not _fits(found.shape, shapes):
        expected = " or ".join(_text(shape) for shape in shapes)
        raise ValueError(f"{name} must have shape {expected}, but had {_text(found.shape)}")
    if found.size == 0:
        raise ValueError(f"{name} must not be empty, but had shape {_text(found.shape)}")
    return found


def _fits(found: tuple[int, ...], shapes: tuple[Shape, ...]) -> bool:
    for shape in shapes:
        if len(found) == len(shape):
            for length, expected in zip(found, shape, strict=True):
                if length != expected and not isinstance(expected, str):
                    break
            else:
                return True
    return False


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
    found = _numbers(name, value, shapes, complex_too=False)
    if found.dtype.kind == "f" and not (array(name, found) == np.rint(found)).all():
        fits = False
    elif isinstance(allowed, range):
        fits = np.minimum.reduce(found, None) >= allowed.start
        fits = fits and np.maximum.reduce(found, None) < allowed.stop
    else:
        fits = np.logical_or.reduce([found == label for label in allowed]).all()
    if not fits:
        choice = f"one of {', '.join(map(str, allowed))}"
        strange = found[~np.isin(found, list(allowed))][0]
        raise ValueError(f"{name} must hold labels, each {choice}, but held {strange:g}")
    return found.astype(np.int64, copy=False)


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

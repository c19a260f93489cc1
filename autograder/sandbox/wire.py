"""Messages between the trusted side and a kernel: numbers, text, arrays, sequences and dicts only.

A message is JSON, preceded by its length. What a kernel sends is checked before it is used: size,
depth, types, and that the number of an array's bytes fits its shape. Nothing is ever unpickled or
looked up by name.
"""

import base64
import binascii
import json
import socket
import struct
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..question.answer import DEEPEST_LEVEL, LARGEST_ARRAY, Unreadable

LONGEST_MESSAGE = 24 * 2**20
"""Bytes of a message: an array of LARGEST_ARRAY complex numbers fits."""

MOST_ENTRIES = 2 * LARGEST_ARRAY
"""Commas in a message: an empty list takes 3 bytes there, but 64 bytes once it is parsed."""

LONGEST_TEXT = 10_000
"""Characters of a text; the rest is cut off."""

LONGEST_NUMBER = 10_000
"""Bits of a whole number; Python can write and parse slightly more."""

DTYPES = frozenset(
    np.dtype(code).str for code in ("?", *"bhilqBHILQ", "f2", "f4", "f8", "c8", "c16")
)
"""The dtypes of arrays that may be sent."""

_LENGTH = struct.Struct(">Q")
_OTHER_KEYS = ("tuple", "dict", "array", "scalar", "complex", "unreadable", "function", "generator")


class WireError(Exception):
    """A message cannot be read or sent: the connection is closed, or it is too long or not data."""


class DeadlineError(Exception):
    """No message was read or sent until the deadline."""


class Channel:
    """One end of a socket pair that carries messages."""

    def __init__(self, end: socket.socket) -> None:
        """Own a connected socket; `close` closes it."""
        self._end = end

    def close(self) -> None:
        """Close this end."""
        self._end.close()

    def fileno(self) -> int:
        """Return the descriptor of the socket."""
        return self._end.fileno()

    def send(self, message: Any, deadline: float | None = None) -> None:
        """Send a message of JSON data.

        deadline: a time of `time.monotonic`. Raises DeadlineError if the message is not sent by
        then, WireError if the other end is closed.
        """
        data = json.dumps(message).encode()
        try:
            self._set_timeout(deadline)
            self._end.sendall(_LENGTH.pack(len(data)) + data)
        except TimeoutError:
            raise DeadlineError from None
        except OSError as error:
            raise WireError("the other end is closed") from error

    def receive(self, deadline: float | None = None, longest: int = LONGEST_MESSAGE) -> Any:
        """Return the next message as JSON data.

        deadline: a time of `time.monotonic`. Raises DeadlineError if the message is not complete
        by then, WireError if the other end is closed, or if the message is not JSON of at most
        `longest` bytes and MOST_ENTRIES entries.
        """
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size, deadline))
        if length > longest:
            raise WireError(f"a message of {length} bytes is too long")
        data = self._read(length, deadline)
        if (entries := data.count(b",")) > MOST_ENTRIES:
            raise WireError(f"a message of {entries} entries is too long")
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise WireError("a message that is not JSON") from error

    def _read(self, length: int, deadline: float | None) -> bytes:
        data = bytearray()
        while len(data) < length:
            try:
                self._set_timeout(deadline)
                piece = self._end.recv(min(length - len(data), 2**20))
            except TimeoutError:
                raise DeadlineError from None
            except OSError as error:
                raise WireError("the other end is closed") from error
            if not piece:
                raise WireError("the other end is closed")
            data += piece
        return bytes(data)

    def _set_timeout(self, deadline: float | None) -> None:
        if deadline is None:
            self._end.settimeout(None)
        elif (left := deadline - time.monotonic()) > 0:
            self._end.settimeout(left)
        else:
            raise TimeoutError


def encode(value: Any, number: Callable[[Callable], int] | None = None) -> Any:
    """Return data in the form of JSON data, which `decode` reads.

    value: anything that `answer.copy_data` returns, or NumPy's scalars and random generators.
    number: returns the number as which a function in `value` is sent; without it, none may occur.
    Raises WireError for anything else.
    """
    if isinstance(value, np.ndarray | np.generic):
        return _encode_array(value)
    if isinstance(value, int) and value.bit_length() > LONGEST_NUMBER:
        raise WireError(f"a whole number of {value.bit_length()} bits cannot cross")
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, complex):
        return {"complex": [value.real, value.imag]}
    if isinstance(value, list):
        return [encode(entry, number) for entry in value]
    if isinstance(value, tuple):
        return {"tuple": [encode(entry, number) for entry in value]}
    if isinstance(value, Mapping):
        return {"dict": [[encode(k), encode(v, number)] for k, v in value.items()]}
    if isinstance(value, Unreadable):
        return {"unreadable": value.message}
    if isinstance(value, np.random.Generator):
        return {"generator": value.bit_generator.state}
    if callable(value) and number is not None:
        return {"function": number(value)}
    raise WireError(f"a {type(value).__name__} cannot cross")


def _encode_array(value: Any) -> dict:
    array = np.asarray(value)
    if array.dtype.kind in "fc" and array.dtype.itemsize > (8, 16)[array.dtype.kind == "c"]:
        array = array.astype("c16" if array.dtype.kind == "c" else "f8")
    array = array.astype(array.dtype.newbyteorder("="), copy=False)
    if array.dtype.str not in DTYPES:
        raise WireError(f"an array of dtype {array.dtype} cannot cross")
    return {
        "scalar" if isinstance(value, np.generic) else "array": array.dtype.str,
        "shape": list(array.shape),
        "data": base64.b64encode(array.tobytes()).decode(),
    }


def decode(value: Any, function: Callable[[int], Callable] | None = None, depth: int = 0) -> Any:
    """Return the data that `encode` wrote as `value`, which need not be trusted.

    function: returns a callable for a function's number; without it, neither functions nor random
    generators may occur. Raises WireError if the data have another form, or are too many or too
    deeply nested.
    """
    if depth > DEEPEST_LEVEL + 2:
        raise WireError("data that are nested too deeply")
    if isinstance(value, str):
        return clean_text(value, LONGEST_TEXT)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list):
        return [decode(entry, function, depth + 1) for entry in _check_length(value)]
    kind = next((key for key in _OTHER_KEYS if key in value), None)
    inner = value.get(kind)
    if kind in ("array", "scalar"):
        array = _decode_array(inner, value.get("shape"), value.get("data"))
        return array if kind == "array" else array[()]
    if kind == "tuple" and isinstance(inner, list):
        return tuple(decode(entry, function, depth + 1) for entry in _check_length(inner))
    if kind == "dict" and isinstance(inner, list):
        return _decode_dict(inner, function, depth)
    if kind == "complex" and isinstance(inner, list) and len(inner) == 2:
        return complex(*map(_read_real, inner))
    if kind == "unreadable" and isinstance(inner, str):
        return Unreadable(make_printable(inner))
    if kind == "function" and function and type(inner) is int:
        return function(inner)
    if kind == "generator" and function:
        generator = np.random.Generator(np.random.PCG64(0))
        set_state(generator, inner)
        return generator
    raise WireError("data of an unknown kind")


def set_state(generator: np.random.Generator, state: Any) -> None:
    """Set a generator of NumPy's usual kind to a state that `encode` wrote.

    Raises WireError if it has another form, or belongs to another kind of generator.
    """
    try:
        generator.bit_generator.state = state
    except (TypeError, ValueError, LookupError, AttributeError, OverflowError) as error:
        raise WireError("the state of a random generator that is none of PCG64") from error


def clean_text(text: str, longest: int | None = None) -> str:
    """Return text that UTF-8 can encode, cut to a length: surrogates are replaced."""
    return text[:longest].encode("utf-8", "replace").decode()


def make_printable(text: str, longest: int = 500) -> str:
    """Return text to print in a message, cut to a length and without control characters."""
    return "".join(c if c.isprintable() else " " for c in clean_text(text, longest))


def _decode_dict(entries: list, function: Callable | None, depth: int) -> dict:
    result = {}
    for entry in _check_length(entries):
        if not (isinstance(entry, list) and len(entry) == 2):
            raise WireError("an entry of a dict without key and value")
        key = decode(entry[0], None, depth + 1)
        if not (isinstance(key, str) or _is_text_tuple(key)):
            raise WireError("a key that is not text")
        result[key] = decode(entry[1], function, depth + 1)
    return result


def _is_text_tuple(key: Any) -> bool:
    return isinstance(key, tuple) and all(isinstance(part, str) for part in key)


def _decode_array(dtype: Any, shape: Any, data: Any) -> np.ndarray:
    if not (isinstance(dtype, str) and dtype in DTYPES):
        raise WireError("an array of an unknown dtype")
    if not (isinstance(shape, list) and len(shape) <= 32 and isinstance(data, str)):
        raise WireError("an array without shape or data")
    size = 1
    for length in shape:
        if type(length) is not int or not 0 <= length <= LARGEST_ARRAY:
            raise WireError("an array of an impossible shape")
        size *= length
    try:
        raw = base64.b64decode(data, validate=True)
    except (ValueError, binascii.Error) as error:
        raise WireError("an array whose data are not base64") from error
    if size > LARGEST_ARRAY or len(raw) != size * np.dtype(dtype).itemsize:
        raise WireError("an array whose data do not fit its shape")
    try:
        array = np.frombuffer(bytearray(raw), dtype, count=size).reshape(shape)
    except ValueError as error:  # a shape with a 0 in it may still be too large
        raise WireError("an array of an impossible shape") from error
    # A Boolean byte other than 0 or 1 would be neither true nor false.
    return array.view("u1") != 0 if dtype == "|b1" else array


def _check_length(entries: list) -> list:
    if len(entries) > LARGEST_ARRAY:
        raise WireError(f"{len(entries)} entries are too many")
    return entries


def _read_real(value: Any) -> float:
    if not isinstance(value, int | float):
        raise WireError("a complex number that is not made of numbers")
    try:
        return float(value)
    except OverflowError as error:
        raise WireError("a complex number that is too large") from error

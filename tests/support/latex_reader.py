"""Reads LaTeX as it is printed: the right-hand side of a formula, evaluated on NumPy arrays.

It shares nothing with SymPy or with `nnlib`. Products are matrix products where both factors are
arrays, so that a missing transpose does not go unseen; a vector is a column or a row.
"""

import re
from collections.abc import Callable
from typing import Any

import numpy as np

RELATIONS = {">": np.greater, "<": np.less, "=": np.equal}
STOP = {*"+-)]},/", *RELATIONS, r"\cdot", r"\odot"}


class LatexError(Exception):
    """The text is not a formula that could be evaluated with these letters."""


class Reader:
    """Evaluates LaTeX tokens.

    letters: numbers, arrays of two dimensions and functions by name; slope: gives ∂a/∂b of two
    letters, an array of shape (*a, *b) without sizes of 1; indices: {index: position from 0}.
    """

    def __init__(
        self,
        tokens: list[str],
        letters: dict[str, Any],
        slope: Callable[[str, str], Any],
        indices: Any,
    ) -> None:
        self.tokens, self.at = tokens, 0
        self.letters, self.slope, self.indices = letters, slope, indices

    def value(self) -> Any:
        """Read everything."""
        result = self.sum()
        if self.at < len(self.tokens):
            raise LatexError(f"unexpected {self.tokens[self.at]}")
        return result

    # --- moving through the tokens ---------------------------------------------------------------

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else "}"

    def take(self, expected: str | None = None) -> str:
        token = self.peek()
        if self.at == len(self.tokens) or expected not in (None, token):
            raise LatexError(f"expected {expected}, found {token}")
        self.at += 1
        return token

    def argument(self) -> list[str]:
        """Take the tokens of one argument: a group in braces without them, or one token."""
        if self.peek() != "{":
            return [self.take()]
        start, depth = self.at + 1, 0
        while True:
            depth += {"{": 1, "}": -1}.get(self.take(), 0)
            if depth == 0:
                return self.tokens[start : self.at - 1]

    def inside(self, tokens: list[str]) -> Any:
        return Reader(tokens, self.letters, self.slope, self.indices).value()

    # --- sums, products, factors -----------------------------------------------------------------

    def sum(self) -> Any:
        sign = -1 if self.peek() == "-" else 1
        if self.peek() in "+-":
            self.take()
        result = sign * self.product()
        while self.peek() in ("+", "-"):
            sign = 1 if self.take() == "+" else -1
            result = result + sign * self.product()
        return result

    def product(self) -> Any:
        result = self.factor()
        while True:
            if self.peek() == "/":
                self.take()
                result = result / self.factor()
            elif self.peek() == r"\odot":
                self.take()
                other = self.factor()
                if np.shape(result) != np.shape(other):
                    raise LatexError("⊙ of different shapes")
                result = result * other
            elif self.peek() == r"\cdot" or self.peek() not in STOP:
                if self.peek() == r"\cdot":
                    self.take()
                result = multiply(result, self.factor())
            else:
                return result

    def factor(self) -> Any:
        result: Any = self.base()
        if callable(result):
            result = result(*self.operands())
        while self.peek() == "^":
            self.take()
            power = self.argument()
            if power != [r"\top"]:
                result = result ** self.inside(power)
            elif np.ndim(result) == 2:
                result = result.T
            else:
                raise LatexError("⊤ of a number")
        return result

    def operands(self) -> list[Any]:
        """Read what a function is applied to: all between brackets, or the next factor."""
        if self.peek() != "(":
            return [self.factor()]
        found = []
        while self.take() in "(,":
            found.append(self.sum())
            if self.peek() == ")":
                self.take()
                break
        return found

    def base(self) -> Any:
        token = self.peek()
        if token.isdigit():
            number = ""
            while self.peek().isdigit() or self.peek() == ".":
                number += self.take()
            return float(number) if "." in number else int(number)
        if token == "{":
            return self.inside(self.argument())
        if token in "([":
            return self.bracket()
        if token == r"\frac":
            self.take()
            return self.fraction(self.argument(), self.argument())
        if token == r"\sqrt":
            self.take()
            return np.sqrt(self.inside(self.argument()))
        if token == r"\max":
            self.take()
            return np.maximum
        if token == r"\sum":
            return self.sigma()
        if token == "e" and "e" not in self.letters:
            self.take()
            return np.e
        name, index = self.letter()
        if name in self.indices and not index:
            return self.indices[name]
        if name not in self.letters:
            raise LatexError(f"no letter {name}")
        return entry(self.letters[name], index) if index else self.letters[name]

    def bracket(self) -> Any:
        """Read (a), or [a], or the truth of [a > b] as 0 and 1."""
        closing = {"(": ")", "[": "]"}[self.take()]
        result = self.sum()
        if self.peek() in RELATIONS:
            result = RELATIONS[self.take()](result, self.sum()) * 1
        self.take(closing)
        return result

    def reference(self) -> tuple[str, tuple[Any, ...]]:
        """Take the ∂a of a fraction ∂a/∂b, or the ∂b: a letter and its indices."""
        return Reader(self.argument()[1:], self.letters, self.slope, self.indices).letter()

    def fraction(self, above: list[str], below: list[str]) -> Any:
        if above[0] in (r"\partial", "d") and above[0] == below[0] and len(above) > 1:
            of, of_index = Reader(above[1:], self.letters, self.slope, self.indices).letter()
            by, by_index = Reader(below[1:], self.letters, self.slope, self.indices).letter()
            slopes = self.slope(of, by)
            return entry(slopes, (*of_index, *by_index)) if of_index or by_index else slopes
        return self.inside(above) / self.inside(below)

    def sigma(self) -> Any:
        """Read a sum over an index; without an upper end it goes on while there are entries."""
        self.take()
        self.take("_")
        index, _, first = " ".join(t for t in self.argument() if t[:5] != r"\text").partition("=")
        index = "".join(index.split()).lstrip("\\")
        end: Any = np.inf
        if first:
            if first.split() != ["1"] or self.take() != "^":
                raise LatexError("a sum must go from 1 to an end")
            end = self.inside(self.argument())
        start, total, position = self.at, 0, 0
        stop = start
        while position < end:
            self.indices[index], self.at = position, start
            try:
                total = total + self.product()
            except IndexError:
                if first or position == 0:
                    raise
                break
            position, stop = position + 1, self.at
        del self.indices[index]
        self.at = stop
        return total

    # --- letters ---------------------------------------------------------------------------------

    def letter(self) -> tuple[str, tuple[Any, ...]]:
        """Read a letter with its ornaments: its name, and the positions of its indices."""
        name, index = self.plain(), ()
        while self.peek() == "'":
            self.take()
            name += "prime"
        above: list[str] = []
        below: list[str] = []
        while self.peek() in ("_", "^"):
            start, mark, found = self.at, self.take(), self.argument()
            if mark == "_":
                below = found
            elif found[0] == "(":
                above = found[1:-1]
            elif f"{name}__{found[0]}" in self.letters:
                name = f"{name}__{found[0]}"
            else:
                self.at = start  # a power, or ⊤
                break
        if above and re.fullmatch(r"[a-z]'*", above[0]) and above[0] not in self.letters:
            index = (self.position("".join(above)),)  # a sample
        elif above:
            name = f"{name}_{self.inside(above)}"  # a layer
        if below:
            text = re.sub(r"\\text{(.*)}", r"\1", "".join(below))
            if f"{name}_{text}" in self.letters:
                name = f"{name}_{text}"
            else:
                index += tuple(self.position(part) for part in re.findall(r"\w'*", text))
        if not index and name in self.indices and np.ndim(self.letters.get(name, 0)) == 2:
            index = (self.indices[name],)
        if index and name not in self.letters and name.upper() in self.letters:
            name = name.upper()  # the entries of X are x
        return name, index

    def plain(self) -> str:
        token = self.take()
        if token in (r"\hat", r"\bar"):
            return "".join(self.argument()).lstrip("\\") + token[1:]
        if token in (r"\operatorname", r"\mathbf"):
            return "".join(self.argument())
        if not re.fullmatch(r"\\?[A-Za-z]+", token):
            raise LatexError(f"unexpected {token}")
        return {r"\lambda": "lamda"}.get(token, token.lstrip("\\"))

    def position(self, index: str) -> Any:
        if index.isdigit():
            return int(index) - 1
        if index not in self.indices and not hasattr(self.indices, "__missing__"):
            raise LatexError(f"no index {index}")
        return self.indices[index]


def entry(array: Any, index: tuple[int, ...]) -> Any:
    """Return one entry; sizes of 1 have no index."""
    flat = np.squeeze(array)
    if flat.ndim != len(index):
        raise LatexError(f"{len(index)} indices for {flat.ndim}")
    return flat[index]


def multiply(a: Any, b: Any) -> Any:
    return a @ b if np.ndim(a) == np.ndim(b) == 2 else a * b


class Names(dict[str, str]):
    """Indices that stand for themselves, to learn which ones a left-hand side has."""

    def __missing__(self, index: str) -> str:
        return index

"""A small network and its matrices as SVG and HTML, with what a step of a `Trace` uses lit up.

Every mark says in `data-part` which matrix it belongs to: W1 is W⁽¹⁾, a weight in the network as
well as the matrix in the formula. Where the pointer or the focus is on one, CSS lights up all.
"""

import html
from collections.abc import Iterable, Sequence
from itertools import pairwise, product

from nnlib.plots import BLUE, GREEN, GREY, INK, PALE, RED, figures
from nnlib.trace import Entry, Step, Trace

_PURPLE, _GLOW, _AMBER = "#6b2c91", "#ffe08a", "#9a6700"
# Ink and ground of the numbers that go into a step, by the letter of their matrix.
_LIT = {
    "W": (BLUE, "#e4f1f9"),
    "D": (RED, "#fdeee5"),
    "F": (_PURPLE, "#ecdff4"),
    "new": (GREEN, "#e0f2ea"),
    "lit": (INK, "#e4e4e4"),
}
# In units of the drawing.
_WIDE, _HIGH, _RADIUS, _LINE = 1000, 484, 34, 18
_ROWS = {1: (222,), 2: (147, 297), 3: (72, 222, 372)}
_COLUMNS = {3: (80, 400, 710), 4: (60, 320, 545, 740)}
_BOX = 915
# How far from the left unit the number of a line stands, further where there is text below that
# unit, and how long a line of a sum may be.
_NEAR, _FAR, _LONGEST = 0.28, 0.42, 31

# What a term of a sum is made of: a text, and the entry that it is the number of, if any.
Part = tuple[str, Entry | None]


def written_sum(trace: Trace, step: Step) -> list[Part]:
    """Write the sum of products that makes a step's first number, as numbers and signs in order."""
    if step.kind == "loss":
        (answer,), (target,) = step.terms
        return [(_number(trace, answer), answer), (" − ", None), (_number(trace, target), target)]
    parts: list[Part] = []
    for place, term in enumerate(step.terms):
        parts += [(" + ", None)] * (place > 0)
        parts += _product(trace, term)
    if step.slope is None:
        return parts
    if len(step.terms) > 1:
        parts = [("(", None), *parts, (")", None)]
    return [*parts, (" · ", None), (_number(trace, step.slope), step.slope)]


def _product(trace: Trace, term: Sequence[Entry]) -> list[Part]:
    parts: list[Part] = []
    for place, entry in enumerate(term):
        parts += [(" · ", None)] * (place > 0)
        parts.append((_number(trace, entry), entry))
    return parts


def _number(trace: Trace, entry: Entry) -> str:
    number = figures(trace.value(entry))
    return f"({number})" if number.startswith("−") else number


def backprop_picture(trace: Trace, number: int, title: str) -> str:
    """Return the network above the formula of a step, by its number in `trace.steps`, as HTML."""
    step = trace.steps[number]
    shown = _Shown(trace, number)
    marks = "".join(shown.marks())
    return (
        f"<div class='backprop'><style>{_STYLE}{_hover(trace)}</style>"
        f"<svg viewBox='0 0 {_WIDE} {_HIGH}' role='img' aria-label='{html.escape(title)}; "
        f"the words below tell what it shows'>{marks}</svg>"
        f"<div class='lines'>{''.join(_formula(shown, step))}</div></div>"
    )


class _Shown:
    """What is known after a step, and what of it is lit up."""

    def __init__(self, trace: Trace, number: int) -> None:
        self.trace, self.step = trace, trace.steps[number]
        self.known, self.factors = trace.known(number), self.step.factors()
        # After the last step the network is another one.
        self.now = trace
        if self.step.kind == "update" and trace.after is not None:
            self.now = trace.after

    def light(self, entry: Entry) -> str:
        """Return the class of a number that is new, goes into this step, or does neither."""
        if entry in self.step.makes and self.step.kind != "start":
            return "new"
        if entry in self.factors:
            return entry.letter if entry.letter in _LIT else "lit"
        return ""

    def value(self, entry: Entry) -> str:
        """Return a number as it is written, or nothing if it is not known yet."""
        # After the last step the network is another one, and goes forward only.
        now = self.trace if entry.letter in ("D", "dW", "db") else self.now
        return figures(now.value(entry)) if entry in self.known else ""

    def marks(self) -> Iterable[str]:
        """Draw everything: lines, numbers on them, units, the loss, and the sum of this step."""
        lines, numbers = self._edges()
        yield from lines
        for layer, column in enumerate(self._places()):
            for unit, place in enumerate(column):
                yield from self._unit(layer, unit, *place)
        yield from numbers
        rate = f"f = {self.trace.activation}, η = {figures(self.trace.eta)}"
        yield _text(_BOX + 8, 30, [(rate, None)], ["small"])
        yield from self._loss()
        if self.step.kind in ("forward", "delta"):
            yield from self._sum(*self._places()[self.step.layer][self.step.unit - 1])

    def _places(self) -> list[list[tuple[int, int]]]:
        widths = self.trace.widths
        columns = zip(_COLUMNS[len(widths)], widths, strict=True)
        return [[(x, y) for y in _ROWS[width]] for x, width in columns]

    def _edges(self) -> tuple[list[str], list[str]]:
        # Where gradients have just been found, they stand on the lines in place of the weights.
        places = self._places()
        lines, numbers = [], []
        for layer, (before, after) in enumerate(pairwise(places), 1):
            ends = product(enumerate(before), enumerate(after))
            for (i, (x0, y0)), (j, (x1, y1)) in ends:
                entry, sign = Entry("W", layer, i, j), ""
                if self.step.kind == "gradient" and Entry("dW", layer, i, j) in self.known:
                    entry, sign = Entry("dW", layer, i, j), "∂ "
                light = "new" if self.step.kind == "update" else self.light(entry)
                back = " back" if light and self.step.kind == "delta" else ""
                lines.append(
                    f"<line class='{light}{back}' data-part='W{layer} dW{layer}' "
                    f"x1='{x0}' y1='{y0}' x2='{x1}' y2='{y1}'/>"
                )
                share = _NEAR if layer == 1 else _FAR
                x, y = x0 + share * (x1 - x0), y0 + share * (y1 - y0)
                numbers.append(_card(x, y, [[(sign + self.value(entry), entry)]], [light]))
        (x, y), *_ = places[-1]
        lines.append(f"<line x1='{x}' y1='{y}' x2='{_BOX - 62}' y2='{y}'/>")
        return lines, numbers

    def _unit(self, layer: int, unit: int, x: int, y: int) -> Iterable[str]:
        # The bias above, the value inside, sum, slope and delta below.
        value = Entry("A", layer, 0, unit)
        light = self.light(value)
        circle = f"<circle class='{light}' data-part='A{layer}' cx='{x}' cy='{y}' r='{_RADIUS}'/>"
        yield circle + _text(x, y - 7, [(self.now.name(value), None)], ["small"])
        yield _text(x, y + 16, [(self.value(value), value)], [], [light])
        if layer == 0:
            return
        b, Z, F, D, db = (Entry(letter, layer, 0, unit) for letter in ("b", "Z", "F", "D", "db"))
        entry, name = (b, "b = ")
        if self.step.kind == "gradient" and db in self.known:
            entry, name = db, "∂b = "
        light = "new" if self.step.kind == "update" else self.light(entry)
        yield _text(x, y - _RADIUS - 8, [(name + self.value(entry), entry)], ["small"], [light])
        below = [("z = ", Z), ("f′ = ", F)] + [("D = ", D)] * (self.step.kind != "update")
        for line, (name, entry) in enumerate(below):
            if entry in self.known:
                parts: list[Part] = [(name, None), (self.value(entry), entry)]
                yield _text(x, _foot(y, line), parts, ["small"], [self.light(entry)])

    def _loss(self) -> Iterable[str]:
        # The target, the residual and the loss, behind the output.
        last = len(self.trace.widths) - 1
        Y, R = Entry("Y", last, 0, 0), Entry("R", last, 0, 0)
        (_, y), *_ = self._places()[-1]
        yield f"<rect class='box' x='{_BOX - 62}' y='{y - 52}' width='140' height='104' rx='8'/>"
        lines: list[tuple[str, Entry]] = [("target y = ", Y), ("ŷ − y = ", R)]
        for line, (name, entry) in enumerate(lines):
            if entry in self.known:
                parts: list[Part] = [(name, None), (self.value(entry), entry)]
                yield _text(_BOX + 8, y - 24 + 29 * line, parts, [], [self.light(entry)])
        if R in self.known:
            light = "new" if self.step.kind in ("loss", "update") else ""
            yield _text(_BOX + 8, y + 34, [(f"J = {figures(self.now.loss)}", None)], [light])
        if self.step.kind == "update":
            before = f"before: {figures(self.trace.loss)}"
            yield _text(_BOX + 8, y + 74, [(before, None)], ["small"])

    def _sum(self, x: int, y: int) -> Iterable[str]:
        # Beside the unit, over what may be there, in lines that reach no other unit.
        made = self.step.makes[0]
        name, line = ("z", 0) if made.letter == "Z" else ("D", 2)
        lines: list[list[Part]] = [[(f"{name} =", None)]]
        result = [(" = ", None), (figures(self.trace.value(made)), made)]
        for part in _broken([*written_sum(self.trace, self.step), *result]):
            if sum(len(text) for text, _ in (*lines[-1], *part)) > _LONGEST:
                lines.append([])
            lines[-1] += part
        if name == "z":
            slope = Entry("F", made.layer, 0, made.column)
            lines.append([("f′ = ", None), (figures(self.trace.value(slope)), slope)])
        lights = [[self.light(entry) for _, entry in line if entry] for line in lines]
        yield _card(x, _foot(y, line) - 5, lines, *lights)


def _broken(parts: Sequence[Part]) -> Iterable[list[Part]]:
    # Pieces that belong on one line: up to a plus, to the slope, or to what comes out.
    piece: list[Part] = [(" ", None)]
    for part, (_, entry) in zip(parts, [*parts[1:], ("", None)], strict=True):
        slope = part[0] == " · " and entry is not None and entry.letter == "F"
        if slope or part[0] in (" + ", " − ", " = "):
            yield piece
            piece = []
        piece.append(part)
    yield piece


def _foot(y: float, line: int) -> float:
    return y + _RADIUS + 17 + _LINE * line


def _card(x: float, y: float, lines: Sequence[Sequence[Part]], *lights: Sequence[str]) -> str:
    # Lines of text on white; the first one is around y.
    wide = 7.8 * max(sum(len(text) for text, _ in line) for line in lines) + 6
    high = _LINE * len(lines)
    corner = f"x='{x - wide / 2:g}' y='{y - 9:g}'"
    ground = f"<rect class='ground' {corner} width='{wide:g}' height='{high}'/>"
    return ground + "".join(
        _text(x, y + 6 + _LINE * number, line, ["small"], light)
        for number, (line, light) in enumerate(zip(lines, lights, strict=True))
    )


def _text(
    x: float, y: float, parts: Sequence[Part], classes: Sequence[str], lights: Sequence[str] = ()
) -> str:
    # `lights` are those of the parts that are entries, in order.
    own = iter(lights)
    spans = [
        f"<tspan class='{next(own, '')}' {_where(entry)}>{text}</tspan>" if entry else text
        for text, entry in parts
    ]
    return f"<text class='{' '.join(classes)}' x='{x:g}' y='{y:g}'>{''.join(spans)}</text>"


def _where(entry: Entry) -> str:
    letter, layer, row, column = entry
    return f"data-part='{letter}{layer}' data-at='{row},{column}'"


# --- the formula ---------------------------------------------------------------------------------


def _formula(shown: _Shown, step: Step) -> Iterable[str]:
    layer, last = max(1, step.layer), len(shown.trace.widths) - 1

    def own(letter: str, at: int = layer) -> str:
        return _matrix(shown, letter, at)

    if step.kind in ("start", "forward"):
        terms = [own("A", layer - 1), _sign("·"), own("W"), _sign("+"), own("b")]
        yield _row(own("Z"), _sign("="), *terms)
        yield _row(own("A"), _sign(f"= f({shown.trace.matrix('Z', layer)})"))
        yield _row(own("F"))
    elif step.kind == "loss":
        yield _row(own("R"), _sign("="), own("A"), _sign("−"), own("Y"))
        yield _row(_sign(f"J = ½ (ŷ − y)² = {figures(shown.trace.loss)}"))
    elif step.kind == "delta" and layer == last:
        yield _row(own("D"), _sign("="), own("R"), _sign("⊙"), own("F"))
    elif step.kind == "delta":
        back = _matrix(shown, "W", layer + 1, turned=True)
        sum_of = [_sign("("), own("D", layer + 1), _sign("·"), back, _sign(")")]
        yield _row(own("D"), _sign("="), *sum_of, _sign("⊙"), own("F"))
    elif step.kind == "gradient":
        inputs = _matrix(shown, "A", layer - 1, turned=True)
        yield _row(own("dW"), _sign("="), inputs, _sign("·"), own("D"))
        yield _row(own("db"), _sign("="), own("D"))
    else:
        eta = _sign(f"− {figures(shown.trace.eta)} ·")
        for each in range(1, last + 1):
            for letter in ("W", "b"):
                old, new = own(letter, each), _matrix(shown, letter, each, new=True)
                yield _row(old, eta, own(f"d{letter}", each), _sign("="), new)


def _row(*parts: str) -> str:
    return f"<div class='row'>{''.join(parts)}</div>"


def _sign(text: str) -> str:
    return f"<span class='sign'>{text}</span>"


def _matrix(
    shown: _Shown,
    letter: str,
    layer: int,
    *,
    turned: bool = False,
    new: bool = False,
) -> str:
    # The entries as a grid between brackets, below the name; what is not known yet is a dot.
    source = shown.now if new else shown.trace
    rows, columns = source.arrays[letter, layer].shape
    entries = [Entry(letter, layer, i, j) for i in range(rows) for j in range(columns)]
    if turned:
        entries.sort(key=lambda entry: entry.column)
        rows, columns = columns, rows
    numbers = [figures(source.value(entry)) if entry in shown.known else "·" for entry in entries]
    kinds = ["new" if new else shown.light(entry) for entry in entries]
    cells = "".join(
        f"<span class='{kind}' data-at='{entry.row},{entry.column}'>{number}</span>"
        for number, kind, entry in zip(numbers, kinds, entries, strict=True)
    )
    name = source.matrix(letter, layer) + "ᵀ" * turned
    if new:
        name = f"new {name}"
    told = f"{name}, {rows} by {columns}: {', '.join(numbers).replace('·', 'not known yet')}"
    style = f"grid-template-columns:repeat({columns},auto)"
    return (
        f"<span class='matrix' tabindex='0' role='img' aria-label='{told}' "
        f"data-part='{letter}{layer}'><span class='name'>{name}</span>"
        f"<span class='cells' style='{style}'>{cells}</span></span>"
    )


# --- how it looks --------------------------------------------------------------------------------


def _hover(trace: Trace) -> str:
    rules = []
    for letter, layer in trace.arrays:
        part = f"[data-part~='{letter}{layer}']"
        rules.append(f".backprop:has({part}:hover,{part}:focus) {part}")
    everywhere = ",".join(rules)
    lines = ",".join(f"{rule}:is(line,circle)" for rule in rules)
    return (
        f"{everywhere}{{background:{_GLOW};paint-order:stroke;stroke:{_GLOW};stroke-width:7}}"
        f"{lines}{{stroke:{_AMBER};stroke-width:6}}"
    )


_STYLE = (
    (
        f".backprop{{background:white;color:{INK};padding:.6em;border-radius:6px;overflow-x:auto}}"
        ".backprop svg{display:block;width:100%;min-width:620px;max-width:1000px;margin:auto}"
        f".backprop text{{font:17px sans-serif;text-anchor:middle;fill:{INK}}}"
        ".backprop text.small{font-size:16px}.backprop .ground{fill:white}"
        f".backprop line{{stroke:{GREY};stroke-width:1.2}}"
        f".backprop circle,.backprop .box{{fill:{PALE};stroke:{GREY};stroke-width:1.5}}"
        ".backprop .lines{display:flex;flex-wrap:wrap;gap:.3em 2.5em;justify-content:center;"
        "align-items:center;min-height:9.5em;min-width:620px;max-width:1000px;margin:auto}"
        ".backprop .row{display:flex;align-items:center;gap:.45em;font:15px/1.45 sans-serif}"
        ".backprop .matrix{display:inline-flex;flex-direction:column;align-items:center}"
        ".backprop .sign{padding-top:1.4em;font-size:17px}"
        f".backprop .cells{{display:grid;border:solid {INK};border-width:0 2px;border-radius:7px;"
        "padding:0 .3em;gap:0 .2em}"
        ".backprop .cells span{padding:0 .3em;text-align:center;border-radius:3px}"
    )
    + "".join(
        f".backprop .{name}{{font-weight:bold;color:{ink}}}"
        f".backprop text.{name},.backprop tspan.{name}{{fill:{ink}}}"
        f".backprop span.{name}{{background:{ground}}}"
        f".backprop circle.{name},.backprop line.{name}{{stroke:{ink};stroke-width:4}}"
        for name, (ink, ground) in _LIT.items()
    )
    + (
        ".backprop line.back{stroke-dasharray:12 7}"
        "@media (prefers-reduced-motion:no-preference){"
        ".backprop line.back{animation:backprop 1s linear infinite}"
        "@keyframes backprop{to{stroke-dashoffset:38}}}"
    )
)

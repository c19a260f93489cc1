"""What a person reads about a result: the same facts as plain text and as HTML.

Both begin with the first thing to look at. The page hides what tells more behind triangles, which
work without a kernel; the text says how to ask for it.
"""

from html import escape

from .diagnosis.hints import Hint
from .grade import Part, Result

FOLLOWED = "judged on your own earlier value"
LEVELS = 4
"""Kind, part, relation, place: each level of a hint tells more than the one before."""

STOPPED = ("time", "memory", "died", "output")
"""Troubles that a limit or the end of the process made of an answer."""

FIRST_LEVEL = 2
"""What is told without being asked for: kind and part."""


def text(result: Result, level: int = LEVELS) -> str:
    """Return the report as plain text: points, a line for each part, then what to look at.

    Hints are told up to a level from 1 to 4; if they have more to say, the last line says how to
    see it.
    """
    lines = [_title(result)]
    lines += [f"  {_mark(part)} {part.name}{_note(part)}" for part in result.parts]
    for number, hint in enumerate(result.hints):
        lines.append(f"  → {_first(number, hint, level)}")
        lines += [f"    {asked} {told}" for depth, asked, told in _more(hint) if depth <= level]
    if any(depth > level for hint in result.hints for depth, _, _ in _more(hint)):
        lines.append(f'  To see more: check("{result.question}", level={max(level, 2) + 1})')
    return "\n".join(lines)


def html(result: Result, level: int = FIRST_LEVEL) -> str:
    """Return the report as HTML that needs neither style sheet nor script.

    All levels are there; those above `level` are folded away.
    """
    parts = "".join(
        f'<li style="color:{"#1a6e2e" if part.passed else "#a3281f"}">{_mark(part)} '
        f"<code>{escape(part.name)}</code>{escape(_note(part))}</li>"
        for part in result.parts
    )
    hints = "".join(_unfold(number, hint, level) for number, hint in enumerate(result.hints))
    return (
        # Its own paper, since a dark theme would swallow the colours.
        '<div role="status" style="background:#fff;color:#222;border-left:4px solid '
        f'{"#1a6e2e" if result.score == result.points else "#a3281f"};padding-left:1em">'
        f"<strong>{escape(_title(result))}</strong>"
        f'<ul style="list-style:none;padding-left:0">{parts}</ul>{hints}</div>'
    )


def data(result: Result) -> dict:
    """Return the result as JSON data, for whoever collects the mistakes of a class."""
    return {
        "question": result.question,
        "score": result.score,
        "points": result.points,
        "mistakes": [
            {"code": hint.mistake.code, "name": hint.mistake.name}
            for hint in result.hints
            if hint.mistake
        ],
        "hints": [hint.text for hint in result.hints],
        "stopped": result.trouble if result.trouble in STOPPED else None,
    }


def _title(result: Result) -> str:
    end = "all right" if result.score == result.points else "not there yet, have another look"
    return f"{result.question}: {result.score:g} of {result.points:g} points – {end}"


def _mark(part: Part) -> str:
    return "✓" if part.passed else "✗"


def _note(part: Part) -> str:
    return f" ({FOLLOWED})" if part.followed else ""


def _first(number: int, hint: Hint, level: int) -> str:
    if not hint.parts:
        return hint.kind
    if level < 2:
        return _capital(hint.kind)
    return f"{'Then at' if number else 'Look first at'} {hint.where}"


def _more(hint: Hint) -> list[tuple[int, str, str]]:
    """Return what a hint tells beyond part and kind: level, question and answer."""
    asked = ((3, "How is it off?", hint.relation), (4, "Where to look?", hint.place))
    return [entry for entry in asked if entry[2]]


def _unfold(number: int, hint: Hint, level: int) -> str:
    """Return a hint whose later answers each lie behind the one before."""
    inner = ""
    for depth, question, told in reversed(_more(hint)):
        # nbgrader's feedback page would take the triangle away.
        inner = (
            f"<details{' open' if depth <= level else ''}>"
            f'<summary style="display:list-item;cursor:pointer">{question}</summary>'
            f'<div style="margin-left:1em">{_code(told)}{inner}</div></details>'
        )
    return f"<p>→ {_code(_first(number, hint, FIRST_LEVEL))}</p>{inner}"


def _code(message: str) -> str:
    """Escape a message and set what stands between backticks as code."""
    pieces = escape(message).split("`")
    return "".join(
        f"<code>{piece}</code>" if position % 2 else piece for position, piece in enumerate(pieces)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""A result as text, as HTML and as data: the one place that writes it down and reads it back.

Text and page begin with the first thing to look at. The page hides what tells more behind
triangles, which work without a kernel; the text says how to ask for it. The data go along in a
notebook's output, for whoever collects the mistakes of a class.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from .diagnosis.hints import Hint
from .grade import Part, Result
from .questions import QuestionId

KEY = "backprop_by_hand"
"""The key under which a result's data lie in the metadata of a notebook's output."""

FOLLOWED = "judged on your own earlier value"
LEVELS = 4
"""Kind, part, relation, place: each level of a hint tells more than the one before."""

STOPPED = ("time", "memory", "died", "output")
"""Troubles that a limit or the end of the process made of an answer."""

FIRST_LEVEL = 2
"""What is told without being asked for: kind and part."""

LARGEST = 50_000_000
"""Bytes of a notebook that is read back."""

LONGEST = 200
"""Characters of an id, a name or a limit that are read back."""

MOST = 20
"""Mistakes in one question that are read back."""


def format_text(result: Result, level: int = LEVELS) -> str:
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


def format_html(result: Result, level: int = FIRST_LEVEL) -> str:
    """Return the report as HTML that needs neither style sheet nor script.

    All levels are there; those above `level` are folded away.
    """
    from .templates import render  # Jinja takes 25 ms to load; text does without

    parts = [
        {"passed": part.passed, "mark": _mark(part), "name": part.name, "note": _note(part)}
        for part in result.parts
    ]
    hints = [
        {
            "first": _set_code(_first(number, hint, FIRST_LEVEL)),
            "more": [(depth, asked, _set_code(told)) for depth, asked, told in _more(hint)],
        }
        for number, hint in enumerate(result.hints)
    ]
    return render(
        "feedback.html",
        title=_title(result),
        complete=result.score == result.points,
        parts=parts,
        hints=hints,
        level=level,
    )


def format_comment(result: Result) -> str:
    """Return the comment on an answer in the gradebook; empty if all is right."""
    if result.score == result.points:
        return ""
    hints = "\n".join(f"- {hint.text}" for hint in result.hints)
    return f"{result.score:g} of {result.points:g} points.\n\n{hints}".strip()


def make_data(result: Result) -> dict:
    """Return the result as JSON data."""
    return {
        "question": result.question,
        "score": result.score,
        "points": result.points,
        "mistakes": [
            {"id": hint.mistake.id, "name": hint.mistake.name}
            for hint in result.hints
            if hint.mistake
        ],
        "hints": [hint.text for hint in result.hints],
        "stopped": result.trouble if result.trouble in STOPPED else None,
    }


def write_bundle(
    result: Result, text_level: int = LEVELS, page_level: int = FIRST_LEVEL
) -> tuple[dict[str, str], dict[str, dict]]:
    """Return the content and the metadata of the output that shows a result in a notebook."""
    content = {
        "text/plain": format_text(result, text_level),
        "text/html": format_html(result, page_level),
    }
    return content, {KEY: make_data(result)}


def write_outputs(result: Result, score: float, number: int) -> list[dict]:
    """Return the outputs of a test cell: what is told of a result, and the score for nbgrader.

    number: the execution count of the cell.
    """
    content, metadata = write_bundle(result)
    return [
        {"output_type": "display_data", "data": content, "metadata": metadata},
        {
            "output_type": "execute_result",
            "data": {"text/plain": repr(score)},
            "metadata": {},
            "execution_count": number,
        },
    ]


@dataclass(frozen=True)
class Finding:
    """What a graded notebook says of one answer.

    mistakes: the known ones, by id and name; stopped: the limit that ended the answer, empty if
    none did.
    """

    mistakes: tuple[tuple[str, str], ...]
    stopped: str


def read_findings(path: Path, assignment: str) -> dict[QuestionId, Finding]:
    """Return what `write_outputs` left in a graded notebook.

    A test cell alone may tell, and only of its own question: what students' cells have put out is
    never looked at. Raises OSError if the notebook cannot be read, ValueError if it is too large or
    not in order.
    """
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path} has more than {LARGEST} bytes")
    try:
        return dict(_findings(json.loads(path.read_bytes()), assignment))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{path} is no graded notebook in order") from error


def _findings(notebook: Any, assignment: str) -> Iterator[tuple[QuestionId, Finding]]:
    for cell in notebook["cells"]:
        label = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        question = QuestionId.of_cell(assignment, label)
        for output in cell.get("outputs", ()) if question else ():
            written = output.get("metadata", {}).get(KEY)
            if question and written and written["question"] == question:
                mistakes = [
                    (_shorten(mistake["id"]), _shorten(mistake["name"]))
                    for mistake in written["mistakes"][:MOST]
                ]
                stopped = written.get("stopped")
                yield (
                    question,
                    Finding(tuple(mistakes), _shorten(stopped) if stopped else ""),
                )


def _shorten(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError(f"{text!r} should be text")
    return text[:LONGEST]


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


def _set_code(message: str) -> Markup:
    """Escape a message and set what stands between backticks as code."""
    pieces = escape(message).split("`")
    return Markup(
        "".join(f"<code>{piece}</code>" if n % 2 else piece for n, piece in enumerate(pieces))
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

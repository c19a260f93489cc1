"""A result as text, HTML and data: the only module that writes results and reads them back.

Text and HTML begin with the first thing to look at. In HTML, deeper levels of a hint are folded
behind triangles, which work without a kernel; the text says how to see them. The data are kept in
the metadata of a notebook's output, from which the mistakes of a class are counted.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from .diagnosis.hints import Hint
from .grade import Part, Result
from .question.answer import MACHINE
from .questions import QuestionId
from .trace.follow import WRONG, Trail
from .words import capitalise

KEY = "backprop_by_hand"
"""The key under which a result's data lie in the metadata of a notebook's output."""

CARRIED_FORWARD = "judged on your own earlier value"
"""The note on a part with an error carried forward."""

REPLACED = "Judged with a correct {}, since yours {} not right yet."
"""The note on an answer with an error carried forward from earlier questions."""

LEVELS = 4
"""Kind, part, relation, place: each level of a hint tells more than the one before."""

LIMIT_TROUBLES = ("time", "memory", "died", "output")
"""The kinds of AnswerError for which a limit or the end of the process is the reason."""

FIRST_LEVEL = 2
"""The level of a hint that is shown first: kind and part."""

TRAIL_LEVEL = 3
"""The level at which an answer's own values are told, since they say how it is off."""

FOLLOW = "Follow your values"
"""What stands above the table of an answer's own values."""

SCORE_HTML = (
    "<style>.jp-OutputArea-child:has(.score-of-a-check) { display: none }</style>"
    '<span class="score-of-a-check"></span>'
)
"""What a notebook shows of a score below its report: nothing, not even the number of the cell.

nbgrader reads the plain text beside it.
"""

LARGEST_GRADED_NOTEBOOK = 50_000_000
"""Bytes that a notebook to be read may have."""

LONGEST_FIELD = 200
"""Characters that are read of an id, a name or a limit."""

WAITS = (
    "Not all of this could be checked: the checks failed themselves, which is our fault and not "
    "yours. What has a ✓ counts already. In grading, a person looks at the rest. "
    "Please tell your instructor this line: "
)
"""What is said of a question whose checks failed, before where they did."""

ENDED = (
    "This could not be checked: the machine ended it, twice, which is no fault of yours. "
    "In grading, a person looks at it."
)
"""What is said of a question that the machine kept from being judged."""

MOST_MISTAKES = 20
"""Mistakes that are read for one question."""


def format_text(result: Result, level: int = LEVELS) -> str:
    """Return the report as plain text: points, a line for each part, then the hints.

    level: from 1 to LEVELS, how much the hints say. If there is more, the last line says how to
    see it.
    """
    lines = [_format_title(result)]
    lines += [f"  {_mark_part(part)} {part.name}{_note_part(part)}" for part in result.parts]
    lines += [f"  {note}" for note in _list_notes(result)]
    for number, hint in enumerate(result.hints if level > 1 else _merge_kinds(result.hints)):
        lines.append(f"  → {_format_first_line(number, hint, level)}")
        lines += [
            f"    {question} {answer}"
            for depth, question, answer in _list_levels(hint)
            if depth <= level
        ]
        if level == LEVELS and hint.mistake:
            lines.append(f"    See {_name_section(hint)}.")
    if level >= TRAIL_LEVEL:
        lines += [f"  {line}" for line in format_trail(result.trail)]
    if any(depth > level for hint in result.hints for depth, _, _ in _list_levels(hint)):
        more = f'check("{result.question}", level={max(level, 2) + 1})'
        lines.append(f"  To see more, run this in a new cell: {more}")
    return "\n".join(lines)


def format_trail(trail: Trail | None) -> list[str]:
    """Return what became of an answer's own values as lines of text; none if nothing is known."""
    if trail is None:
        return []
    rows = [f"  {r.mark} line {r.line}, {r.name}: {r.words}" for r in trail.rows]
    return [" ".join(filter(None, [f"{FOLLOW}:", trail.sentence])), *rows]


@dataclass(frozen=True)
class HomeExtras:
    """What a report has in the student's own notebook alone.

    case: code that shows a case in which the answer fails, empty if none; links: addresses of
    sections of lectures, like "03 §6".
    """

    case: str = ""
    links: Mapping[str, str] = field(default_factory=dict)


def format_html(result: Result, level: int = FIRST_LEVEL, extras: HomeExtras = HomeExtras()) -> str:
    """Return the report as HTML that needs neither a style sheet nor a script.

    It holds all levels of the hints; those above `level` are folded.
    """
    from .templates import render  # Jinja takes 25 ms to import, and text does not need it

    parts = [
        {"wrong": bool(p.failed), "mark": _mark_part(p), "name": p.name, "note": _note_part(p)}
        for p in result.parts
    ]
    hints = [
        {
            "first": _set_code(_format_first_line(number, hint, FIRST_LEVEL)),
            "more": [
                (depth, question, _set_code(answer))
                for depth, question, answer in _list_levels(hint)
            ],
            "section": _name_section(hint),
            "link": extras.links.get(hint.mistake.section, "") if hint.mistake else "",
        }
        for number, hint in enumerate(result.hints)
    ]
    return render(
        "feedback.html",
        title=_format_title(result),
        wrong=result.score < result.points and not result.defect,
        parts=parts,
        notes=[_set_code(note) for note in _list_notes(result)],
        hints=hints,
        level=level,
        case=extras.case,
        trail=_set_trail(result.trail),
        follow=FOLLOW,
        unfold_trail=level >= TRAIL_LEVEL,
    )


def _set_trail(trail: Trail | None) -> dict[str, Any] | None:
    if trail is None:
        return None
    rows = [
        {
            "wrong": row.mark == WRONG,
            "mark": row.mark,
            "name": _set_code(row.name),
            "line": row.line,
            "text": row.text,
            "words": _set_code(row.words),
        }
        for row in trail.rows
    ]
    return {"sentence": _set_code(trail.sentence), "rows": rows}


def format_comment(result: Result) -> str:
    """Return the comment on an answer in the gradebook; empty if all is right."""
    hints = "\n".join(f"- {hint.text}" for hint in result.hints)
    points = f"{result.score:g} of {result.points:g} points."
    lost = result.score < result.points and not result.defect
    off = result.trail.sentence if result.trail else ""
    return "\n\n".join(filter(None, [points if lost else "", *_list_notes(result), hints, off]))


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
        "off": result.trail.off if result.trail else "",
        "replaced": list(result.replaced),
        "trouble": result.trouble,
        "stopped": result.trouble if result.trouble in LIMIT_TROUBLES else None,
    }


def write_bundle(
    result: Result,
    text_level: int = LEVELS,
    page_level: int = FIRST_LEVEL,
    extras: HomeExtras = HomeExtras(),
) -> tuple[dict[str, str], dict[str, dict]]:
    """Return the content and the metadata of the output that shows a result in a notebook."""
    content = {
        "text/plain": format_text(result, text_level),
        "text/html": format_html(result, page_level, extras),
    }
    return content, {KEY: make_data(result)}


def write_outputs(result: Result, score: float | None, number: int) -> list[dict]:
    """Return the outputs of a test cell: the report of a result, and the score for nbgrader.

    score: None if a person must give it; number: the execution count of the cell.
    """
    content, metadata = write_bundle(result)
    report = {"output_type": "display_data", "data": content, "metadata": metadata}
    if score is None:
        return [report]
    return [
        report,
        {
            "output_type": "execute_result",
            "data": {"text/plain": repr(score), "text/html": SCORE_HTML},
            "metadata": {},
            "execution_count": number,
        },
    ]


@dataclass(frozen=True)
class Finding:
    """What a graded notebook records about one answer.

    mistakes: the known mistakes, as (id, name); stopped: the limit that ended the answer, or empty;
    trouble: the kind of AnswerError that ended it, or empty; off: the quantity of the lecture that
    was the first to go wrong, or empty.
    """

    mistakes: tuple[tuple[str, str], ...]
    stopped: str
    trouble: str = ""
    off: str = ""


def read_findings(path: Path, assignment: str) -> dict[QuestionId, Finding]:
    """Return what `write_outputs` recorded in a graded notebook, by question.

    Only the outputs of a test cell are read, and only about its own question: a student's cells
    cannot forge a finding. Raises OSError if the notebook cannot be read, ValueError if it is too
    large or has another form.
    """
    if path.stat().st_size > LARGEST_GRADED_NOTEBOOK:
        raise ValueError(f"{path} has more than {LARGEST_GRADED_NOTEBOOK} bytes")
    try:
        return dict(_iterate_findings(json.loads(path.read_bytes()), assignment))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{path} is no graded notebook in order") from error


def _iterate_findings(notebook: Any, assignment: str) -> Iterator[tuple[QuestionId, Finding]]:
    for cell in notebook["cells"]:
        label = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        question = QuestionId.of_cell(assignment, label)
        for output in cell.get("outputs", ()) if question else ():
            written = output.get("metadata", {}).get(KEY)
            if question and written and written["question"] == question:
                mistakes = [
                    (_read_field(mistake["id"]), _read_field(mistake["name"]))
                    for mistake in written["mistakes"][:MOST_MISTAKES]
                ]
                stopped = written.get("stopped")
                yield (
                    question,
                    Finding(
                        tuple(mistakes),
                        _read_field(stopped) if stopped else "",
                        _read_field(written.get("trouble", "")),
                        _read_field(written.get("off", "")),
                    ),
                )


def _read_field(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError(f"{text!r} should be text")
    return text[:LONGEST_FIELD]


def _format_title(result: Result) -> str:
    end = "all right" if result.score == result.points else "not there yet, have another look"
    if result.defect:
        end = "waits for a person"
    return f"{result.question}: {result.score:g} of {result.points:g} points – {end}"


def _mark_part(part: Part) -> str:
    return "✓" if part.passed else "✗" if part.failed else "?"


def describe_replaced(names: Sequence[str]) -> str:
    """Return what is said of an answer that was judged with correct functions of these names."""
    quoted = " and ".join(f"`{name}`" for name in names)
    return REPLACED.format(quoted, "is" if len(names) == 1 else "are")


def _list_notes(result: Result) -> list[str]:
    """Return what there is to be said of the question as a whole."""
    notes = []
    if result.replaced:
        notes.append(describe_replaced(result.replaced))
    if result.defect == MACHINE:
        notes.append(ENDED)
    elif result.defect:
        notes.append(f"{WAITS}{result.question}, {result.defect}.")
    return notes


def _note_part(part: Part) -> str:
    return f" ({CARRIED_FORWARD})" if part.carried_forward else ""


def _format_first_line(number: int, hint: Hint, level: int) -> str:
    if not hint.parts:
        return f"{hint.kind} {hint.place}".rstrip()
    if level < 2:
        several = len(hint.parts) > 1
        return f"In {len(hint.parts)} parts: {hint.kind}" if several else capitalise(hint.kind)
    return f"{'Then at' if number else 'Look first at'} {hint.where}"


def _merge_kinds(hints: Sequence[Hint]) -> list[Hint]:
    """Return one hint for all that are of the same kind, which alone the first level tells."""
    parts: dict[str, tuple[str, ...]] = {}
    for hint in hints:
        parts[hint.kind] = parts.get(hint.kind, ()) + hint.parts
    return [Hint(kind, named) for kind, named in parts.items()]


def _list_levels(hint: Hint) -> list[tuple[int, str, str]]:
    """Return what a hint says beyond its first line, as (level, question, answer)."""
    if not hint.parts:
        return []
    levels = ((3, "How is it off?", hint.relation), (4, "Where to look?", hint.place))
    return [entry for entry in levels if entry[2]]


def _name_section(hint: Hint) -> str:
    """Return the section of a lecture that teaches what a known mistake is about."""
    if hint.mistake is None:
        return ""
    return "lecture {}, section {}".format(*hint.mistake.section.split(" §"))


def _set_code(message: str) -> Markup:
    """Return a message as escaped HTML, with what is between backticks as code."""
    pieces = escape(message).split("`")
    return Markup(
        "".join(f"<code>{piece}</code>" if n % 2 else piece for n, piece in enumerate(pieces))
    )

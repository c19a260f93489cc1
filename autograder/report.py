"""What a person reads about a result: the same facts as plain text and as HTML."""

from html import escape

from .grade import Part, Result

FOLLOWED = "judged on your own earlier value"


def text(result: Result) -> str:
    """Return the report as plain text: points, a line for each part, then what to look at."""
    lines = [_title(result)]
    lines += [f"  {_mark(part)} {part.name}{_note(part)}" for part in result.parts]
    lines += [f"  → {hint.text}" for hint in result.hints]
    return "\n".join(lines)


def html(result: Result) -> str:
    """Return the report as HTML that needs neither style sheet nor script."""
    parts = "".join(
        f'<li style="color:{"#1a6e2e" if part.passed else "#a3281f"}">{_mark(part)} '
        f"<code>{escape(part.name)}</code>{escape(_note(part))}</li>"
        for part in result.parts
    )
    hints = "".join(f"<p>→ {_code(hint.text)}</p>" for hint in result.hints)
    return (
        '<div role="status" style="border-left:4px solid '
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
    }


def _title(result: Result) -> str:
    end = "all right" if result.score == result.points else "not there yet, have another look"
    return f"{result.question}: {result.score:g} of {result.points:g} points – {end}"


def _mark(part: Part) -> str:
    return "✓" if part.passed else "✗"


def _note(part: Part) -> str:
    return f" ({FOLLOWED})" if part.followed else ""


def _code(message: str) -> str:
    """Escape a message and set what stands between backticks as code."""
    pieces = escape(message).split("`")
    return "".join(
        f"<code>{piece}</code>" if position % 2 else piece for position, piece in enumerate(pieces)
    )

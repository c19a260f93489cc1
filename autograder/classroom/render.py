"""Markdown, programs and coloured text as HTML, as nbgrader has them; run by `sandbox.bounded`."""

import sys
from typing import Any

# As in `fast_start`, which this file cannot import.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from nbconvert.filters.ansi import ansi2html  # noqa: E402
from nbconvert.filters.highlight import Highlight2HTML  # noqa: E402
from nbconvert.filters.markdown_mistune import (  # noqa: E402
    InvalidNotebook,
    IPythonRenderer,
    MarkdownWithMath,
)

_HIGHLIGHT = Highlight2HTML(pygments_lexer="ipython3")


def render_markdown(source: str, attached: dict[str, Any]) -> str:
    """Return Markdown as HTML, with the pictures that are attached; whatever it holds may run."""
    try:
        renderer = IPythonRenderer(escape=False, attachments=attached, exclude_anchor_links=True)
        return MarkdownWithMath(renderer=renderer).render(source)
    except InvalidNotebook:  # it speaks of a picture that is not there
        return render_markdown(source.replace("attachment:", ""), {})


def colour_code(source: str, language: str | None) -> str:
    """Return a program as HTML in colours."""
    return _HIGHLIGHT(source, language)


def colour_text(text: str) -> str:
    """Return what a terminal would show in colours as HTML."""
    return str(ansi2html(text))

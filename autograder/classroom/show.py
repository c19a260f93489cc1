"""How formgrader and feedback pages show what was written: it runs nothing and takes no time.

Each function stands where nbconvert's own filter does; set by nbgrader_config.py. `context` is
Jinja's, and holds the cell and the resources of the page.
"""

import re
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import pass_context

from ..sandbox.bounded import Allowance, Bounded, OverLimitError
from ..sandbox.outputs import sanitise_html, show_as_text

LONGEST = 10_000
"""Characters of what is read as Markdown or as a program."""

_COLOURS = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]?)?")
_RENDER = Bounded(Path(__file__).with_name("render.py"))


@pass_context
def safe_markdown(context: Any, source: str) -> str:
    """Return Markdown as HTML, pasted pictures included.

    What is longer than LONGEST, or takes too long, is shown as it was typed.
    """
    attached = (context.get("cell") or {}).get("attachments", {})
    time = _find_allowance(context)
    try:
        if len(source) <= LONGEST:
            page = _RENDER.call(time, "render_markdown", source, attached)
            return sanitise_html(page, time)
    except OverLimitError:
        pass
    return show_as_text(source)


def safe_markdown_page(context: Any, source: str) -> str:
    """Return Markdown as `safe_markdown` does, with its formulas as MathML, which needs no script.

    A formula that cannot be set is shown as it was typed.
    """
    attached = (context.get("cell") or {}).get("attachments", {})
    time = _find_allowance(context)
    try:
        if len(source) <= LONGEST:
            page, formulas = _RENDER.call(time, "render_with_formulas", source, attached)
            page = sanitise_html(page, time)
            # What is sanitised has a word of nobody's choice in place of each formula.
            for placeholder, formula in formulas.items():
                page = page.replace(placeholder, formula)
            return page
    except OverLimitError:
        pass
    return show_as_text(source)


@pass_context
def safe_code(context: Any, source: str, language: str | None = None, **_: Any) -> str:
    """Return a program as HTML in colours, or without them if it is long or takes too long."""
    try:
        if len(source) <= LONGEST:
            return _RENDER.call(_find_allowance(context), "colour_code", source, language)
    except OverLimitError:
        pass
    return f'<div class="highlight"><pre>{escape(source)}</pre></div>'


@pass_context
def safe_text(context: Any, text: str) -> str:
    """Return what a cell has printed as HTML, in colours unless that takes too long."""
    if "\x1b" not in text:
        return escape(text)
    try:
        return _RENDER.call(_find_allowance(context), "colour_text", text)
    except OverLimitError:
        return escape(_COLOURS.sub("", text))


def _find_allowance(context: Any) -> Allowance:
    """Return the time that is left for the page to which a cell belongs."""
    resources = context.get("resources")
    return Allowance() if resources is None else resources.setdefault("allowance", Allowance())

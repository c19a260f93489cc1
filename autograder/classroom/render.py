"""Markdown, programs and coloured text as HTML, as nbgrader has them; run by `sandbox.bounded`."""

import contextlib
import html
import secrets
import sys
from typing import Any

# As in `fast_start`, which this file cannot import.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from math_core import LatexError, LatexToMathML  # noqa: E402
from nbconvert.filters.ansi import ansi2html  # noqa: E402
from nbconvert.filters.highlight import Highlight2HTML  # noqa: E402
from nbconvert.filters.markdown_mistune import (  # noqa: E402
    InvalidNotebook,
    IPythonRenderer,
    MarkdownWithMath,
)

LONGEST_FORMULA = 1000
"""Characters of a formula that is set: one that is nested ten thousand times ends the process."""

_HIGHLIGHT = Highlight2HTML(pygments_lexer="ipython3")


def render_markdown(source: str, attached: dict[str, Any]) -> str:
    """Return Markdown as HTML, with the pictures that are attached; whatever it holds may run."""
    try:
        renderer = IPythonRenderer(escape=False, attachments=attached, exclude_anchor_links=True)
        return MarkdownWithMath(renderer=renderer).render(source)
    except InvalidNotebook:  # it speaks of a picture that is not there
        return render_markdown(source.replace("attachment:", ""), {})


def render_with_formulas(source: str, attached: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """Return Markdown as HTML with a word in place of each formula, and the MathML of each word."""
    renderer = _FormulaRenderer(escape=False, attachments=attached, exclude_anchor_links=True)
    try:
        page = MarkdownWithMath(renderer=renderer).render(source)
    except InvalidNotebook:
        return render_with_formulas(source.replace("attachment:", ""), {})
    return page, renderer.formulas


class _FormulaRenderer(IPythonRenderer):
    """Writes a word that nobody can foresee for each formula, and keeps its MathML."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.formulas: dict[str, str] = {}

    def block_math(self, body: str) -> str:
        return self._keep(body, display=True)

    def inline_math(self, body: str) -> str:
        return self._keep(body, display=False)

    def latex_environment(self, name: str, body: str) -> str:
        return self._keep(rf"\begin{{{name}}}{body}\end{{{name}}}", display=True)

    def _keep(self, formula: str, *, display: bool) -> str:
        word = f"formula{secrets.token_hex(16)}"
        self.formulas[word] = _set_formula(formula, display)
        return word


def _set_formula(formula: str, display: bool) -> str:
    if len(formula) <= LONGEST_FORMULA:
        with contextlib.suppress(LatexError):
            return LatexToMathML().convert_with_local_state(formula, displaystyle=display)
    return f"<code>{html.escape(formula)}</code>"


def colour_code(source: str, language: str | None) -> str:
    """Return a program as HTML in colours."""
    return _HIGHLIGHT(source, language)


def colour_text(text: str) -> str:
    """Return what a terminal would show in colours as HTML."""
    return str(ansi2html(text))

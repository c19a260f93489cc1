"""Sanitises the outputs of a student's cells, so that others can view them safely.

Each output is rebuilt from what is known to be harmless: text, pictures as PNG or JPEG, and HTML
without scripts, forms or anything that is loaded from elsewhere.
"""

import base64
import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from .bounded import Allowance, Bounded, OverLimitError
from .shell import MOST_OUTPUTS, MOST_TEXT
from .wire import clean_text

LARGEST_PICTURE = 4 * 2**20
"""Characters of one picture."""

LARGEST_PAGE = 100_000
"""Characters of one HTML page, but for its pictures."""

LONGEST_AS_TEXT = 10_000
"""Characters that are shown of a page which cannot be shown as it was meant."""

PICTURES = {"image/png": b"\x89PNG\r\n", "image/jpeg": b"\xff\xd8\xff"}
"""The MIME types of pictures, and the first bytes of each."""

# What `nnlib.widgets.picture` makes is harmless, but longer than other HTML may be.
_PICTURE = re.compile(
    r'<img alt="[^"<>]*" style="max-width: 100%" src="data:image/png;base64,[A-Za-z0-9+/=]*">'
)
_INLINE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=]*")
_MATH_LINKS = re.compile(r"\\(href|url|require|cssId|class|style|html\w*|data)(?![a-zA-Z])")
_PAGES = Bounded(Path(__file__).with_name("sanitise.py"))


@dataclass
class OutputBudget:
    """How many characters of text, HTML pages and pictures a notebook may still show.

    time: what its pages may take to be made safe.
    """

    text: int = 2 * MOST_TEXT
    pages: int = 2**19
    pictures: int = 32 * 2**20
    time: Allowance = field(default_factory=Allowance)

    def take_text(self, text: Any, longest: int = MOST_TEXT) -> str:
        """Return a text, cut to `longest` and to the budget left; empty if it is not text."""
        cut = clean_text(text, min(longest, self.text)) if isinstance(text, str) else ""
        self.text -= len(cut)
        return cut

    def take_page(self, text: Any) -> bool:
        """Return whether a page is text and within the budget; if so, reduce that by it."""
        fits = isinstance(text, str) and len(text) <= self.pages
        self.pages -= len(text) if fits else 0
        return fits

    def take_picture(self, text: Any) -> bool:
        """Return whether a picture is text and within the budget; if so, reduce that by it."""
        fits = isinstance(text, str) and len(text) <= min(self.pictures, LARGEST_PICTURE)
        self.pictures -= len(text) if fits else 0
        return fits


def sanitise_html(html: str, allowance: Allowance | None = None) -> str:
    """Return HTML without scripts, forms and anything that is loaded from elsewhere.

    allowance: the time that it may take. HTML that is too long, takes longer or grows too much is
    shown as text.
    """
    if len(html) <= LARGEST_PICTURE and _PICTURE.fullmatch(html):
        return html
    try:
        if _is_short(html):
            time = allowance or Allowance()
            page = _PAGES.call(time, "sanitise_page", _disarm_math(clean_text(html)))
            if _is_short(page, 4 * LARGEST_PAGE):  # it grows where elements were left open
                return page
    except OverLimitError:
        pass
    return show_as_text(html)


def show_as_text(text: str) -> str:
    """Return HTML that shows a text as it was typed, cut if it is long, and says so."""
    why = "This is shown as it was typed, because it would take too long to show it as it is meant."
    cut = f" It is cut after {LONGEST_AS_TEXT:,} characters."
    if len(text) <= LONGEST_AS_TEXT:
        cut = ""
    return f"<pre>{escape(clean_text(text, LONGEST_AS_TEXT))}</pre><p>{why}{cut}</p>"


def _is_short(html: str, longest: int = LARGEST_PAGE) -> bool:
    if len(html) > 2 * LARGEST_PICTURE:
        return False
    return len(html) <= longest or len(_INLINE.sub("", html)) <= longest


def _disarm_math(text: str) -> str:
    # MathJax turns these commands into links and styles, with any content.
    return _MATH_LINKS.sub(r"\\text{\1}", text)


def sanitise_outputs(shown: Any, budget: OutputBudget | None = None) -> list[NotebookNode]:
    """Return harmless notebook outputs for what a kernel reports that a cell has shown.

    shown: any data, since the kernel is not trusted; budget: how much may be shown, and is reduced
    by what is returned. What exceeds it is cut, and outputs of other kinds are left out.
    """
    if not isinstance(shown, list):
        return []
    budget = OutputBudget() if budget is None else budget
    reported = (output for output in shown[:MOST_OUTPUTS] if isinstance(output, dict))
    made = (_sanitise_output(output, budget) for output in reported)
    return [output for output in made if output is not None]


def _sanitise_output(output: dict, budget: OutputBudget) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return new_output("stream", name=name, text=budget.take_text(output.get("text")))
    if kind == "error":
        lines = output.get("traceback")
        return new_output(
            "error",
            ename=budget.take_text(output.get("ename"), 200),
            evalue=budget.take_text(output.get("evalue"), 2000),
            traceback=[budget.take_text(line, 5000) for line in lines[:100]]
            if isinstance(lines, list)
            else [],
        )
    if kind in ("display_data", "execute_result") and isinstance(output.get("data"), dict):
        data = _sanitise_data(output["data"], budget)
        if data and kind == "display_data":
            return new_output(kind, data=data)
        if data:
            return new_output(kind, data=data, execution_count=None)
    return None


def _sanitise_data(data: dict, budget: OutputBudget) -> dict[str, str]:
    safe, texts = {}, {kind: text for kind, text in data.items() if isinstance(text, str)}
    if plain := budget.take_text(texts.get("text/plain")):
        safe["text/plain"] = plain
    if (latex := texts.get("text/latex")) and budget.take_page(latex):
        safe["text/latex"] = _disarm_math(clean_text(latex))
    if (markdown := texts.get("text/markdown")) and budget.take_page(markdown):
        safe["text/markdown"] = clean_text(markdown)
    html = texts.get("text/html", "")
    drawn = len(html) <= LARGEST_PICTURE and _PICTURE.fullmatch(html)
    if html and (budget.take_picture(html) if drawn else budget.take_page(html)):
        safe["text/html"] = sanitise_html(html, budget.time)
    pictures = select_pictures(data)
    return safe | {kind: pictures[kind] for kind in pictures if budget.take_picture(pictures[kind])}


def select_pictures(data: dict) -> dict[str, str]:
    """Return the PNG and JPEG pictures among the data of an output, in base64, by MIME type."""
    return {
        kind: picture
        for kind, beginning in PICTURES.items()
        if isinstance(picture := data.get(kind), str) and _is_picture(picture, beginning)
    }


def _is_picture(data: str, beginning: bytes) -> bool:
    if len(data) > LARGEST_PICTURE:
        return False
    try:
        return base64.b64decode(data).startswith(beginning)
    except ValueError:
        return False

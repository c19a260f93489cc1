"""What a student's cells have shown, made safe to be shown to others.

Everything is rebuilt from what is known to be harmless: text, pictures as PNG or JPEG, and HTML
without scripts, forms or anything that would be loaded from elsewhere.
"""

import base64
import re
from dataclasses import dataclass
from html import escape
from typing import Any

import bleach
from bleach.css_sanitizer import CSSSanitizer
from nbformat import NotebookNode
from nbformat.v4 import new_output

from .shell import MOST_OUTPUTS, MOST_TEXT
from .wire import clean

LARGEST_DATA = 4 * 2**20
"""Characters of one picture."""

LARGEST_PAGE, MOST_TAGS = 100_000, 4000
"""Characters and tags of one page: making it safe takes time that grows with their square."""

PICTURES = {"image/png": b"\x89PNG\r\n", "image/jpeg": b"\xff\xd8\xff"}
"""Kinds of pictures, and how each begins."""

_TAGS = frozenset(
    re.findall(
        r"\w+",
        "a abbr b blockquote br caption code col colgroup dd del details div dl dt em h1 h2 h3 h4 "
        "h5 h6 hr i img kbd li ol p pre s samp small span strong sub summary sup table tbody td "
        "tfoot th thead tr tt u ul var",
    )
)
_INLINE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
# What `nnlib.widgets.picture` gives is harmless as it is, and long.
_PICTURE = re.compile(
    r'<img alt="[^"<>]*" style="max-width: 100%" src="data:image/png;base64,[A-Za-z0-9+/=]*">'
)
_MATH_LINKS = re.compile(r"\\(href|url|require|cssId|class|style|html\w*|data)(?![a-zA-Z])")
_STYLES = CSSSanitizer(
    allowed_css_properties=(
        "background-color", "border", "border-collapse", "border-left", "border-spacing", "color",
        "display", "font-family", "font-size", "font-style", "font-weight", "height", "line-height",
        "list-style", "margin", "margin-left", "max-width", "padding", "padding-left",
        "text-align", "text-decoration", "vertical-align", "white-space", "width",
    )
)  # fmt: skip


@dataclass
class Room:
    """How much a notebook may show yet, in characters: text, pages and pictures."""

    text: int = 2 * MOST_TEXT
    pages: int = 2**19
    pictures: int = 32 * 2**20

    def text_of(self, text: Any, longest: int = MOST_TEXT) -> str:
        """Return what there is room for of a text, if it is one."""
        cut = clean(text, min(longest, self.text)) if isinstance(text, str) else ""
        self.text -= len(cut)
        return cut

    def page(self, text: Any) -> bool:
        """Tell whether there is room for all of a page, if it is text, and take it."""
        fits = isinstance(text, str) and len(text) <= self.pages
        self.pages -= len(text) if fits else 0
        return fits

    def picture(self, text: Any) -> bool:
        """Tell whether there is room for a picture, if it is text, and take it."""
        fits = isinstance(text, str) and len(text) <= min(self.pictures, LARGEST_DATA)
        self.pictures -= len(text) if fits else 0
        return fits


def safe_html(html: str) -> str:
    """Return HTML without what could run, be sent or be loaded.

    What takes long to be read is shown as it was written.
    """
    if len(html) <= LARGEST_DATA and _PICTURE.fullmatch(html):
        return html
    if not _is_short(html):
        return f"<pre>{escape(html)}</pre>"
    return bleach.clean(
        _safe_math(html),
        tags=_TAGS,
        attributes=_allowed,
        protocols=("http", "https", "mailto", "data"),
        strip=True,
        css_sanitizer=_STYLES,
    )


def _is_short(html: str) -> bool:
    return len(html) <= LARGEST_PAGE and html.count("<") <= MOST_TAGS


def _safe_math(text: str) -> str:
    # MathJax makes links and styles of these, whatever is in them.
    return _MATH_LINKS.sub(r"\\text{\1}", text)


def _allowed(tag: str, name: str, value: str) -> bool:
    if name == "src":
        return tag == "img" and _INLINE.fullmatch(value) is not None
    if name == "href":
        return tag == "a" and not value.strip().lower().startswith("data:")
    common = ("alt", "class", "style", "title", "role", "aria-label", "open")
    return name in (*common, "width", "height", "colspan", "rowspan", "scope")


def safe_outputs(shown: Any, room: Room | None = None) -> list[NotebookNode]:
    """Return outputs of a notebook from what a kernel says that a cell has shown.

    What there is no room for is cut, and what is of no harmless kind is left out.
    """
    if not isinstance(shown, list):
        return []
    room = Room() if room is None else room
    told = (output for output in shown[:MOST_OUTPUTS] if isinstance(output, dict))
    made = (_safe_output(output, room) for output in told)
    return [output for output in made if output is not None]


def _safe_output(output: dict, room: Room) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return new_output("stream", name=name, text=room.text_of(output.get("text")))
    if kind == "error":
        lines = output.get("traceback")
        return new_output(
            "error",
            ename=room.text_of(output.get("ename"), 200),
            evalue=room.text_of(output.get("evalue"), 2000),
            traceback=[room.text_of(line, 5000) for line in lines[:100]]
            if isinstance(lines, list)
            else [],
        )
    if kind in ("display_data", "execute_result") and isinstance(output.get("data"), dict):
        data = _safe_data(output["data"], room)
        if data and kind == "display_data":
            return new_output(kind, data=data)
        if data:
            return new_output(kind, data=data, execution_count=None)
    return None


def _safe_data(data: dict, room: Room) -> dict[str, str]:
    safe, told = {}, {kind: text for kind, text in data.items() if isinstance(text, str)}
    if plain := room.text_of(told.get("text/plain")):
        safe["text/plain"] = plain
    if (latex := told.get("text/latex")) and room.page(latex):
        safe["text/latex"] = _safe_math(clean(latex))
    if (markdown := told.get("text/markdown")) and room.page(markdown):
        safe["text/markdown"] = clean(markdown)
    html = told.get("text/html", "")
    drawn = len(html) <= LARGEST_DATA and _PICTURE.fullmatch(html)
    if html and (room.picture(html) if drawn else room.page(html) and _is_short(html)):
        page = safe_html(clean(html))
        # Elements that were left open are closed now, and may be many.
        safe |= {"text/html": page} if drawn or _is_short(page) else {}
    pictures = safe_pictures(data)
    return safe | {kind: pictures[kind] for kind in pictures if room.picture(pictures[kind])}


def safe_pictures(data: dict) -> dict[str, str]:
    """Return what is a picture among data in base64, by kind."""
    return {
        kind: picture
        for kind, beginning in PICTURES.items()
        if isinstance(picture := data.get(kind), str) and _is_picture(picture, beginning)
    }


def _is_picture(data: str, beginning: bytes) -> bool:
    if len(data) > LARGEST_DATA:
        return False
    try:
        return base64.b64decode(data).startswith(beginning)
    except ValueError:
        return False

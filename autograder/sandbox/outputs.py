"""What a student's cells have shown, made safe to be shown to others.

Everything is rebuilt from what is known to be harmless: text, pictures as PNG or JPEG, and HTML
without scripts, forms or anything that would be loaded from elsewhere.
"""

import base64
import re
from typing import Any

import bleach
from bleach.css_sanitizer import CSSSanitizer
from nbformat import NotebookNode
from nbformat.v4 import new_output

from .shell import MOST_OUTPUTS, MOST_TEXT
from .wire import clean

LARGEST_DATA = 4 * 2**20
"""Characters of one picture or page."""

TEXTS = ("text/plain", "text/latex", "text/markdown")
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


def safe_html(html: str) -> str:
    """Return HTML without what could run, be sent or be loaded."""
    if _PICTURE.fullmatch(html):
        return html
    return bleach.clean(
        _safe_math(html),
        tags=_TAGS,
        attributes=_allowed,
        protocols=("http", "https", "mailto", "data"),
        strip=True,
        css_sanitizer=_STYLES,
    )


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


def safe_outputs(shown: Any) -> list[NotebookNode]:
    """Return outputs of a notebook from what a kernel says that a cell has shown.

    What is too long is cut, and what is of no harmless kind is left out.
    """
    if not isinstance(shown, list):
        return []
    made = (_safe_output(output) for output in shown[:MOST_OUTPUTS] if isinstance(output, dict))
    return [output for output in made if output is not None]


def _safe_output(output: dict) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return new_output("stream", name=name, text=_text(output.get("text")))
    if kind == "error":
        lines = output.get("traceback")
        return new_output(
            "error",
            ename=_text(output.get("ename"), 200),
            evalue=_text(output.get("evalue"), 2000),
            traceback=[_text(line, 5000) for line in lines[:100]]
            if isinstance(lines, list)
            else [],
        )
    if kind in ("display_data", "execute_result") and isinstance(output.get("data"), dict):
        data = _safe_data(output["data"])
        if data and kind == "display_data":
            return new_output(kind, data=data)
        if data:
            return new_output(kind, data=data, execution_count=None)
    return None


def _safe_data(data: dict) -> dict[str, str]:
    safe = {kind: _text(data[kind]) for kind in TEXTS if isinstance(data.get(kind), str)}
    if "text/latex" in safe:
        safe["text/latex"] = _safe_math(safe["text/latex"])
    html = data.get("text/html")
    if isinstance(html, str) and len(html) <= LARGEST_DATA:
        safe["text/html"] = safe_html(clean(html))
    return safe | safe_pictures(data)


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


def _text(text: Any, longest: int = MOST_TEXT) -> str:
    return clean(text, longest) if isinstance(text, str) else ""

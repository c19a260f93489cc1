"""How formgrader and feedback pages show what was written: it runs nothing and takes no time."""

from html import escape
from typing import Any

from jinja2 import pass_context
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath

from ..sandbox.outputs import sanitise_html

LONGEST = 10_000
"""Characters of what is read as Markdown or as a program; this takes time that grows with their
square."""

_HIGHLIGHT = Highlight2HTML(pygments_lexer="ipython3")


@pass_context
def safe_markdown(context: Any, source: str) -> str:
    """Return Markdown as HTML, pasted pictures included; stands where nbconvert's own filter does.

    What is longer than LONGEST or nested too deeply is shown as it was typed. Set by
    nbgrader_config.py. `context` is Jinja's, and holds the cell.
    """
    attached = (context.get("cell") or {}).get("attachments", {})
    if len(source) > LONGEST:
        return f"<pre>{escape(source)}</pre>"
    try:
        return _rendered(source, attached)
    except InvalidNotebook:  # it speaks of a picture that is not there
        return _rendered(source.replace("attachment:", ""), {})
    except RecursionError:
        return f"<pre>{escape(source)}</pre>"


def _rendered(source: str, attached: dict) -> str:
    renderer = IPythonRenderer(escape=False, attachments=attached, exclude_anchor_links=True)
    return sanitise_html(MarkdownWithMath(renderer=renderer).render(source))


def safe_code(source: str, language: str | None = None, **_: Any) -> str:
    """Return a program as HTML in colours, or without them if it is longer than LONGEST.

    Stands where nbconvert's own filter does; set by nbgrader_config.py.
    """
    if len(source) > LONGEST:
        return f'<div class="highlight"><pre>{escape(source)}</pre></div>'
    return _HIGHLIGHT(source, language)

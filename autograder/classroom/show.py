"""How formgrader and feedback pages show Markdown: without anything that could run."""

from typing import Any

from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from ..sandbox.outputs import safe_html


@pass_context
def safe_markdown(context: Any, source: str) -> str:
    """Return Markdown as HTML, pasted pictures included; stands where nbconvert's own filter does.

    Set by nbgrader_config.py. `context` is Jinja's, and holds the cell.
    """
    cell = context.get("cell") or {}
    renderer = IPythonRenderer(
        escape=False, attachments=cell.get("attachments", {}), exclude_anchor_links=True
    )
    return safe_html(MarkdownWithMath(renderer=renderer).render(source))

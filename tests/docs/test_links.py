"""Every link in what people read leads to a file, and to a heading in it if it names one."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.support.prose import READ, prose
from tests.support.released import ROOT

LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)|<(?:a|img)\s[^>]*(?:href|src)=\"([^\"]+)\"")


def headings(path: Path) -> set[str]:
    """The names that headings have in links: small letters and digits, joined by hyphens."""
    titles = re.findall(r"^#+ +(.+?)\s*$", prose(path), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken(path: Path) -> list[str]:
    found = []
    for link in ("".join(pair) for pair in LINK.findall(prose(path))):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = path.parent / unquote(parts.path) if parts.path else path
        if not target.exists() or (
            parts.fragment and unquote(parts.fragment) not in headings(target)
        ):
            found.append(link)
    return found


@pytest.mark.parametrize("path", READ, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path):
    assert broken(path) == []


def test_what_people_read_is_looked_at():
    names = {path.name for path in READ}
    assert {"README.md", "CONTRIBUTING.md", "04-logistic-graph.ipynb", "08-digits.ipynb"} <= names


def test_a_broken_link_is_found(tmp_path):
    (tmp_path / "there.md").write_text("# A title, with 2 words\n\n`[not](a-link.md)`")
    page = tmp_path / "page.md"
    page.write_text(
        "[a](there.md) [b](there.md#a-title-with-2-words) [c](https://example.org) "
        "![d](gone.png) [e](there.md#gone) [f](#gone)"
    )
    assert broken(page) == ["gone.png", "there.md#gone", "#gone"]

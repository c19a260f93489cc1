"""Every link in what people read leads to a file, and to a heading in it if it names one."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from released import ROOT

READ = sorted(
    path
    for pattern in ("*.md", "*/*.md", "nnlib/data/*.md", "lectures/*.ipynb", "exercises/*/*.ipynb")
    for path in ROOT.glob(pattern)
    if path.relative_to(ROOT).parts[0] not in ("build", "site", "classroom")
)
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)|<(?:a|img)\s[^>]*(?:href|src)=\"([^\"]+)\"")


def written(path: Path) -> str:
    if path.suffix == ".md":
        markdown = path.read_text(encoding="utf-8")
    else:
        cells = nbformat.read(path, as_version=4).cells
        markdown = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return re.sub(r"^```.*?^```|`[^`\n]*`|\$\$.+?\$\$|\$[^$\n]+\$", "", markdown, flags=re.M | re.S)


def headings(path: Path) -> set[str]:
    """The names that headings have in links: small letters and digits, joined by hyphens."""
    titles = re.findall(r"^#+ +(.+?)\s*$", written(path), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken(path: Path) -> list[str]:
    found = []
    for link in ("".join(pair) for pair in LINK.findall(written(path))):
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
    assert {"README.md", "CONTRIBUTING.md", "04-logistic-graph.ipynb"} <= names


def test_a_broken_link_is_found(tmp_path):
    (tmp_path / "there.md").write_text("# A title, with 2 words\n\n`[not](a-link.md)`")
    page = tmp_path / "page.md"
    page.write_text(
        "[a](there.md) [b](there.md#a-title-with-2-words) [c](https://example.org) "
        "![d](gone.png) [e](there.md#gone) [f](#gone)"
    )
    assert broken(page) == ["gone.png", "there.md#gone", "#gone"]

"""The site of the lectures, as `make site` has built it: whole, self-contained, told in words."""

import base64
import re
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag
from fontTools.ttLib import TTFont
from PIL import Image

from tests.support.lecture_text import LECTURES, text
from tests.support.released import ROOT, answer_lines, leaked

pytestmark = pytest.mark.site

SITE = ROOT / "site" / "html"
PAGES = sorted(SITE.rglob("*.html"))
WIDGET = "application/vnd.jupyter.widget-view+json"
# What a browser fetches by itself.
FETCHED = ("src", "srcset", "poster", "data", "background")

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
every_lecture = pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)


@cache
def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def published(path: Path) -> BeautifulSoup:
    return soup(SITE / "lectures" / f"{path.stem}.html")


@cache
def values(page: Path, name: str) -> list[str]:
    return [str(tag[name]) for tag in soup(page).select(f"[{name}]")]


def fetched(page: Path) -> list[str]:
    sheets = [str(sheet["href"]) for sheet in soup(page).select("link[href]")]
    return sheets + [link for name in FETCHED for link in values(page, name)]


def test_every_lecture_and_every_page_beside_them_is_there():
    sources = [*(ROOT / "docs").glob("*.md"), *(ROOT / "lectures").glob("*.*")]
    names = {path.stem for path in sources} - {"README"}
    assert names <= {page.stem for page in PAGES}
    assert names - {"index"} <= {Path(link).stem for link in values(SITE / "index.html", "href")}


@every_page
def test_every_link_leads_somewhere(page):
    for link in values(page, "href") + values(page, "src"):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = page.parent / unquote(parts.path) if parts.path else page
        assert target.is_file(), link
        if parts.fragment:
            assert unquote(parts.fragment) in values(target, "id"), link


@every_page
def test_nothing_comes_from_elsewhere(page):
    assert [link for link in fetched(page) if urlsplit(link).scheme not in ("", "data")] == []
    assert [link for link in fetched(page) if link.startswith("//")] == []
    assert "widget-state" not in str(soup(page))


def test_no_style_sheet_fetches_from_elsewhere():
    sheets = {sheet: sheet.read_text(encoding="utf-8") for sheet in SITE.rglob("*.css")}
    assert len(sheets) > 3
    for sheet, style in sheets.items():
        assert not re.search(r"@import|(url\(|src:)\s*[\"']?(https?:)?//", style), sheet


@every_page
def test_every_image_is_told_in_words(page):
    for image in soup(page).find_all("img"):
        assert len(str(image.get("alt", ""))) > 40, image


@every_page
def test_no_answer_of_an_exercise_is_told(page):
    assert leaked(soup(page).get_text()) == set()


def test_no_file_to_download_holds_an_answer():
    files = [path for path in SITE.rglob("*") if path.suffix in (".ipynb", ".md", ".py", ".js")]
    assert files
    for path in files:
        told = path.read_text(encoding="utf-8").replace("\\n", "\n")
        assert leaked(told) == set(), path


def test_an_answer_would_be_found_on_a_page():
    """Colours cut a line of code into pieces, and `<` is written otherwise: the text is whole."""
    line = max(answer_lines(), key=lambda line: line.count("<"))
    pieces = "".join(f"<span>{escape(piece)}</span>" for piece in line)
    assert line in leaked(BeautifulSoup(f"<pre>{pieces}</pre>", "html.parser").get_text())


@every_lecture
def test_a_widget_is_a_still_with_its_words(path):
    run = nbformat.read(ROOT / "site" / "jupyter_execute" / "lectures" / path.name, as_version=4)
    outputs = [output for cell in run.cells for output in cell.get("outputs", [])]
    shown = [output for output in outputs if WIDGET in output.get("data", {})]
    stills = published(path).select("figure.still")
    assert len(stills) == len(shown)
    for still in stills:
        (image,) = still.select("img, svg")
        if image.name == "img":
            data = str(image["src"]).removeprefix("data:image/png;base64,")
            assert Image.open(BytesIO(base64.b64decode(data))).size > (400, 200)
        else:
            assert len(str(image["aria-label"])) > 40
        (told,) = still.select('figcaption [role="status"]')
        assert len(told.get_text()) > 80


def test_there_are_stills_and_answers():
    for kind in ("figure.still", "details"):
        assert sum(bool(published(path).select(kind)) for path in LECTURES) >= 8


@every_lecture
def test_every_formula_is_set(path):
    """The page has as many formulas as the notebook, and none of their source."""
    source = re.sub(r"```.*?```|`[^`]*`", "", text(path, "markdown"), flags=re.S)
    formulas = re.findall(r"\$\$.+?\$\$|(?<!\\)\$[^$]+\$|\\begin\{align\*?\}", source, re.S)
    page = published(path)
    assert len(page.find_all("math")) == len(formulas) > 20
    said = page.find("article")
    assert isinstance(said, Tag)
    words = " ".join(
        piece for piece in said.find_all(string=True) if not piece.find_parents(["pre", "code"])
    )
    assert not re.search(r"\$|\\[a-z]+", words)


@every_page
def test_primes_and_brackets_stand_in_the_line(page):
    """In a raised place Chromium sets the one too small and the other too low."""
    for raised in soup(page).find_all(["msup", "msub", "msubsup"]):
        base, *_, last = raised.find_all(True, recursive=False)
        assert "minsize" not in base.attrs
        assert last.get_text() not in {"′", "″", "‴"}


@every_page
def test_the_font_knows_every_letter_of_a_formula(page):
    """Otherwise another font steps in, with hats and bars at other heights."""
    known = TTFont(SITE / "_static" / "mathematics.woff").getBestCmap() or {}
    written = {letter for maths in soup(page).find_all("math") for letter in maths.get_text()}
    variants = {"\ufe00", "\ufe01"}  # ask for one of two kinds of calligraphic letters
    assert {letter for letter in written - variants if ord(letter) not in known} == set()


@every_lecture
def test_answers_are_folded_away(path):
    folded = published(path).find_all("details")
    answers = [d for d in folded if not d.find_parent(class_="cell_output")]  # of a widget
    assert len(answers) == text(path, "markdown").count("<details>")
    for answer in answers:
        assert "open" not in answer.attrs
        assert len(answer.get_text()) > len("Answer") + 10

"""What stops `make site`, and what a lecture may do: small sites, built as the real one is."""

import subprocess
import sys

import nbformat
import pytest

from tests.support.released import ROOT

pytestmark = pytest.mark.site


def build(folder, markdown, code=""):
    """Build a site of one lecture; return what Sphinx says if it stops, or else the page."""
    lectures = folder / "lectures"
    lectures.mkdir()
    (lectures / "index.md").write_text("# Course\n\n```{toctree}\n01-lecture\n```\n")
    cells = [nbformat.v4.new_markdown_cell(f"# Lecture\n\n## 1. Part\n\n{markdown}")]
    cells += [nbformat.v4.new_code_cell(code)] if code else []
    nbformat.write(nbformat.v4.new_notebook(cells=cells), lectures / "01-lecture.ipynb")
    options = ("-c", str(ROOT / "docs"), "--quiet", "--fail-on-warning")
    command = [sys.executable, "-m", "sphinx", "-M", "html", lectures, folder / "site", *options]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        return run.stdout + run.stderr
    return (folder / "site" / "html" / "01-lecture.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("markdown", "code", "said"),
    [
        ("", "1 / 0", "ZeroDivisionError"),
        ("", "import warnings; warnings.warn('careful')", "stderr was found"),
        ("[there](02-lecture.ipynb)", "", "02-lecture.ipynb"),
        ("[there](01-lecture.ipynb#2-part)", "", "2-part"),
        ("[there](../exercises/01/01.ipynb)", "", "target not found"),
        (r"$\derivative{x}$", "", "Unknown command"),
    ],
)
def test_what_is_wrong_stops_the_site(tmp_path, markdown, code, said):
    answer = build(tmp_path, markdown, code)
    assert said in answer
    assert "<html" not in answer


def test_links_and_formulas_that_are_right(tmp_path):
    exercise = tmp_path / "exercises" / "01" / "01.ipynb"
    exercise.parent.mkdir(parents=True)
    nbformat.write(nbformat.v4.new_notebook(), exercise)
    page = build(
        tmp_path,
        "[here](01-lecture.ipynb#1-part), [the exercise](../exercises/01/01.ipynb), $x^2$",
        "print('done')",
    )
    assert 'href="#part"' in page
    assert list((tmp_path / "site" / "html" / "_downloads").rglob("01.ipynb"))
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in page
    assert "done" in page

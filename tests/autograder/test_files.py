"""Text files: written as UTF-8, whole or not at all. Notebooks: read as nbformat reads them."""

import subprocess
import sys

import nbformat
import pytest

from autograder.files import read_cells, write_text
from tests.support.lecture_text import LECTURES


def test_text_is_written_as_it_is(tmp_path):
    write_text(tmp_path / "page.html", "δ\r\n∂\n")
    assert (tmp_path / "page.html").read_bytes() == "δ\r\n∂\n".encode()


def test_text_that_cannot_be_written_leaves_the_earlier_file(tmp_path):
    path = tmp_path / "page.html"
    write_text(path, "earlier")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "half of it \ud800")
    assert path.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_cells_are_read_as_nbformat_reads_them():
    cells = [(cell["cell_type"], cell["source"]) for cell in read_cells(LECTURES[0])]
    theirs = nbformat.read(LECTURES[0], as_version=4).cells
    assert cells == [(cell.cell_type, cell.source) for cell in theirs]


def test_a_notebook_that_imports_check_does_not_wait_for_nbformat():
    asked = "import sys; from autograder import check; print('nbformat' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"

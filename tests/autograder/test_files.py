"""Text files: written as UTF-8, whole or not at all."""

import pytest

from autograder.files import write_text


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

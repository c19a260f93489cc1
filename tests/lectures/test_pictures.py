"""The pictures of the lectures as they are drawn: nothing in them is too pale."""

import pytest

from nnlib import widgets
from tests.support.contrast import too_pale
from tests.support.lecture_text import LECTURES, text


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_nothing_in_a_picture_is_too_pale(path, monkeypatch):
    figures = []
    picture = widgets.picture

    def look(ax, alt):
        figures.append(ax.figure)
        return picture(ax, alt)

    monkeypatch.setattr(widgets, "picture", look)
    exec(compile(text(path, "code"), path.name, "exec"), {"__name__": path.stem})
    assert figures
    assert [too_pale(figure) for figure in figures] == [[]] * len(figures)

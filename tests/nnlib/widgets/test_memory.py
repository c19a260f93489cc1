"""What a widget keeps when it is used for long: no figure, and no memory that grows.

Pictures are too large to be counted here; `make bench-widgets` sees them in 2,000 moves.
"""

import gc
import sys

import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure

from tests.support.widget_moves import make, names, wander

pytestmark = pytest.mark.deep


def kept(widget):
    """Make the same six moves four times; return the growth in blocks of memory, and in figures.

    Caches fill up at first, so the first two rounds do not count.
    """
    moves = list(wander(widget, 6, seed=3))
    blocks, figures = [], []
    gc.collect()
    gc.freeze()  # what was there before need not be looked through
    try:
        for _ in range(4):
            for control, value in moves:
                control.value = value
            gc.collect()
            blocks.append(sys.getallocatedblocks())
            figures.append(sum(isinstance(thing, Figure) for thing in gc.get_objects()))
    finally:
        gc.unfreeze()
    return blocks[3] - blocks[1], figures[3] - figures[1]


# A redraw leaves up to 20 blocks in the caches of Python and Matplotlib, a forgotten text 100.
@pytest.mark.parametrize("name", names())
def test_long_use_leaves_nothing_behind(name):
    blocks, figures = kept(make(name))
    assert blocks < 400
    assert figures == 0
    assert pyplot.get_fignums() == []


def test_a_text_that_stayed_at_every_move_would_be_seen():
    widget = make("graph_stepper")
    forgotten = []
    widget.image.observe(lambda _: forgotten.append(widget.panels[0].text(0, 0, "")), "value")
    assert kept(widget)[0] > 600
    assert len(forgotten) > 12


def test_a_figure_that_stayed_at_every_move_would_be_seen():
    widget = make("graph_stepper")
    forgotten = []
    widget.image.observe(lambda _: forgotten.append(Figure()), "value")
    assert kept(widget)[1] > 6

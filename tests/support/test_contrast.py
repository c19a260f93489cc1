"""The contrast that tests of pictures and pages count."""

import pytest

from nnlib import plots
from tests.support.contrast import contrast, seen, too_pale


def test_contrast_is_that_of_the_standard():
    assert contrast("black", "white") == pytest.approx(21)
    assert contrast("white", "black") == pytest.approx(21)
    # The well-known greys on either side of the limit for text on white.
    assert contrast("#767676", "white") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "white") == pytest.approx(4.48, abs=0.005)
    assert seen("black", 0.4) == pytest.approx((0.6, 0.6, 0.6))


def test_what_is_too_pale_is_found():
    ax = plots.axes()
    ax.plot([0, 1], [0, 1], color="#999999", label="pale")
    ax.plot([0, 1], [1, 0], color=plots.INK, alpha=0.3, label="faint")
    ax.plot([0.5], [0.2], "o", color="white", mec=plots.INK, label="ringed")
    ax.text(0.5, 0.5, "light", color="#888888")
    ax.text(0.2, 0.2, "dark on dark", color=plots.INK, backgroundcolor=plots.BLUE)
    ax.text(0.2, 0.8, "white on dark", color="white", backgroundcolor=plots.BLUE)
    found = ["text 'light'", "text 'dark on dark'", "line pale", "line faint"]
    assert too_pale(ax.figure) == found

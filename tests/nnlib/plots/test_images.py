"""Small pictures on one sheet, read back from it."""

import numpy as np
import pytest

from nnlib import plots

DIGITS = np.random.default_rng(0).uniform(0, 1, (5, 8, 8))


def sheet(ax):
    (image,) = ax.images
    return np.asarray(image.get_array())


def test_each_picture_lies_in_its_place():
    whole = sheet(plots.images(plots.axes(), DIGITS, columns=2))
    assert whole.shape == (3 * 9, 2 * 9 - 1, 3)
    for number, digit in enumerate(DIGITS):
        top, left = 9 * (number // 2), 9 * (number % 2)
        for channel in range(3):
            assert (whole[top : top + 8, left : left + 8, channel] == 1 - digit).all()
    assert (whole[8] == 1).all()
    assert (whole[18:, 9:] == 1).all()  # the place of a sixth


def test_colours_stay_as_they_are_and_stand_in_one_row():
    colours = np.random.default_rng(1).uniform(0, 1, (2, 16, 24, 3))
    whole = sheet(plots.images(plots.axes(), colours))
    assert (whole[:16, :24] == colours[0]).all()
    assert (whole[:16, 27:] == colours[1]).all()


def test_a_caption_stands_below_its_picture():
    ax = plots.images(plots.axes(), DIGITS, [*"abcde"], columns=2)
    (words,) = ax.patches
    assert str(words.get_label()).split("\n")[1:] == [*"abcde"]
    low, high = ax.get_ylim()
    letters = np.asarray(words.get_path().vertices)
    assert low < letters[:, 1].min()
    assert letters[:, 1].max() < high - 8  # the first picture ends above


@pytest.mark.parametrize(
    ("pictures", "captions", "columns", "message"),
    [
        (DIGITS[0], (), None, "pictures must have shape"),
        (2 * DIGITS, (), None, r"pictures must be from 0 to 1, but were from .* to 1\.9"),
        (-DIGITS, (), None, "pictures must be from 0 to 1"),
        (DIGITS, ["a"], None, "captions must be 5, one each, but were 1"),
        (DIGITS, (), 0, "columns must be"),
    ],
)
def test_what_does_not_fit_is_refused(pictures, captions, columns, message):
    with pytest.raises(ValueError, match=message):
        plots.images(plots.axes(), pictures, captions, columns)

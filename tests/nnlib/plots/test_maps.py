"""A map for each unit, and marks for its deltas, read back from the axes."""

from typing import Any

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PathCollection

from nnlib import plots

WIDTHS = (2, 3, 1)


def frame() -> Any:
    return plots.unit_maps_frame(plots.axes(), WIDTHS, ["inputs", "hidden", "output"])


def drawn(maps: Any, weights: Any) -> Any:
    return plots.unit_maps(frame(), maps, weights)


def some(seed: int = 1) -> tuple[list[Any], list[Any]]:
    rng = np.random.default_rng(seed)
    maps = [rng.uniform(size=(count, 5, 5)) for count in WIDTHS]
    return maps, [rng.normal(size=(2, 3)), rng.normal(size=(3, 1))]


def test_each_map_stands_in_its_place_from_top_to_bottom():
    maps, weights = some()
    ax = drawn(maps, weights)
    assert len(ax.images) == len(WIDTHS)
    for image, layer in zip(ax.images, maps, strict=True):
        values = np.ma.filled(image.get_array(), np.nan)
        left, right, bottom, top = image.get_extent()
        assert right - left == 1
        assert top - bottom == pytest.approx(len(values) / 5)
        places = [values[start : start + 5] for start in range(0, len(values), 6)]
        assert np.array(places[::-1]) == pytest.approx(layer)
        assert np.isnan(values).sum() == 5 * (len(layer) - 1)  # nothing between them


def test_lines_join_the_maps_and_tell_size_and_sign():
    maps, weights = some()
    ax = drawn(maps, weights)
    lines: list[Any] = [found for found in ax.collections if isinstance(found, LineCollection)]
    solid, dashed, frames = lines
    assert len(frames.get_segments()) == sum(WIDTHS)
    sizes = np.concatenate([W.ravel() for W in weights])
    assert len(solid.get_segments()) == (sizes >= 0).sum()
    assert len(dashed.get_segments()) == (sizes < 0).sum()
    assert solid.get_linestyle() != dashed.get_linestyle()
    thickness = np.array(solid.get_linewidths())
    assert (np.argsort(thickness) == np.argsort(sizes[sizes >= 0])).all()


def test_a_mark_points_to_what_the_unit_should_say_and_grows_with_the_delta():
    X = np.array([[0.25, 0.5], [0.75, 0.5]])
    deltas = [np.array([[0.4, 0.0, -0.2], [-0.1, 0.001, 0.1]]), np.array([[0.2], [-0.4]])]
    ax: Any = plots.delta_marks(frame(), X, deltas)
    less, more = [found for found in ax.collections if isinstance(found, PathCollection)]
    assert tips(less) == (1, 2)  # a corner below, two above: it points down
    assert tips(more) == (2, 1)
    places: Any = np.asarray(less.get_offsets())
    # Unit 1 of the hidden layer, around (2.1, 1.2); its unit 3, around (2.1, −1.2); the output.
    assert places == pytest.approx(np.array([[1.85, 1.2], [2.35, -1.2], [3.95, 0]]))
    assert len(np.asarray(more.get_offsets())) == 3
    sizes = less.get_sizes()
    assert sizes / sizes[0] == pytest.approx([1, 0.25, 0.5])


def tips(marks: Any) -> tuple[int, int]:
    """How many corners a triangle has at its foot, and at its head."""
    corners = np.unique(np.round(marks.get_paths()[0].vertices, 6), axis=0)
    heights = corners[:, 1]
    return int((heights == heights.min()).sum()), int((heights == heights.max()).sum())


def test_no_delta_no_mark():
    nothing = [np.zeros((2, 3)), np.zeros((2, 1))]
    ax: Any = plots.delta_marks(frame(), np.full((2, 2), 0.5), nothing)
    assert all(len(found.get_offsets()) == 0 for found in ax.collections)

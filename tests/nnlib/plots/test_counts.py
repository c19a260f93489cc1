"""Tables of counts, read back from the axes."""

import numpy as np
import pytest

from nnlib import plots
from nnlib.costs import chain_costs


def test_a_table_is_as_dark_as_its_counts():
    ax = plots.cost_tables(plots.axes(), chain_costs(9))
    shades = [np.asarray(image.get_array()) for image in ax.images]
    assert len(shades) == 4
    for shade, counts in zip(shades, chain_costs(9).values(), strict=True):
        assert (shade[counts == 0] == 1).all()
        order = np.argsort(counts, axis=None)
        assert (np.diff(shade[..., 0].ravel()[order]) <= 1e-12).all()


@pytest.mark.parametrize(("L", "numbered"), [(3, True), (6, True), (7, False)])
def test_numbers_stand_in_the_cells_of_few_layers(L, numbered):
    costs = chain_costs(L)
    ax = plots.cost_tables(plots.axes(), costs)
    words = [word for patch in ax.patches for word in str(patch.get_label()).split("\n")[1:]]
    for way, counts in costs.items():
        assert f"{way}: {counts.sum():,}" in words
    cells = sum(int((counts > 0).sum()) for counts in costs.values())
    ends = 2 if L > 6 else L
    assert len(words) == 4 + 4 * (2 * ends + 1) + numbered * (4 + cells)

"""Still pictures and tables."""

import base64
import re
from io import BytesIO

import pytest
from matplotlib.image import imread

from nnlib import plots, widgets
from nnlib.graph import leaves, table
from nnlib.scalar import logistic_graph


def find(pattern, text):
    found = re.search(pattern, text)
    assert found, text
    return found


def test_a_picture_carries_its_words():
    shown = widgets.picture(plots.axes(2, 1), 'a "quoted" <word> & nothing else').data or ""
    assert 'alt="a &quot;quoted&quot; &lt;word&gt; &amp; nothing else"' in shown
    png = base64.b64decode(find(r"base64,([^\"]+)\"", shown)[1])
    assert imread(BytesIO(png)).shape[:2] == (110, 220)


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="alt must tell what is to be seen"):
        widgets.picture(plots.axes(), "  ")
    with pytest.raises(TypeError, match="alt must be of type str, but was of type NoneType"):
        widgets.picture(plots.axes(), None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="ax must be of type Axes, but was of type Figure"):
        widgets.picture(plots.axes().figure, "a figure")  # type: ignore[arg-type]


def test_the_table_of_a_graph_has_a_line_for_each_node():
    loss = logistic_graph(3, 1, 3)
    shown = widgets.graph_table(table(loss, wrt=leaves(loss)[0])).data or ""
    assert shown.count("<tr>") == 1 + 11
    assert "<td>ξ₄</td><td>1 / ξ₃</td><td>0.9998766054</td><td>by ξ₃: −0.9997532261</td>" in shown
    assert shown.count("−0.000370183728") == 2
    without = widgets.graph_table(table(loss)).data or ""
    assert without.count("−0.000370183728") == 1

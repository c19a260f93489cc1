"""Pictures of a unit, read back from the axes."""

from typing import Any

from nnlib import plots


def test_a_unit_shows_its_sum_and_answer():
    ax = plots.perceptron(plots.axes(), [1, 1, -2], -3, [-1, -2, 3])
    told = {text.get_text() for text in ax.texts}
    assert {"x₃ = 3", "w₃ = −2", "b = −3", "sum\nz = −12", "step\nŷ = 0"} <= told
    ax = plots.perceptron(plots.axes(), [0.0], 0, [5])
    assert "step\nŷ = 1" in {text.get_text() for text in ax.texts}


def test_contributions_add_up_to_the_last_bar():
    ax = plots.contributions(plots.axes(), [1, 1, -2], -3, [-1, -2, 3])
    bars: Any = ax.containers[0]
    *parts, total = (bar.get_height() for bar in bars)
    assert parts == [-1, -2, -6, -3]
    assert total == sum(parts) == -12
    low, high = ax.get_ylim()
    assert low < -12 < 0 < high

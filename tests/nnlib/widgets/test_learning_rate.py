"""The widget of lecture 05, held to the data and to the recursion of descent."""

import re
from math import sqrt
from pathlib import Path

import numpy as np
import pytest

import nnlib
from nnlib import widgets

CSV = Path(nnlib.__file__).parent / "data" / "heart.csv"


@pytest.fixture(scope="module")
def patients():
    """Decades of age above 40, and heart rates above 150, read from the file itself."""
    names = CSV.read_text().splitlines()[0].split(",")
    columns = [names.index("age"), names.index("max_hr")]
    age, rate = np.genfromtxt(CSV, delimiter=",", skip_header=1, usecols=columns).T
    return (age - 40) / 10, rate - 150


def set_to(widget, **values):
    for name, value in values.items():
        widget.controls[name].value = value
    return re.sub(r"<[^>]+>", " ", widget.readout.value).replace("−", "-")


def told(pattern, text):
    found = re.search(pattern, text)
    assert found, text
    return float(found[1])


def test_the_threshold_is_that_of_the_data(patients):
    x, _ = patients
    # The larger eigenvalue of [[mean x², mean x], [mean x, 1]], by the quadratic formula.
    trace, determinant = (x**2).mean() + 1, (x**2).mean() - x.mean() ** 2
    largest = (trace + sqrt(trace**2 - 4 * determinant)) / 2
    said = set_to(widgets.learning_rate())
    assert told(r"curvature λ = (\S+),", said) == pytest.approx(largest, abs=5e-4)
    assert told(r"threshold 2/λ = (\S+)\.\s", said) == pytest.approx(2 / largest, abs=5e-5)


def test_the_best_line_is_the_one_in_closed_form(patients):
    x, y = patients
    w = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
    b = y.mean() - w * x.mean()
    said = set_to(widgets.learning_rate())
    assert told(r"best is w = (\S+),", said) == pytest.approx(w, abs=5e-4)
    assert told(r"best is .*? b = (\S+),", said) == pytest.approx(b, abs=5e-3)
    best = ((w * x + b - y) ** 2).mean() / 2
    assert told(r"best is .*? loss (\S+)\.\s", said) == pytest.approx(best, abs=0.05)


def test_steps_follow_the_mean_gradient_from_the_same_start(patients):
    x, y = patients
    w, b = 40.0, -20.0
    widget = widgets.learning_rate()
    for steps in range(8):
        said = set_to(widget, eta=0.3, steps=steps)
        assert told(r"1\): w = (\S+),", said) == pytest.approx(w, rel=1e-3)
        assert told(r"1\): .*? b = (\S+),", said) == pytest.approx(b, rel=1e-3)
        residual = w * x + b - y
        w, b = w - 0.3 * (residual * x).mean(), b - 0.3 * residual.mean()


@pytest.mark.deep
@pytest.mark.parametrize(
    ("eta", "verdict", "lands"),
    [
        (0.26, "comes nearer, from the same side", "down"),
        (0.28, "jumps to the other side, but lands nearer", "down"),
        (0.54, "jumps to the other side, but lands nearer", "down"),
        (0.55, "lands farther away on the other side: it diverges", "up"),
    ],
)
def test_the_threshold_parts_the_rates_that_arrive_from_those_that_do_not(eta, verdict, lands):
    widget = widgets.learning_rate()
    losses = [told(r"mean loss (\S+);", set_to(widget, eta=eta, steps=s)) for s in (20, 40, 60)]
    assert verdict in set_to(widget)
    assert losses == sorted(losses, reverse=lands == "down")
    assert losses[0] != losses[-1]


@pytest.mark.deep
@pytest.mark.parametrize("steps", [0, 7, 60])
def test_the_curve_over_all_rates_is_where_runs_end(steps, monkeypatch):
    widget = widgets.learning_rate()
    curves = []
    draw = widget.panels[2].plot

    def spy(x, y, **style):
        curves.append((x, y))
        return draw(x, y, **style)

    monkeypatch.setattr(widget.panels[2], "plot", spy)
    for eta in (0.05, 0.4, 0.6):
        curves.clear()
        said = set_to(widget, eta=eta, steps=steps)
        (rates, ends), ((dot,), _) = curves[-2:]
        assert dot == eta
        end = 10 ** np.interp(np.log10(eta), np.log10(rates), np.log10(ends))
        assert told(r"mean loss (\S+);", said) == pytest.approx(end, rel=0.05)


def test_batches_are_noisy_and_yet_the_same_every_time(patients):
    x, y = patients
    widget = widgets.learning_rate()
    first = set_to(widget, size=4, eta=0.1, steps=60)
    assert told(r"mean loss (\S+);", first) > 220.4
    assert set_to(widgets.learning_rate(), size=4, eta=0.1, steps=60) == first
    # One step with a batch of 1 follows the residual of one patient alone.
    said = set_to(widget, size=1, steps=1)
    w, b = told(r"1\): w = (\S+),", said), told(r"1\): .*? b = (\S+),", said)
    residual = 40 * x - 20 - y
    steps = np.column_stack([40 - 0.1 * residual * x, -20 - 0.1 * residual])
    assert np.abs(steps - (w, b)).max(axis=1).min() < 0.01


@pytest.mark.deep
def test_a_kept_run_is_told_and_let_go_of():
    widget = widgets.learning_rate()
    start = widget.image.value
    set_to(widget, eta=0.5, steps=60)
    widget.buttons["keep"].click()
    said = set_to(widget, eta=0.05)
    assert said.endswith("Kept: η = 0.5, batches of 303, 60 steps. ")
    assert "η = 0.05, batches of 303, 60 steps" in said
    widget.buttons["reset"].click()
    assert "Kept" not in set_to(widget)
    assert widget.image.value == start

"""Pictures that describe themselves: what their words say is what their data are."""

import html
import re

import numpy as np
import pytest

from nnlib import pictures
from nnlib.pictures.words import join, place, plain, span
from nnlib.plots import Block, Product
from nnlib.scalar import Var, logistic_graph


def words(shown):
    (alt,) = re.findall(r'<img alt="([^"]+)"', shown.data)
    return html.unescape(alt)


def test_lists_places_and_labels_are_written_as_one_reads_them():
    assert join("a") == "a"
    assert join("abc") == "a, b and c"
    assert place(-0.25) == "−0.25"
    assert place([1, -2]) == "(1, −2)"
    assert plain("affine\n$z_1$") == "affine, z_1"


def test_a_line_is_told_by_its_ends_and_extremes():
    assert span([0, 1, 2], [5, 3, 1]) == "from 5 at 0 to 1 at 2"
    assert (
        span([0, 1, 2, 3], [5, -3, 7, 1]) == "from 5 at 0 to 1 at 3, lowest −3 at 1, highest 7 at 2"
    )


def test_a_unit_is_told_with_its_sum():
    told = words(pictures.show_unit(np.array([1, 1, -2]), -3, np.array([-1, -2, 3])))
    assert "−1, −2 and −6, and the bias −3; in all −12" in told
    assert "inputs (−1, −2, 3), weights (1, 1, −2), bias −3, sum −12, output 0" in told


def test_points_are_counted_by_class_and_by_side():
    X, y = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 0, 1, 1])
    told = words(pictures.show_points({"A": (X, y)}, {"A": [((1, -1), 0)]}))
    assert "A: 2 points of class 0 with their mean at (0, 0.5), 2 of class 1" in told
    assert "75% of the points on their own side" in told  # (0, 0) lies on the line


def test_a_descent_is_told_by_its_ends():
    one = pictures.show_descents(lambda t: 2 * t**2, {"η = 0.1": [1, 0.6, 0.36]}, xlim=(-2, 2))
    assert "η = 0.1: 2 steps from 1 to 0.36, with the loss 2 at the start, 0.2592 at" in words(one)
    own = {"a": lambda u, v: u + v, "b": lambda u, v: u - v}
    two = words(pictures.show_descents(own, {name: [[0, 0], [1, 2]] for name in "ab"}))
    assert "a: 1 steps from (0, 0) to (1, 2), with the loss 0 at the start, 3 at the end" in two
    assert "b: 1 steps from (0, 0) to (1, 2), with the loss 0 at the start, −1 at the end" in two


def test_losses_are_told_by_run():
    told = words(pictures.show_losses({"run": [3, 1, 2]}, {"run": [4, 3, 3]}, xlabel="epochs"))
    assert "run: from 3 at 0 to 2 at 2, lowest 1 at 1" in told
    assert "run, on data not trained on: from 4 at 0 to 3 at 2" in told


def test_fits_are_told_with_their_lines():
    x, y = np.arange(20.0), np.arange(20) % 2
    logistic = words(pictures.show_fit(x, y, -0.5, 4.0, [0.7, 0.6], "beats"))
    assert "outcomes of 20 samples against beats, and a curve that falls through ½ at 8" in logistic
    assert "with the slope −0.125" in logistic
    path = [[0, 0], [2, 1]]
    line = words(pictures.show_line_fit(x, 2 * x + 1, (2, 1), lambda t: float(t @ t), path))
    assert "20 points and the line y = 2 x + 1" in line
    assert "1 steps from (0, 0) to (2, 1)" in line


def test_networks_name_their_units_and_weights():
    shown = pictures.show_network(
        [2, 1], layers=["in", "out"], units=[["x1", "x2"], ["y"]], edges=[[["w1"], ["w2"]]]
    )
    told = words(shown)
    assert "columns of 2 and 1 units" in told
    assert ": 2 lines." in told
    assert "x₁ and x₂; then y" in told
    assert "w₁ from x₁ to y and w₂ from x₂ to y" in told
    assert "8 + 12" not in words(pictures.show_network([2, 4, 3, 1]))
    assert ": 23 lines." in words(pictures.show_network([2, 4, 3, 1]))


def test_chains_blocks_and_products_are_read_out():
    assert "a; b. On the arrows stand w." in words(pictures.show_chain(["a", "b"], ["w"]))
    assert "x; a1 and a2" in words(pictures.show_blocks([["x"], ["a1", "a2"]]))
    line = Product("to W", [Block("Xᵀ", (2, 3)), "·", Block("D", (3, 4))])
    assert "to W: Xᵀ (2, 3) · D (3, 4)" in words(pictures.show_products([line]))


def test_graphs_are_told_node_by_node():
    x = Var(2.0, "x")
    y = (x * x).named("y")
    y.backward()
    told = words(pictures.show_graph(y))
    assert "x is 2, the derivative of y by it 4" in told
    assert "y is 4, the derivative of y by it 1, its partials by x 4" in told
    told = words(pictures.show_logistic_graph(logistic_graph(2, 0.25, 0)))
    assert "ξ₁ is 0, its tangent 2, the derivative of J by it 0.25, its partials by w 2" in told


def test_curves_are_told_with_their_numbers():
    tangents = words(pictures.show_tangents(lambda t: t**2, lambda t: 2 * t, (-1, 2)))
    assert "a square at −1, where the tangent has slope −2 and a circle at 2, where" in tangents
    lines = words(pictures.show_lines([0, 1], {"$a_1$": [2, 3]}, xlabel="x", log=True))
    assert "a_1: from 2 at 0 to 3 at 1" in lines
    logistic = words(pictures.show_logistic(1.5, -3.0, (-2, 6)))
    assert "centre at x = 2, p = 0.5" in logistic
    assert "of slope 0.375, which reaches 1 at 3.333" in logistic
    secants = words(pictures.show_secants(np.square, 3.0, 1.0, 6.0, (1, 5)))
    assert "tangent at 3, of slope 6" in secants
    assert "at 3 and 4 has slope 7" in secants
    assert "at 2 and 4 has slope 6" in secants
    errors = words(pictures.show_slope_errors([0.1, 1], {"central difference": [1e-3, 0.1]}))
    assert "central difference: from 0.001 at 0.1 to 0.1 at 1" in errors
    activations = words(pictures.show_activations(["tanh", "relu"]))
    assert "relu goes from 0 to 4, its derivative is from 0 to 1" in activations


def test_outcomes_maps_and_images_are_told_with_their_data():
    x, y = np.arange(20.0), (np.arange(20) >= 10).astype(float)
    told = words(pictures.show_outcomes(x, y, {"half": lambda x: 0.5 + 0 * x}, xlabel="beats"))
    assert "20 outcomes over beats from 0 to 19" in told
    assert "0%, 0%, 0%, 0%, 0%, 100%, 100%, 100%, 100%, 100%" in told
    assert "half: a curve from 0.5 at 0 to 0.5 at 19" in told
    X = np.array([[0, 0], [1, 1]])
    maps = words(pictures.show_output_maps({"net": lambda X: X[:, 0] / 4}, X, np.array([0, 1])))
    assert "0 at (0, 0), where it should be 0 and 0.25 at (1, 1), where it should be 1" in maps
    images = words(pictures.show_images(np.zeros((2, 3, 4)), ["one", "two"]))
    assert "2 images of 3 by 4 squares in rows of 2, with captions: one; two" in images
    assert "mean values from 0.00 to 0.00" in words(pictures.show_images(np.zeros((1, 3, 4))))


def test_arguments_are_checked_as_by_the_plots():
    with pytest.raises(ValueError, match="y must"):
        pictures.show_points({"A": (np.zeros((2, 2)), [0, 7])})

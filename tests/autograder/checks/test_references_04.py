"""The references of 04-logistic-graph, against sources that share no code with them."""

from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from autograder.checks.test_04_logistic_graph.cases import EDGES, NODES, WHOLE, Graph, Logistic
from autograder.checks.test_04_logistic_graph.test_5_loss_gradient import SoftLabels
from autograder.checks.test_04_logistic_graph.test_6_plus_minus import SignedLabels
from autograder.questions import find_question

SEEDS = range(5)
REVERSE_MODE = find_question("04-logistic-graph/reverse_mode")
LOSS_GRADIENT = find_question("04-logistic-graph/loss_gradient")
PLUS_MINUS = find_question("04-logistic-graph/plus_minus")


def symbols() -> tuple[dict[str, Any], dict[str, Any]]:
    """Every node as an expression of its parents, and as one of w alone."""
    s = {name: sympy.Symbol(name) for name in ("x", "y", "w", *NODES)}
    of_parents = {
        "xi1": s["w"] * s["x"],
        "xi2": sympy.exp(-s["xi1"]),
        "xi3": 1 + s["xi2"],
        "xi4": 1 / s["xi3"],
        "xi5": sympy.log(s["xi4"]),
        "xi6": 1 - s["xi4"],
        "xi7": sympy.log(s["xi6"]),
        "xi8": (1 - s["y"]) * s["xi7"],
        "xi9": s["y"] * s["xi5"],
        "L": -(s["xi8"] + s["xi9"]),
    }
    of_w: dict[str, Any] = {}
    for name, expression in of_parents.items():
        of_w[name] = expression.subs({s[n]: e for n, e in of_w.items()})
    return of_parents, of_w


@pytest.mark.parametrize("number", range(REVERSE_MODE.cases))
def test_values_partials_and_tangents_are_the_symbolic_ones(number):
    graph = REVERSE_MODE.draw_case(3, number)
    of_parents, of_w = symbols()
    at: Any = {"x": graph.x, "y": graph.y, "w": graph.w}
    values = {name: float(e.subs(at)) for name, e in of_w.items()}
    for name, value in values.items():
        assert graph.values[name] == pytest.approx(value), name
    for child, parent in EDGES:
        partial = of_parents[child].diff(parent).subs(at | values)
        assert float(graph.partials[child, parent]) == pytest.approx(float(partial)), child
    for name, expression in of_w.items():
        tangent = expression.diff("w").subs(at)
        assert float(graph.tangents[name]) == pytest.approx(float(tangent)), name


@pytest.mark.parametrize("number", range(REVERSE_MODE.cases))
def test_adjoints_are_sums_over_all_paths_to_the_loss(number):
    """By the definition on paper: along each path a product, over all paths the sum."""
    graph = REVERSE_MODE.draw_case(4, number)
    of_parents, _ = symbols()
    at: Any = {"x": graph.x, "y": graph.y} | graph.values

    def paths(node: str) -> float:
        if node == "L":
            return 1.0
        children = [
            child for child, e in of_parents.items() if sympy.Symbol(node) in e.free_symbols
        ]
        return sum(float(of_parents[c].diff(node).subs(at)) * paths(c) for c in children)

    for node in ("w", *NODES):
        assert float(graph.adjoints[node]) == pytest.approx(paths(node)), node


def test_graph_gives_the_numbers_of_the_seed_and_of_the_exercise():
    assert Graph(3, 1, 3).values["L"] == pytest.approx(1.23402189723e-4, rel=1e-9, abs=0)
    assert float(Graph(2, 0.25, -0.5).adjoints["w"]) == pytest.approx(0.03788284274)
    home = Graph(2, 0.25, 0)
    assert [float(home.tangents[n]) for n in ("xi1", "xi4", "L")] == pytest.approx([2, 0.5, 0.5])
    assert [float(home.adjoints[n]) for n in ("xi6", "xi4", "w")] == pytest.approx([-1.5, 1, 0.5])
    assert float(home.partials["xi4", "xi3"]) == pytest.approx(-0.25)
    assert float(home.partials["xi7", "xi6"]) == pytest.approx(2)


# --- rows of data --------------------------------------------------------------------------------


def with_many_digits(case: SoftLabels) -> tuple[float, list[float]]:
    """Loss and gradient by the textbook's own formulas, with more digits than a float has."""
    # A p of e^−900 and 1 − p need some 400 digits each.
    with mpmath.workdps(450):
        loss, gradient = mpmath.mpf(0), [mpmath.mpf(0)] * (len(case.w) + 1)
        for x, y, z in zip(case.X, case.y, case.z, strict=True):
            y = mpmath.mpf(float(y))
            p = 1 / (1 + mpmath.exp(-mpmath.mpf(float(z))))
            loss -= (y * mpmath.log(p) + (1 - y) * mpmath.log(1 - p)) / len(case.X)
            for j, a in enumerate([*x, 1.0]):
                gradient[j] += (p - y) * mpmath.mpf(float(a)) / len(case.X)
        return float(loss), [float(g) for g in gradient]


@pytest.mark.parametrize("number", range(LOSS_GRADIENT.cases - 1))
@pytest.mark.parametrize("seed", range(2))
def test_loss_and_gradient_are_exact_also_where_p_rounds(seed, number):
    case = LOSS_GRADIENT.draw_case(seed, number)
    loss, gradient = with_many_digits(case)
    assert case.right["loss"] == pytest.approx(loss, rel=1e-9)
    got = [*case.reference["dw"], case.reference["db"]]
    np.testing.assert_allclose(got, gradient, rtol=1e-8, atol=1e-10 if case.usual else 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_enormous_z_cost_their_size_times_the_share_that_is_told_wrongly(seed):
    case = LOSS_GRADIENT.draw_case(seed, LOSS_GRADIENT.cases - 1)
    wrong = np.where(case.z > 0, 1 - case.y, case.y)
    large = np.abs(case.z) > 1e6
    assert case.right["loss"] == pytest.approx(
        np.sum(wrong * np.abs(case.z) / len(case.z), where=large)
    )
    pull = np.where(case.z > 0, 1 - case.y, -case.y)[large] / len(case.z)
    np.testing.assert_allclose(case.reference["dw"], pull @ case.X[large])
    assert np.isfinite(case.reference["db"])


def test_loss_is_scikit_learn_s_for_whole_labels():
    case = LOSS_GRADIENT.draw_case(1, 1)
    p = 1 / (1 + np.exp(-case.z))
    assert case.right["loss"] == pytest.approx(log_loss(case.y, p))


def test_gradients_vanish_where_scikit_learn_finds_the_minimum():
    """Both kinds of labels have it in the same place."""
    rng = np.random.default_rng(5)
    X, noise = rng.normal(size=(60, 3)), rng.logistic(size=60)
    y = (X @ [1.0, -2.0, 0.5] + 0.3 + noise > 0).astype(float)
    best = LogisticRegression(C=np.inf, tol=1e-10, max_iter=10_000).fit(X, y)
    w, b = best.coef_[0], float(best.intercept_[0])
    cases: list[Logistic] = [SoftLabels(X, y, w, b), SignedLabels(X, 2 * y - 1, w, b)]
    for case in cases:
        for part in case.gradient.values():
            np.testing.assert_allclose(part, 0, atol=1e-5)
        moved = type(case)(X, case.y, w + 0.1, b).gradient["dw"]
        assert np.abs(moved).max() > 1e-3


@pytest.mark.parametrize("number", range(PLUS_MINUS.cases))
def test_plus_minus_reference_is_the_symbolic_derivative(number):
    case = PLUS_MINUS.draw_case(2, number)
    w, b = sympy.symbols(f"w:{len(case.w)}"), sympy.Symbol("b")
    at: Any = dict(zip((*w, b), (*case.w, case.b), strict=True))
    loss: Any = 0
    for x, y in zip(case.X, case.y, strict=True):
        z = sum(float(a) * s for a, s in zip(x, w, strict=True)) + b
        loss += sympy.log(1 + sympy.exp(-float(y) * z)) / len(case.X)
    exact = [float(loss.diff(s).subs(at)) for s in (*w, b)]
    for got in (case.reference, case.gradient):
        np.testing.assert_allclose([*got["dw"], got["db"]], exact, rtol=1e-7, atol=1e-9)


def test_rows_give_the_numbers_of_the_exercise():
    X = np.array([[2.0], [-1.0]])
    two = SoftLabels(X, np.array([0.25, 1]), np.zeros(1), 0.0)
    assert two.right["loss"] == pytest.approx(np.log(2))
    assert [two.reference["dw"].item(), float(two.reference["db"])] == pytest.approx([0.5, -0.125])
    sure = SoftLabels(np.array([[1000.0]]), np.array([0]), np.ones(1), 0.0)
    assert (sure.right["loss"], sure.reference["dw"].item(), sure.reference["db"]) == (
        1000,
        1000,
        1,
    )
    three = SignedLabels(np.array([[2.0], [-1.0], [1.0]]), np.array([-1, 1, 1]), np.zeros(1), 0.0)
    found = [three.reference["dw"].item(), float(three.reference["db"])]
    assert found == pytest.approx([1 / 3, -1 / 6])


@pytest.mark.parametrize("seed", SEEDS)
def test_one_case_holds_whole_numbers_and_a_row_at_zero(seed):
    for question in (LOSS_GRADIENT, PLUS_MINUS):
        case = question.draw_case(seed, WHOLE)
        assert {values.dtype.kind for values in (case.X, case.y, case.w)} == {"i"}
        assert isinstance(case.b, int)
        assert 0 in case.z


@pytest.mark.parametrize("seed", SEEDS)
def test_cases_avoid_the_aliases_that_hide_mistakes(seed):
    graphs = [REVERSE_MODE.draw_case(seed, number) for number in range(REVERSE_MODE.cases)]
    for graph in graphs:
        assert abs(abs(graph.x) - abs(graph.w)) > 0.05
        assert abs(abs(graph.x) - 1) > 0.05
    assert {0, 1} < {graph.y for graph in graphs}
    assert len({np.sign(graph.w * graph.x) for graph in graphs}) == 2
    for question in (LOSS_GRADIENT, PLUS_MINUS):
        for number in range(question.cases):
            case = question.draw_case(seed, number)
            assert case.m != 2
            assert case.m == 1 or len(np.unique(case.y)) > 1 or np.abs(case.z).min() > 30

"""The references of 08-digits, against sources that share no code with them."""

from typing import Any, cast

import mpmath
import numpy as np
import pytest
import sympy

from autograder.checks.test_08_digits.cases import (
    PARAMETERS,
    Network,
    SoftmaxLoss,
    cross_entropy,
)
from autograder.checks.test_08_digits.descent import Gauge, gradients_of, row_gradients, step
from autograder.checks.test_08_digits.mistakes import WITH_OWN_GRADIENT
from autograder.checks.test_08_digits.replays import find_rise, show_one_image
from autograder.checks.test_08_digits.test_1_parameters import count
from autograder.checks.test_08_digits.test_6_fourier import Places
from autograder.checks.test_08_digits.training import (
    TRAINING,
    DigitTraining,
    as_vector,
    load_pictures,
)
from autograder.question.oracle import gradient
from autograder.questions import find_question
from nnlib.scalar import Var, exp, log, relu

SEEDS = range(5)
RELU = find_question("08-digits/relu")
SOFTMAX = find_question("08-digits/softmax")
NETWORK = find_question("08-digits/network")
TRAIN = find_question("08-digits/train")
FOURIER = find_question("08-digits/fourier")


def test_parameters_are_those_of_the_lecture():
    assert count([784, 256, 10]) == 256 * 785 + 10 * 257 == 203_530
    assert count([3, 2]) == 8


def test_parameters_are_the_lines_and_units_of_a_drawing():
    widths = [4, 3, 5, 2]
    units = [(layer, unit) for layer, width in enumerate(widths) for unit in range(width)]
    lines = [(a, b) for a in units for b in units if b[0] == a[0] + 1]
    assert count(widths) == len(lines) + len([u for u in units if u[0] > 0])


def test_relu_reference_gives_the_worked_example_and_the_symbolic_derivative():
    z = sympy.Symbol("z", real=True)
    slope = cast(Any, sympy.Piecewise((z, z > 0), (0, True)).diff(z))
    for seed in SEEDS:
        case = RELU.draw_case(seed, 0)
        slopes = [[float(slope.subs(z, value)) for value in row] for row in case.Z]
        np.testing.assert_allclose(case.reference, case.back * slopes)
        assert (case.Z == 0).sum() == 2


# --- softmax with cross-entropy -------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("number", range(SOFTMAX.cases))
def test_softmax_reference_agrees_with_the_definition_in_long_arithmetic(seed, number):
    """Without any shift: numbers of mpmath may be as large as e^(1e300)."""
    case = SOFTMAX.draw_case(seed, number)
    m, k = case.Z.shape
    loss, slope = mpmath.mpf(0), np.zeros((m, k))
    with mpmath.workdps(40):
        for i, row in enumerate(case.Z):
            powers = [mpmath.exp(mpmath.mpf(float(z))) for z in row]
            for j in range(k):
                p = powers[j] / mpmath.fsum(powers)
                slope[i, j] = float((p - int(j == case.labels[i])) / m)
            loss -= mpmath.log(powers[case.labels[i]] / mpmath.fsum(powers)) / m
        assert case.loss == pytest.approx(float(loss), rel=1e-9)
    np.testing.assert_allclose(case.reference, slope, atol=1e-9)


def test_softmax_reference_gives_the_numbers_of_the_exercise():
    even = SoftmaxLoss(np.zeros((2, 2)), np.array([0, 1]))
    assert even.loss == pytest.approx(0.6931, abs=5e-5)
    np.testing.assert_allclose(even.reference, [[-0.25, 0.25], [0.25, -0.25]])
    for start in (0, 1000):
        row = SoftmaxLoss(np.array([[start, start + np.log(3)]]), np.array([0]))
        assert row.loss == pytest.approx(1.3863, abs=5e-5)
    assert SoftmaxLoss(np.array([[1000.0, 0.0]]), np.array([1])).loss == 1000
    nothing_known = SoftmaxLoss(np.zeros((1, 10)), np.array([3]))
    assert nothing_known.loss == pytest.approx(2.3026, abs=5e-5)


@pytest.mark.parametrize("mistake", WITH_OWN_GRADIENT, ids=lambda m: m.id)
def test_a_gradient_that_is_judged_on_its_own_loss_is_the_gradient_of_that_loss(mistake):
    case = SOFTMAX.draw_case(1, 0)

    def loss(Z: Any) -> Any:
        labels = case.labels
        match mistake.id:
            case "labels-off-by-one":
                return cross_entropy(Z, (labels - 1) % Z.shape[1])
            case "sign":
                return -cross_entropy(Z, labels)
            case "sum-not-mean":
                return cross_entropy(Z, labels) * len(Z)
            case "mean-over-classes":
                return cross_entropy(Z, labels) / Z.shape[1]
            case _:
                return cross_entropy(Z, labels) / np.log(2)

    its = WITH_OWN_GRADIENT[mistake](case)
    assert its["loss"] == pytest.approx(float(loss(case.Z)))
    np.testing.assert_allclose(its["dlogits"], gradient(loss, case.Z), atol=1e-9)


# --- the network ----------------------------------------------------------------------------------


def test_network_reference_gives_the_worked_example_of_the_exercise():
    W1, W2 = np.array([[1.0, -1], [1, -1]]), np.array([[2.0, 1], [0, 4]])
    network = Network(np.array([[1.0, 2]]), np.array([0]), W1, np.zeros(2), W2, np.array([-3.0, 0]))
    expected = {
        "loss": 0.6931,
        "dW2": [[-1.5, 1.5], [0, 0]],
        "db2": [-0.5, 0.5],
        "dW1": [[-0.5, 0], [-1, 0]],
        "db1": [-0.5, 0],
    }
    for name, value in expected.items():
        np.testing.assert_allclose(network.reference[name], value, atol=5e-5, err_msg=name)


@pytest.mark.parametrize("number", range(NETWORK.cases))
def test_network_reference_agrees_with_the_graph_of_single_numbers(number):
    """Reverse mode on a graph of scalars knows nothing of matrices, and ReLU′(0) = 0 there too."""
    network = NETWORK.draw_case(3, number)
    leaves = {
        name: np.vectorize(Var, otypes=[object])(getattr(network, name)) for name in PARAMETERS
    }

    def units(signal: list, layer: str) -> list:
        W, b = leaves[f"W{layer}"], leaves[f"b{layer}"]
        products = ([a * w for a, w in zip(signal, W[:, j], strict=True)] for j in range(len(b)))
        return [sum(terms[1:], terms[0]) + b[j] for j, terms in enumerate(products)]

    loss: Any = 0
    for x, label in zip(network.X, network.labels, strict=True):
        logits = units([relu(z) for z in units([float(v) for v in x], "1")], "2")
        powers = [exp(z) for z in logits]
        loss = loss + log(sum(powers[1:], powers[0])) - logits[label]
    loss = loss / len(network.X)
    loss.backward()
    assert loss.value == pytest.approx(network.reference["loss"])
    for name, values in leaves.items():
        adjoints = np.vectorize(lambda leaf: leaf.adjoint, otypes=[float])(values)
        np.testing.assert_allclose(network.reference[f"d{name}"], adjoints, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_networks_avoid_the_aliases_that_hide_mistakes(seed):
    networks = [NETWORK.draw_case(seed, number) for number in range(NETWORK.cases)]
    shapes = [network.W2.shape for network in networks]
    assert any(h == k for h, k in shapes)
    assert any(h != k for h, k in shapes)
    assert all(len(n.X) >= 3 and len(set(n.labels)) > 1 for n in networks)
    assert sum((n.Z1 == 0).any() for n in networks) == 2
    assert all((n.Z1 > 0).any() and (n.Z1 < 0).any() for n in networks)


# --- training -------------------------------------------------------------------------------------


def test_pictures_are_those_of_scikit_learn():
    from sklearn.datasets import load_digits

    theirs: Any = load_digits()
    known = {(tuple(row), label) for row, label in zip(theirs.data, theirs.target, strict=True)}
    X, labels = load_pictures()
    mine = [(tuple(row), label) for row, label in zip(X * 16, labels, strict=True)]
    assert len(mine) == len(set(mine)) == 1600
    assert set(mine) <= known
    assert set(labels[:TRAINING]) == set(labels[TRAINING:]) == set(range(10))


def test_unseen_pictures_are_those_that_their_nearest_neighbours_name():
    from sklearn.neighbors import KNeighborsClassifier

    X, labels = load_pictures()
    neighbours = KNeighborsClassifier(3).fit(X[:TRAINING], labels[:TRAINING])
    np.testing.assert_array_equal(neighbours.predict(X[TRAINING:]), labels[TRAINING:])


def test_the_settings_leave_room_for_another_program_s_network():
    """scikit-learn's, which has been written by others, with plain steps of the same size."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    case = TRAIN.draw_case(0, 0)
    for seed in range(2):
        net = MLPClassifier(
            case.hidden,
            solver="sgd",
            alpha=0,
            momentum=0,
            batch_size=case.size,
            learning_rate_init=case.eta,
            max_iter=case.epochs,
            random_state=seed,
        )
        with pytest.warns(ConvergenceWarning):
            net.fit(case.X, case.labels)
        assert net.score(case.unseen, case.truth) > 0.96


def test_trainings_differ_by_more_than_the_order_of_their_rows():
    one, other = (TRAIN.draw_case(seed, 0) for seed in range(2))
    assert not np.array_equal(one.unseen, other.unseen)
    assert not np.array_equal(one.truth, other.truth)
    assert sorted(one.unseen.sum(axis=1)) == pytest.approx(sorted(other.unseen.sum(axis=1)))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_small_training_has_every_class_and_a_batch_that_is_not_full(seed):
    small: DigitTraining = TRAIN.draw_case(seed, 0).small
    assert set(small.labels) == set(range(10))
    assert len(small.X) % small.size
    assert len({*small.X.shape, small.hidden, 10}) == 4
    assert small.X.min() > 0
    assert small.X.max() <= 1


def test_the_steps_of_a_training_follow_the_gradient_that_the_oracle_finds():
    small = TRAIN.draw_case(1, 0).small.with_black_image
    rng = np.random.default_rng(1)
    n = small.network({name: rng.normal(size=s) for name, s in small.shapes().items()})
    for name, slope in gradients_of(n).items():
        np.testing.assert_allclose(slope, n.gradient_by(name), rtol=1e-7, atol=1e-9)
    total = row_gradients(n).mean(axis=1)
    np.testing.assert_allclose(total, as_vector(gradients_of(n)), rtol=1e-9, atol=1e-12)


def draw_start(case, seed):
    """First weights of about the right size, as a program might draw them."""
    rng = np.random.default_rng(seed)
    return {name: rng.normal(0, 0.3, shape) for name, shape in case.shapes().items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_training_that_is_repeated_ends_where_its_loss_has_risen(seed):
    small = TRAIN.draw_case(seed, 0).small
    at = draw_start(small, seed)
    steep = find_rise(small, at)
    losses = []
    for _ in range(steep.epochs):
        at = step(steep, at)
        net = steep.network(at)
        losses.append(cross_entropy(net.A1 @ net.W2 + net.b2, net.labels))
    assert losses[-1] > losses[-2]


def test_no_order_makes_a_difference_where_all_rows_are_one_image():
    case = show_one_image(TRAIN.draw_case(0, 0).small, 9)
    at = draw_start(case, 0)
    ends = [step(case, at, np.array(rows)) for rows in ([0], [5, 2], range(9))]
    for end in ends[1:]:
        np.testing.assert_allclose(as_vector(end), as_vector(ends[0]), atol=1e-12)


@pytest.mark.parametrize("size", [24, 14, 7, 5])
def test_what_an_epoch_has_moved_tells_its_batches(size):
    small = TRAIN.draw_case(2, 0).small
    rng = np.random.default_rng(2)
    start = {name: rng.uniform(-1, 1, shape) for name, shape in small.shapes().items()}
    order = rng.permutation(len(small.X))

    def train(case):
        at = start
        for first in range(0, len(order), case.size):
            at = step(case, at, order[first : first + case.size])
        return at

    epoch = Gauge(small, start).read(train, size)
    assert epoch is not None
    assert epoch.is_right
    rest = len(order) % size
    if rest:
        last = order[len(order) - rest :]
        np.testing.assert_allclose(epoch.shares[last], 1 / rest, rtol=0.05)


# --- waves ----------------------------------------------------------------------------------------


def test_features_reference_gives_the_worked_example_of_the_exercise():
    places = Places(np.array([[0.25, 0.5]]), np.eye(2))
    np.testing.assert_allclose(places.reference, [[1, 0, 0, -1]], atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_features_reference_agrees_with_sympy(seed):
    for number in range(FOURIER.cases):
        case = FOURIER.draw_case(seed, number)
        turns = sympy.Matrix(case.X) * sympy.Matrix(case.F) * 2 * sympy.pi
        exact = sympy.Matrix.hstack(turns.applyfunc(sympy.sin), turns.applyfunc(sympy.cos))
        np.testing.assert_allclose(case.reference, np.array(exact.evalf(), dtype=float), atol=1e-9)

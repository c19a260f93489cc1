"""One table of bad input: each public function must refuse it and name the argument.

A row is a function, arguments that fit, and for each argument the kind of value it takes. The bad
values follow from the kind and from the value that fits.
"""

import inspect
import re

import numpy as np
import pytest

from nnlib import (
    check,
    costs,
    datasets,
    functions,
    graph,
    initial,
    losses,
    net,
    notation,
    optim,
    perceptron,
    scalar,
    validate,
)

MODULES = [
    check,
    costs,
    datasets,
    functions,
    graph,
    initial,
    losses,
    net,
    notation,
    optim,
    perceptron,
    scalar,
]
RNG = np.random.default_rng(0)
X, Y, LABELS = np.eye(3)[:, :2] + 0.5, np.ones((3, 1)) / 2, [0, 1, 1]
HEART = datasets.load_heart()


def spoilt(good, value):
    bad = np.array(good, dtype=float)
    bad.flat[-1] = value
    return bad


def anything(good):
    """Yield what no array of numbers is."""
    yield from ("text", None, object(), [[1.0], [2.0, 3.0]], np.array(["1"]))
    yield from (spoilt(good, np.nan), spoilt(good, np.inf), [])


def array(good):
    """Yield what no array of the same number of dimensions is."""
    yield from anything(good)
    yield np.asarray(good)[np.newaxis, np.newaxis, np.newaxis]
    yield np.asarray(good) + 1j


def picture(good):
    yield from (*array(good), good[0], good[:, :, :2])


def binary(good):
    yield from array(good)
    yield from (spoilt(good, 2), spoilt(good, 0.5), spoilt(good, -1))


def plus_minus(good):
    yield from array(good)
    yield from (spoilt(good, 0), spoilt(good, 2))


def share(good):
    yield from array(good)
    yield from (spoilt(good, -0.1), spoilt(good, 1.1))


def number(_):
    yield from ("text", None, [], [1.0, 2.0], np.nan, -np.inf, 1j)


def rate(_):
    yield from (*number(_), 0, -0.1)


def decay(_):
    yield from (*number(_), -0.1, 1)


def whole(_):
    yield from (1.5, "3", None, [2], np.nan, -1)


def generator(_):
    yield from (None, 0, np.random, np.random.RandomState(0))


def callable_(_):
    yield from (None, 3, "f")


def name(_):
    yield from ("nonsense", "", None, 3)


def identifier(_):
    yield from ("two words", "", None, 3)


def var(_):
    yield from (3.0, None, scalar.Dual(1.0), "w")


def var_or_none(_):
    yield from (3.0, scalar.Dual(1.0), "w")


def theta(_):
    yield from (1.0, [1.0, 2.0], np.array([1, 2]), np.array(["a"]))


def widths(_):
    yield from (3, None, "21", [2], [], [2, 0], [2, 1.5], [2, "1"])


def activations(_):
    yield from (None, 3, [], ["relu"], ["relu", "identity", "relu"], "nonsense", ["relu", 3])


def loss(_):
    yield from (*name(_), "softmax")


def dtype(_):
    yield from (int, np.float16, "text", None)


def optimiser(_):
    yield from ("adam", None, 0, -1, np.nan, lambda t: 0.0)


def network():
    return net.Net([2, 4, 1], "tanh", "half_mean_squared", np.random.default_rng(0))


def run_network():
    ready = network()
    ready.forward(X)
    return ready


def f(x):
    return np.sum(x * x)


def row(function, **arguments):
    return function, arguments


TABLE = [
    row(
        check.central_difference,
        f=(f, callable_),
        x=(X, anything),
        h=(1e-5, lambda g: [0, -1, np.nan, "h"]),
    ),
    row(check.complex_step, f=(f, callable_), x=(X, anything), h=(1e-30, rate)),
    row(
        check.gradient_check,
        f=(f, callable_),
        gradient=(2 * X, array),
        x=(X, anything),
        rng=(RNG, generator),
    ),
    row(costs.chain_costs, L=(3, lambda g: [0, *whole(g)])),
    row(datasets.standardise, X=(X, array)),
    row(datasets.logic_gate, name=("or", name)),
    *[
        row(each, m=(4, whole), rng=(RNG, generator))
        for each in (datasets.blobs, datasets.moons, datasets.rings, datasets.modified_heart)
    ],
    row(datasets.colour_image, size=(2, whole)),
    row(datasets.pixels, image=(np.ones((2, 3, 3)), picture)),
    row(datasets.draw_frequencies, k=(3, whole), scale=(2.0, rate), rng=(RNG, generator)),
    row(datasets.fourier_features, P=(X, array), frequencies=(X.T, array)),
    row(HEART.column, name=("age", name)),
    row(functions.softmax, Z=(X, array)),
    *[
        row(getattr(functions, each), z=(X, anything))
        for each in ("step", "sign", "sigmoid", "tanh", "relu", "softplus", "identity")
    ],
    *[row(getattr(functions, f"{each}_prime"), a=(X, anything)) for each in functions.ACTIVATIONS],
    row(scalar.Var(1.0).named, name=("w", identifier)),
    row(graph.table, node=(scalar.Var(1.0), var), wrt=(None, var_or_none)),
    *[row(each, node=(scalar.Var(1.0), var)) for each in (graph.leaves, graph.to_source)],
    row(losses.half_mean_squared, Yhat=(Y, array), Y=(Y, array), reduction=("sum", name)),
    row(losses.half_squared, Yhat=(Y, array), Y=(Y, array), reduction=("sum", name)),
    row(losses.squared, Yhat=(Y, array), Y=(Y, array), reduction=("sum", name)),
    row(losses.binary_cross_entropy, z=(Y, array), y=(Y, share), reduction=("sum", name)),
    row(
        losses.plus_minus_cross_entropy,
        z=(Y, array),
        y=(2 * Y, plus_minus),
        reduction=("sum", name),
    ),
    row(
        losses.softmax_cross_entropy, Z=(X, array), labels=(LABELS, binary), reduction=("sum", name)
    ),
    row(
        net.Net,
        widths=([2, 4, 1], widths),
        activations=(["tanh", "identity"], activations),
        loss=("half_squared", loss),
        rng=(RNG, generator),
        dtype=(np.float32, dtype),
        initial=("he", name),
    ),
    *[
        row(each, inputs=(3, whole), outputs=(2, whole), rng=(RNG, generator))
        for each in initial.INITIALISERS.values()
    ],
    row(network().forward, X=(X, array)),
    row(network().predict, X=(X, array)),
    row(network().loss, X=(X, array), Y=(Y, array)),
    row(run_network().backward, Y=(Y, array)),
    row(
        network().fit,
        X=(X, array),
        Y=(Y, array),
        optimiser=(0.1, optimiser),
        epochs=(1, whole),
        size=(2, whole),
        rng=(RNG, generator),
        validation=(0.4, lambda g: [*decay(g), 0.9]),
        tolerance=(1e-3, lambda g: ["text", [], np.nan, 1j, 0, -0.1]),
    ),
    row(notation.to_columns, X=(X, array), W=(X.T, array), b=([1, 2, 3], array)),
    row(notation.from_columns, Xc=(X, array), Wc=(X.T, array), bc=(Y[:2], array)),
    row(notation.to_plus_minus, y=([0, 1, 1], lambda g: [*anything(g), spoilt(g, 2)])),
    row(notation.from_plus_minus, y=([-1, 1, 1], lambda g: [*anything(g), spoilt(g, 0)])),
    row(notation.loss_scale, source=("S0", name), m=(3, whole)),
    row(notation.equivalent_rate, eta=(0.1, rate), source=("S0", name), m=(3, whole)),
    row(optim.GradientDescent, eta=(0.1, rate)),
    row(optim.Momentum, eta=(0.1, rate), beta=(0.9, decay)),
    row(optim.Adam, eta=(0.1, rate), beta1=(0.9, decay), beta2=(0.9, decay), epsilon=(1e-8, rate)),
    *[
        row(each.step, theta=(np.ones(2), theta), gradient=(np.ones(2), array))
        for each in (optim.GradientDescent(0.1), optim.Momentum(0.1, 0.9), optim.Adam(0.1))
    ],
    row(optim.constant, eta=(0.1, rate)),
    row(optim.constant(0.1), t=(1, whole)),
    row(optim.inverse_time, eta0=(0.1, rate)),
    row(optim.inverse_time(0.1), t=(1, lambda g: [0, *whole(g)])),
    row(
        optim.step_decay,
        eta0=(0.1, rate),
        factor=(0.5, lambda g: [*rate(g), 1]),
        every=(10, lambda g: [0, *whole(g)]),
    ),
    row(optim.step_decay(0.1, 0.5, 10), t=(1, lambda g: [0, *whole(g)])),
    row(optim.largest_stable_rate, X=(X, array), loss=("binary_cross_entropy", loss)),
    row(optim.minibatches, n=(5, whole), size=(2, whole), rng=(RNG, generator)),
    row(perceptron.predict, w=([1, 2], array), b=(0.5, number), x=(X, array)),
    *[
        row(each, w=([1, 2], array), b=(0.5, number), x=([3, 4], array), y=(1, binary))
        for each in (perceptron.gradient, perceptron.raw_gradient)
    ],
    row(
        perceptron.update,
        w=([1, 2], array),
        b=(0.5, number),
        x=([3, 4], array),
        y=(1, binary),
        eta=(1, rate),
    ),
    row(
        perceptron.train,
        X=(X, array),
        y=(LABELS, binary),
        eta=(1, rate),
        max_epochs=(3, lambda g: [0, *whole(g)]),
    ),
    row(scalar.Var, value=(1.0, number), name=("w", lambda g: ["two words", "", 3])),
    row(scalar.Dual, value=(1.0, number), tangent=(0.0, number)),
    *[
        row(each, u=(1.0, number))
        for each in (scalar.exp, scalar.sigmoid, scalar.tanh, scalar.relu)
    ],
    *[row(each, u=(1.0, rate)) for each in (scalar.log, scalar.sqrt)],
    row(
        scalar.logistic_graph,
        x=(1.0, number),
        y=(1.0, lambda g: [*number(g), -0.1, 1.1]),
        w=(1.0, number),
    ),
]


def title(function):
    return getattr(function, "__qualname__", type(function).__name__)


BAD = [
    pytest.param(
        function,
        {key: good for key, (good, _) in row.items()},
        argument,
        bad,
        id=f"{title(function)}-{argument}-{i}",
    )
    for function, row in TABLE
    for argument, (good, kind) in row.items()
    for i, bad in enumerate(kind(good))
]


@pytest.mark.parametrize(("function", "arguments", "argument", "bad"), BAD)
def test_bad_input_is_refused_by_name(function, arguments, argument, bad):
    with pytest.raises((TypeError, ValueError)) as refused:
        function(*{**arguments, argument: bad}.values())
    assert re.search(rf"^{re.escape(argument)} must\b", str(refused.value)), str(refused.value)


@pytest.mark.parametrize(("function", "row"), TABLE, ids=lambda value: title(value))
def test_the_arguments_that_fit_are_taken(function, row):
    function(*(good for good, _ in row.values()))


def visible(names):
    return [(key, value) for key, value in names.items() if not key.startswith("_")]


def test_every_public_function_and_method_is_in_the_table():
    unfailing = {
        # Takes nothing, or what was checked before.
        "Activation",
        "Entry",
        "GradientReport",
        "Heart",
        "Node",
        "PerceptronExample",
        "Row",
        "Parts",
        "Source",
        "ThreeLayerExample",
        "Training",
        "load_digits",
        "load_heart",
        "load_mnist",
        "loss_and_gradient",
        "perceptron_example",
        "three_layer_example",
    }
    own = [
        (key, value)
        for module in MODULES
        for key, value in visible(vars(module))
        # A package offers what its modules hold.
        if str(getattr(value, "__module__", "")).startswith(module.__name__) and callable(value)
    ]
    methods = [visible(vars(value)) for _, value in own if inspect.isclass(value)]
    public = {key for key, _ in own}
    public |= {key for each in methods for key, part in each if inspect.isroutine(part)}
    assert {"sigmoid", "Net", "fit"} <= public
    tested = {title(function).split(".")[-1] for function, _ in TABLE}
    # Files have bad input of their own, in test_net.
    assert public - unfailing - tested == {"save", "load"}


@pytest.mark.parametrize("operation", ["__add__", "__rsub__", "__mul__", "__rtruediv__", "__pow__"])
@pytest.mark.parametrize("bad", ["text", None, [1.0], np.nan, np.ones(2), 1j])
def test_operators_refuse_what_is_not_a_number(operation, bad):
    for value in (scalar.Var(2.0), scalar.Dual(2.0)):
        with pytest.raises((TypeError, ValueError), match="operand must"):
            getattr(value, operation)(bad)


def test_messages_say_what_was_and_what_should_be():
    for call, message in {
        lambda: validate.array(
            "X", np.ones(3), ("m", 2), (4,)
        ): "X must have shape (m, 2) or (4,), but had (3,)",
        lambda: validate.array("X", []): "X must not be empty, but had shape (0,)",
        lambda: validate.array(
            "X", [[1], [2, 3]]
        ): "X must have rows of one length, but they differ",
        lambda: validate.array("X", None): "X must hold real numbers, but was of type NoneType",
        lambda: validate.array(
            "X", [1j]
        ): "X must hold real numbers, but was an array of complex128",
        lambda: validate.array("X", [np.nan]): "X must be finite, but held NaN or an infinity",
        lambda: validate.number("b", 3, below=3): "b must be below 3, but was 3.0",
        lambda: validate.rate("eta", 0): "eta must be above 0, but was 0.0",
        lambda: validate.whole("m", 0, 1): "m must be at least 1, but was 0",
        lambda: validate.whole("m", 1.0, 1): "m must be a whole number, but was of type float",
        lambda: validate.labels(
            "y", [0, 3], (0, 1)
        ): "y must hold labels, each one of 0, 1, but held 3",
        lambda: validate.generator(
            "rng", 7
        ): "rng must be a numpy.random.Generator, but was of type int",
        lambda: validate.function("f", 7): "f must be a function, but was of type int",
        lambda: validate.option(
            "loss", "x", {"a": 1, "b": 2}
        ): "loss must be one of a, b, but was 'x'",
    }.items():
        with pytest.raises((TypeError, ValueError)) as refused:
            call()
        assert str(refused.value) == message

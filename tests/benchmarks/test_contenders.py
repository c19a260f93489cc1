"""What the benchmark measures is right, as far as it can be told without the peers of `make bench`.

There, every contender is held to the same reference before it is timed.
"""

from dataclasses import replace

import numpy as np
import pytest

from nnlib.check import gradient_check

from . import with_buffers, with_nnlib, with_numpy
from .cases import CASES, Case, Logistic, Network, Scalar
from .reference import Contender, expected, verify

NAMED = {case.name: case for case in CASES}


def parameters(case: Case) -> list[np.ndarray]:
    match case:
        case Logistic():
            return [case.w, np.array(case.b)]
        case Scalar():
            return [np.array(case.w)]
        case Network():
            return [each for pair in zip(case.W, case.b, strict=True) for each in pair]


def with_parameters(case: Case, values: list[np.ndarray]) -> Case:
    match case:
        case Logistic():
            return replace(case, w=values[0], b=values[1])
        case Scalar():
            return replace(case, w=values[0])
        case Network():
            return replace(case, W=tuple(values[::2]), b=tuple(values[1::2]))


@pytest.mark.parametrize(
    "name",
    ["logistic 303×1", "logistic 303×13", "XOR 2-2-1", "MLP 64 f64", "deep f64", "scalar graph"],
)
def test_reference_gradient_is_that_of_the_reference_loss(name):
    case = NAMED[name]
    given = parameters(case)
    ends = np.cumsum([each.size for each in given])[:-1]

    def loss(theta):
        parts = zip(np.split(theta, ends), given, strict=True)
        return expected(with_parameters(case, [part.reshape(p.shape) for part, p in parts]))[0]

    theta = np.concatenate([each.ravel() for each in given])
    gradient = np.concatenate([np.ravel(each) for each in expected(case)[1]])
    report = gradient_check(loss, gradient, theta, np.random.default_rng(0))
    assert report.passed, report


@pytest.mark.parametrize("module", [with_numpy, with_buffers, with_nnlib])
@pytest.mark.parametrize("name", NAMED)
def test_contenders_compute_loss_and_gradients(name, module):
    for each, contender in module.contenders(NAMED[name]).items():
        verify(each, contender, NAMED[name])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda loss, gradients: (1.001 * loss, gradients),
        lambda loss, gradients: (np.nan, gradients),
        lambda loss, gradients: (loss, [-each for each in gradients]),
        lambda loss, gradients: (loss, gradients[:-1]),
        lambda loss, gradients: (loss, [each.T for each in gradients]),
        lambda loss, gradients: (loss, [each.astype(float) for each in gradients]),
    ],
)
def test_a_wrong_contender_is_named(spoil):
    case = NAMED["MLP 64 f32"]
    right = with_numpy.contenders(case)[with_numpy.PLAIN]
    wrong = Contender(lambda: spoil(*right.step()))
    with pytest.raises(ValueError, match="somebody is wrong on MLP 64 f32"):
        verify("somebody", wrong, case)


def test_multiplications_of_the_smallest_network_by_hand():
    # Forward 4·(2·2 + 2·1), as many for the gradients of the weights, and 4·2·1 for the deltas.
    case = NAMED["XOR 2-2-1"]
    assert isinstance(case, Network)
    assert case.multiplications == 24 + 24 + 8

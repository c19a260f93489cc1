"""Networks and losses against PyTorch, which differentiates by means of its own (`make peers`)."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlib.functions import ACTIVATIONS
from nnlib.losses import LOSSES
from nnlib.net import Net

pytestmark = pytest.mark.peers

LOGITS = ("binary_cross_entropy", "plus_minus_cross_entropy", "softmax_cross_entropy")


@pytest.fixture(scope="module")
def torch() -> Any:
    # Only where these tests are run is PyTorch installed.
    return import_module("torch")


def activation(torch, name, Z):
    """The functions as PyTorch has them; it has no step, whose derivative is 0 everywhere."""
    return {
        "step": lambda: (Z >= 0) + 0 * Z,
        "sigmoid": lambda: torch.sigmoid(Z),
        "tanh": lambda: torch.tanh(Z),
        "relu": lambda: torch.relu(Z),
        # Above its threshold PyTorch takes z itself for log(1 + e^z).
        "softplus": lambda: torch.nn.functional.softplus(Z, threshold=100),
        "identity": lambda: Z,
    }[name]()


def loss(torch, name, A, Y, reduction):
    """A sum over all entries, divided by the rows for a mean: columns are added."""
    functional = torch.nn.functional
    total = {
        "half_mean_squared": lambda: functional.mse_loss(A, Y, reduction="sum") / 2,
        "half_squared": lambda: functional.mse_loss(A, Y, reduction="sum") / 2,
        "squared": lambda: functional.mse_loss(A, Y, reduction="sum"),
        "binary_cross_entropy": lambda: functional.binary_cross_entropy_with_logits(
            A, Y, reduction="sum"
        ),
        "plus_minus_cross_entropy": lambda: functional.soft_margin_loss(A, Y, reduction="sum"),
        "softmax_cross_entropy": lambda: functional.cross_entropy(A, Y, reduction="sum"),
    }[name]()
    return total / len(A) if reduction == "mean" else total


def targets(name, m, k, rng):
    return {
        "binary_cross_entropy": lambda: rng.uniform(0, 1, (m, k)),
        "plus_minus_cross_entropy": lambda: rng.choice([-1.0, 1.0], (m, k)),
        "softmax_cross_entropy": lambda: rng.integers(0, k, m),
    }.get(name, lambda: rng.standard_normal((m, k)))()


def tensor(torch, values, dtype=np.float64):
    values = np.asarray(values)
    return torch.tensor(values if values.dtype.kind == "i" else values.astype(dtype))


def close(found, expected, relative):
    """Equal, but for errors that are small beside the largest entry, or are roundings beside 1.

    PyTorch computes p − 1 of a p that is rounded already, and sums may cancel to nothing.
    """
    expected = expected.detach().numpy()
    rounding = 8 * np.finfo(expected.dtype).eps
    tolerance = relative * np.abs(expected).max() + rounding
    return found == pytest.approx(expected, rel=0, abs=float(tolerance))


def with_torch(torch, net, X, Y):
    """The loss, and the tensors W, b and Z of every layer with their gradients."""
    dtype = net.theta.dtype
    W, b = ([tensor(torch, p, dtype).requires_grad_() for p in part] for part in (net.W, net.b))
    A, Z = tensor(torch, X, dtype), []
    for weight, bias, function in zip(W, b, net.activations, strict=True):
        Z.append(A @ weight + bias)
        Z[-1].retain_grad()
        A = activation(torch, function.name, Z[-1])
    name = net.loss_function.__name__
    reduction = "sum" if name == "half_squared" else "mean"
    J = loss(torch, name, A, tensor(torch, Y, dtype), reduction)
    J.backward()
    return J, W, b, Z


@st.composite
def networks(draw, name):
    """A network of one to six layers, and a batch for it; some start with all weights zero.

    Then every unit sits on the kink of ReLU and on the jump of the step.
    """
    widths = draw(st.lists(st.integers(1, 8), min_size=2, max_size=7))
    functions = draw(
        st.lists(
            st.sampled_from(sorted(ACTIVATIONS)), min_size=len(widths) - 1, max_size=len(widths) - 1
        )
    )
    if name in LOGITS:
        functions[-1] = "identity"
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    dtype = draw(st.sampled_from([np.float64, np.float64, np.float64, np.float32]))
    net = Net(widths, functions, name, rng, dtype)
    for b in net.b:
        b[:] = rng.uniform(-0.5, 0.5, b.shape)
    if draw(st.integers(0, 9)) == 0:
        net.theta[:] = 0
    m = draw(st.integers(1, 8))
    X = rng.uniform(-1, 1, (m, widths[0])).astype(dtype)
    return net, X, targets(name, m, widths[-1], rng)


@pytest.mark.parametrize("name", LOSSES)
@settings(max_examples=60)
@given(data=st.data())
def test_loss_and_every_gradient_agree(torch, name, data):
    net, X, Y = data.draw(networks(name))
    net.forward(X)
    value = net.backward(Y)
    J, W, b, Z = with_torch(torch, net, X, Y)
    relative = 1e-10 if net.theta.dtype == np.float64 else 1e-4
    assert value == pytest.approx(J.item(), rel=relative)
    for ours, theirs in ((net.dW, W), (net.db, b), (net.deltas, Z)):
        for found, parameter in zip(ours, theirs, strict=True):
            assert found.dtype == X.dtype
            assert close(found, parameter.grad, relative)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("name", LOSSES)
@given(
    m=st.integers(1, 6),
    k=st.integers(1, 6),
    size=st.sampled_from([0.1, 3, 30]),
    seed=st.integers(0, 2**32 - 1),
)
def test_losses_agree_however_the_rows_are_reduced(torch, name, reduction, m, k, size, seed):
    rng = np.random.default_rng(seed)
    A, Y = size * rng.standard_normal((m, k)), targets(name, m, k, rng)
    value, gradient = LOSSES[name](A, Y, reduction=reduction)
    theirs = tensor(torch, A).requires_grad_()
    J = loss(torch, name, theirs, tensor(torch, Y), reduction)
    J.backward()
    assert value == pytest.approx(J.item(), rel=1e-12, abs=1e-12)
    assert close(gradient, theirs.grad, 1e-12)

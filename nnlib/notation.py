"""One network, five books: the conversions between the sources' notations and the house's.

The house keeps samples in rows, X (m, d), W (in, out), Z = XW + b, takes the loss as a mean,
J = 1/(2m) Σ‖y − ŷ‖² or the mean cross-entropy, and calls two classes 0 and 1. A source that adds up
instead has gradients m times as large, and takes the same path with a learning rate m times as
small. Notation page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from nnlib.validate import Array, array, labels, option, rate, whole


@dataclass(frozen=True)
class Source:
    """How one source writes its network.

    samples: in "rows" or "columns"; weights: their shape; loss: as printed; rate: the letter for
    the learning rate; scale: a function of m, the source's loss over the house's.
    """

    title: str
    samples: str
    weights: str
    loss: str
    rate: str
    scale: Callable[[int], int]


SOURCES = {
    "S0": Source(
        "F. Davis, Multilayer Perceptrons II",
        "columns", "(in, out), used as Wᵀx", "1/(2m) Σ (y − ŷ)²", "η", lambda m: 1,
    ),
    "S1": Source(
        "P. Protopapas, K. Rader, CS109A lecture 12: Perceptron and Back Propagation",
        "columns", "(in, out), used as Wᵀx", "−Σ (y log p + (1 − y) log(1 − p))", "λ", lambda m: m,
    ),
    "S2": Source(
        "Multilayer Perceptron and Backpropagation",
        "columns", "(out, in), used as WX", "½ Σ (o − y)²", "α", lambda m: m,
    ),
    "S3": Source(
        "D. Hoiem, MLPs and Backprop",
        "columns", "(out, in), used as Wx", "1/m Σ (f − y)²", "η", lambda m: 2,
    ),
    "S4": Source(
        "Y. Wu, CS540 lecture 3: Backpropagation",
        "rows", "(in, out), used as xW", "½ Σ (y − a)²", "α", lambda m: m,
    ),
}  # fmt: skip


def to_columns(X: object, W: object, b: object) -> tuple[Array, Array, Array]:
    """Return (Xc, Wc, bc), the same layer for samples in columns: Wc Xc + bc = (XW + b)ᵀ.

    X (m, d), W (d, o), b (o,) become Xc (d, m), Wc (o, d), bc (o, 1), as copies.
    Raises ValueError or TypeError for a shape or a content that does not fit.
    """
    X = array("X", X, ("m", "d"))
    W = array("W", W, (X.shape[1], "o"))
    b = array("b", b, (W.shape[1],))
    return X.T.copy(), W.T.copy(), b[:, None].copy()


def from_columns(Xc: object, Wc: object, bc: object) -> tuple[Array, Array, Array]:
    """Return (X, W, b), the same layer for samples in rows: XW + b = (Wc Xc + bc)ᵀ.

    Xc (d, m), Wc (o, d), bc (o, 1) become X (m, d), W (d, o), b (o,), as copies.
    Raises ValueError or TypeError for a shape or a content that does not fit.
    """
    Xc = array("Xc", Xc, ("d", "m"))
    Wc = array("Wc", Wc, ("o", Xc.shape[0]))
    bc = array("bc", bc, (Wc.shape[0], 1))
    return Xc.T.copy(), Wc.T.copy(), bc[:, 0].copy()


def to_plus_minus(y: object) -> Array:
    """Return labels −1 and +1 for the labels 0 and 1; y: a label, or an array of any shape.

    With them P(y) = σ(yz) is p for the one class and 1 − p for the other, and −log P(y) is the
    binary cross-entropy: the loss and every step stay the same.
    """
    return 2 * labels("y", y, (0, 1)) - 1


def from_plus_minus(y: object) -> Array:
    """Return labels 0 and 1 for the labels −1 and +1; y: a label, or an array of any shape."""
    return (labels("y", y, (-1, 1)) + 1) // 2


def loss_scale(source: str, m: int) -> int:
    """Return what the source's loss, and its gradient, are divided by the house's, for m samples.

    source: a key of `SOURCES`, "S0" to "S4"; m ≥ 1. In S3 the squared error keeps its 2; S3's
    logistic loss is a mean like the house's, so its scale is 1.
    """
    return option("source", source, SOURCES).scale(whole("m", m, at_least=1))


def equivalent_rate(eta: float, source: str, m: int) -> float:
    """Return the learning rate with which the source takes the house's steps of rate η > 0.

    source, m: as for `loss_scale`; the result is η / loss_scale. Where S3 folds the 2 of its
    gradient into the learning rate, as in its rule for the perceptron, the rate is η itself.
    """
    return rate("eta", eta) / loss_scale(source, m)

"""Checks of 03-three-layer: the network A = f(f(f(X W1 + b1) W2 + b2) Wo + bo).

References come from the oracle, that is from the forward pass and the loss alone. What each known
mistake gives is written from the right deltas, one changed step at a time. A layer is also judged
on the student's own delta of the layer after it, so that one slip costs one step.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pytest

from autograder import oracle
from autograder.answer import Answer, AnswerError
from autograder.judge import OWN_TOLERANCE, Judge, Mistake, agrees, keyed, named, numbers
from autograder.question import Question
from nnlib.functions import ACTIVATIONS

# --- a network and its gradients ----------------------------------------------------------------


def wave(z: Any) -> Any:
    """An activation that no answer can have hard-coded."""
    return z + 0.5 * np.sin(2 * z)


def wave_prime(z: Any) -> Any:
    """Its derivative at the pre-activation."""
    return 1 + np.cos(2 * z)


def of_pre_activation(name: str) -> tuple[Callable, Callable]:
    """An activation of the course and its derivative, both as functions of z."""
    activation = ACTIVATIONS[name]
    return activation.f, lambda z: activation.prime(activation.f(z))


FUNCTIONS = {name: of_pre_activation(name) for name in ("sigmoid", "tanh", "softplus")} | {
    "wave": (wave, wave_prime)
}
PARAMETERS = ("W1", "b1", "W2", "b2", "Wo", "bo")


@dataclass(frozen=True)
class Network:
    """Data, parameters and activation of a three-layer network, with everything derived."""

    X: np.ndarray
    Y: np.ndarray
    params: dict[str, np.ndarray]
    f: Callable
    df: Callable

    @classmethod
    def draw(cls, rng: np.random.Generator, number: int) -> "Network":
        """Sizes all different, all equal, one output, and at random; never 2 rows."""
        m, d, h1, h2, o = (
            (3, 4, 6, 5, 2),
            (4, 4, 4, 4, 4),
            (5, 3, 6, 7, 1),
            tuple(int(n) for n in [rng.integers(3, 6), *(5 + rng.permutation(3)), 3]),
        )[number]
        widths = {"1": (d, h1), "2": (h1, h2), "o": (h2, o)}
        params = {f"W{k}": rng.normal(size=shape) for k, shape in widths.items()}
        params |= {f"b{k}": rng.normal(size=shape[1]) for k, shape in widths.items()}
        f, df = FUNCTIONS[("tanh", "sigmoid", "wave", "softplus")[number]]
        return cls(rng.normal(size=(m, d)), rng.normal(size=(m, o)), params, f, df)

    def forward(self, **changed: Any) -> dict[str, Any]:
        p = self.params | changed
        Z1 = self.X @ p["W1"] + p["b1"]
        Z2 = self.f(Z1) @ p["W2"] + p["b2"]
        Z3 = self.f(Z2) @ p["Wo"] + p["bo"]
        return {"Z1": Z1, "C": self.f(Z1), "Z2": Z2, "B": self.f(Z2), "Z3": Z3, "A": self.f(Z3)}

    def loss_of(self, Yhat: Any) -> Any:
        return ((self.Y - Yhat) ** 2).sum() / (2 * len(self.Y))

    def gradient(self, name: str) -> np.ndarray:
        """∂J/∂(a parameter), from the oracle."""
        return oracle.gradient(
            lambda value: self.loss_of(self.forward(**{name: value})["A"]), self.params[name]
        )

    @cached_property
    def values(self) -> dict[str, np.ndarray]:
        return self.forward()

    @cached_property
    def Do(self) -> np.ndarray:
        """∂J/∂Z3, from the oracle."""
        return oracle.gradient(lambda Z3: self.loss_of(self.f(Z3)), self.values["Z3"])

    @property
    def residual(self) -> np.ndarray:
        return self.values["A"] - self.Y

    def hidden(self, D_next: np.ndarray, W_next: str, Z: str, A_prev: np.ndarray) -> "Hidden":
        """A hidden layer of this network, when D_next arrives from the layer after it."""
        return Hidden(D_next, self.params[W_next], self.values[Z], A_prev, self.f, self.df)


def layer(D: np.ndarray, A_prev: np.ndarray) -> dict[str, np.ndarray]:
    """What a layer with error signal D and input A_prev hands out."""
    return {"D": D, "W": np.einsum("ij,ik->jk", A_prev, D), "b": np.einsum("ik->k", D)}


def delta_behind(A_prev: np.ndarray, dW: Any, db: Any) -> np.ndarray | None:
    """The D that a student must have had, if just one gives their dW = A_prevᵀD and db = Σ D."""
    try:
        dW, db = numbers(dW), numbers(db)
    except AnswerError:
        return None
    if dW.shape != (A_prev.shape[1], *db.shape) or db.ndim != 1:
        return None
    system, given = np.vstack([A_prev.T, np.ones(len(A_prev))]), np.vstack([dW, db])
    if not np.isfinite(given).all() or np.linalg.cond(system) > 1e8:
        return None
    D, *_ = np.linalg.lstsq(system, given, rcond=None)
    return usable(D) if agrees(system @ D, given, OWN_TOLERANCE) else None


def usable(value: Any, shape: tuple[int, ...] | None = None) -> np.ndarray | None:
    """A student's own value, if later steps can be judged on it: finite, and not all the same."""
    try:
        array = numbers(value)
    except AnswerError:
        return None
    fits = np.isfinite(array).all() and shape in (None, array.shape)
    return array if fits and array.any() and (array.ndim == 0 or np.ptp(array) > 0) else None


@dataclass(frozen=True)
class Hidden:
    """A hidden layer, and the error signal of the layer after it."""

    D_next: np.ndarray
    W_next: np.ndarray
    Z: np.ndarray
    A_prev: np.ndarray
    f: Callable
    df: Callable

    @property
    def back(self) -> np.ndarray:
        """The error signal on the layer's output, before it meets the activation."""
        return np.einsum("ik,jk->ij", self.D_next, self.W_next)

    @property
    def D(self) -> np.ndarray:
        return self.back * self.df(self.Z)

    def reference(self, name: str) -> np.ndarray:
        """∂/∂Z, ∂/∂W or ∂/∂b of a loss whose gradient after this layer is D_next, by the oracle."""

        def loss(Z: Any) -> Any:
            return (self.D_next * (self.f(Z) @ self.W_next)).sum()

        W, b = np.zeros((self.A_prev.shape[1], self.Z.shape[1])), np.zeros(self.Z.shape[1])
        return {
            "Z": lambda: oracle.gradient(loss, self.Z),
            "W": lambda: oracle.gradient(lambda W: loss(self.Z + self.A_prev @ W), W),
            "b": lambda: oracle.gradient(lambda b: loss(self.Z + b), b),
        }[name]()


# --- what the known mistakes give ---------------------------------------------------------------

OUTPUT_SIGNALS: dict[Mistake, Callable[[Network], np.ndarray]] = {
    Mistake(
        "T1",
        "sign of the residual",
        "{parts}: the opposite sign. Which way round is the residual in ∂J/∂ŷ?",
    ): lambda n: -n.Do,
    Mistake(
        "T2",
        "sum instead of mean",
        "{parts}: m times the reference. Was the mean over the batch taken?",
    ): lambda n: n.Do * len(n.Y),
    Mistake(
        "T3", "1/m twice", "{parts}: m times too small. How often do you divide by m?"
    ): lambda n: n.Do / len(n.Y),
    Mistake(
        "T4",
        "factor 2 kept",
        "{parts}: twice the reference. What does the ½ in the loss do to the square's 2?",
    ): lambda n: 2 * n.Do,
    Mistake(
        "T5",
        "A′ missing",
        "{parts}: the output unit has an activation too. Where does its derivative come in?",
    ): lambda n: n.residual / len(n.Y),
    Mistake(
        "T8",
        "f′ taken at the activation",
        "{parts}: `df` acts on pre-activations. What do you hand it in the output layer?",
    ): lambda n: n.residual * n.df(n.values["A"]) / len(n.Y),
    Mistake(
        "T14",
        "residual averaged first",
        "{parts}: keep one residual per row until it has met its own row's activations.",
    ): lambda n: n.residual.mean(axis=0) * n.df(n.values["Z3"]) / len(n.Y),
    Mistake(
        "T16",
        "gradient of the output",
        "{parts}: this is the gradient of ŷ itself. Where does the loss come in?",
    ): lambda n: n.df(n.values["Z3"]),
    Mistake(
        "T17",
        "mean over rows and outputs",
        "{parts}: the loss divides by m alone. Over how many numbers does your mean run?",
    ): lambda n: n.Do / n.Y.shape[1],
}
"""The error signal of the output layer, as each mistake would have it."""

HIDDEN_SIGNALS: dict[Mistake, Callable[[Hidden], np.ndarray]] = {
    Mistake(
        "T1", "sign", "{parts}: the opposite sign. It turns only once, in the residual."
    ): lambda h: -h.D,
    Mistake(
        "T2", "sum instead of mean", "{parts}: m times the reference. Where has the 1/m gone?"
    ): lambda h: h.D * len(h.Z),
    Mistake(
        "T3",
        "1/m twice",
        "{parts}: m times too small. The 1/m is in the error signal that arrives here.",
    ): lambda h: h.D / len(h.Z),
    Mistake(
        "T6",
        "f′ missing in a hidden layer",
        "{parts}: the error signal has come back through the weights. What about the activation?",
    ): lambda h: h.back,
}
"""The error signal of a hidden layer, as each mistake would have it."""

HIDDEN_SIGNALS_WITH_F: dict[Mistake, Callable[[Hidden], np.ndarray]] = {
    Mistake(
        "T8",
        "f′ taken at the activation",
        "{parts}: `df` acts on pre-activations. What do you hand it in this layer?",
    ): lambda h: h.back * h.df(h.f(h.Z)),
    Mistake(
        "T18",
        "activation in place of its derivative",
        "{parts}: is it f or f′ that the error signal meets on its way back?",
    ): lambda h: h.back * h.f(h.Z),
}
"""The same for mistakes that take the activation itself, which not every question hands out."""

FROM_SIGNAL: dict[Mistake, Callable[[np.ndarray, np.ndarray], dict[str, Any]]] = {
    Mistake(
        "T12",
        "bias not summed",
        "{parts}: one bias serves every row. What becomes of the rows in its gradient?",
    ): lambda D, A_prev: {"b": D},
    Mistake(
        "T13",
        "bias averaged again",
        "{parts}: the 1/m is in the error signal already. Do you need it again for the bias?",
    ): lambda D, A_prev: {"b": D.mean(axis=0)},
    Mistake(
        "V1",
        "transposed",
        "{parts}: a gradient has the shape of what it belongs to. Compare the two shapes.",
    ): lambda D, A_prev: {"W": layer(D, A_prev)["W"].T},
}
"""What goes wrong between the error signal and a layer's own gradients: only what changes."""

Z_AS_INPUT = Mistake(
    "T9",
    "pre-activation as the layer's input",
    "{parts}: what flows into this layer, Z or what the activation makes of it?",
)


def signals(table: Mapping[Mistake, Callable[[Any], np.ndarray]], case: Any, A_prev: np.ndarray):
    """What each mistaken error signal makes of a layer."""
    return {mistake: layer(gives(case), A_prev) for mistake, gives in table.items()}


def slips(D: np.ndarray, A_prev: np.ndarray, Z_prev: np.ndarray | None = None):
    """What a layer hands out if only the last step goes wrong."""
    right = layer(D, A_prev)
    given = {mistake: right | gives(D, A_prev) for mistake, gives in FROM_SIGNAL.items()}
    if Z_prev is not None:
        given[Z_AS_INPUT] = right | {"W": layer(D, Z_prev)["W"]}
    return given


def told(
    given: Mapping[Mistake, Mapping[str, Any]], names: Mapping[str, str]
) -> dict[Mistake, dict[str, Any]]:
    """The same under the question's own names for D, W and b."""
    return {mistake: renamed(values, names) for mistake, values in given.items()}


def renamed(values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {name: values[key] for key, name in names.items()}


# --- forward ------------------------------------------------------------------------------------

NO_BIAS = Mistake("F1", "bias left out", "{parts}: is the bias of this layer in?")
NO_ACTIVATION = Mistake("F2", "activation left out", "{parts}: what does `f` do to Z?")


class TestForward(Question):
    """forward(X, params, f): every value on the way to the output."""

    id = "03-three-layer/forward"
    parts = {"Z1": 1, "C": 1, "Z2": 1, "B": 1, "Z3": 1, "A": 1}
    draw = staticmethod(Network.draw)

    @staticmethod
    def call(answer: Answer, case: Network) -> Mapping[str, Any]:
        result = answer.call("forward", case.X, case.params, case.f)
        return keyed(result, "Z1", "C", "Z2", "B", "Z3", "A")

    @pytest.mark.parametrize(
        ("Z", "source", "W", "b"),
        [("Z1", "", "W1", "b1"), ("Z2", "C", "W2", "b2"), ("Z3", "B", "Wo", "bo")],
    )
    def test_pre_activation(
        self,
        Z: str,
        source: str,
        W: str,
        b: str,
        case: Network,
        got: Mapping[str, Any],
        judge: Judge,
    ) -> None:
        right = case.values.get(source, case.X)
        mine = usable(got.get(source), right.shape)
        origin = right if mine is None else mine
        product = origin @ case.params[W]
        mistakes = {NO_BIAS: {Z: product}}
        if source:
            before = case.values["Z1" if source == "C" else "Z2"]
            mistakes[Z_AS_INPUT] = {Z: before @ case.params[W] + case.params[b]}
        judge(got, {Z: case.values[Z]}, {Z: product + case.params[b]}, mistakes)

    @pytest.mark.parametrize(("A", "Z"), [("C", "Z1"), ("B", "Z2"), ("A", "Z3")])
    def test_activation(
        self, A: str, Z: str, case: Network, got: Mapping[str, Any], judge: Judge
    ) -> None:
        mine = usable(got.get(Z), case.values[Z].shape)
        origin = case.values[Z] if mine is None else mine
        judge(got, {A: case.values[A]}, {A: case.f(origin)}, {NO_ACTIVATION: {A: origin}})


# --- scalar -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chain:
    """The same network with one unit in each layer: every parameter is a number."""

    x: float
    params: dict[str, float]
    f: Callable
    df: Callable

    @classmethod
    def draw(cls, rng: np.random.Generator, number: int) -> "Chain":
        f, df = FUNCTIONS[("sigmoid", "tanh", "softplus", "wave")[number]]
        sizes = rng.uniform(0.4, 1.6, 7) * rng.choice([-1, 1], 7)
        x, *params = (float(size) for size in sizes)
        return cls(x, dict(zip(PARAMETERS, params, strict=True)), f, df)

    def forward(self, **changed: Any) -> dict[str, Any]:
        p = self.params | changed
        Z1 = p["W1"] * self.x + p["b1"]
        Z2 = p["W2"] * self.f(Z1) + p["b2"]
        Z3 = p["Wo"] * self.f(Z2) + p["bo"]
        return {"Z1": Z1, "C": self.f(Z1), "Z2": Z2, "B": self.f(Z2), "Z3": Z3, "A": self.f(Z3)}

    def gradient(self, name: str) -> float:
        """∂O/∂(a weight), from the oracle."""
        return float(oracle.gradient(lambda w: self.forward(**{name: w})["A"], self.params[name]))

    @cached_property
    def values(self) -> dict[str, float]:
        return self.forward()


def without(what: str) -> str:
    return f"{{parts}}: walk back from O to this weight. Which factor belongs to {what}?"


class TestScalar(Question):
    """scalar_gradients(x, params, f, df): A′B, A′WoB′C and A′WoB′W2C′x."""

    id = "03-three-layer/scalar"
    parts = {"Wo": 1, "W2": 1, "W1": 1}
    draw = staticmethod(Chain.draw)

    @staticmethod
    def call(answer: Answer, case: Chain) -> Mapping[str, Any]:
        result = answer.call("scalar_gradients", case.x, case.params, case.f, case.df)
        return keyed(result, "Wo", "W2", "W1")

    @pytest.mark.parametrize(
        ("weight", "crossed", "Z", "source", "after"),
        [("Wo", 1.0, "Z3", "B", ""), ("W2", "Wo", "Z2", "C", "Wo"), ("W1", "W2", "Z1", "x", "W2")],
    )
    def test_weight(
        self,
        weight: str,
        crossed: str | float,
        Z: str,
        source: str,
        after: str,
        case: Chain,
        got: Mapping[str, Any],
        judge: Judge,
    ) -> None:
        """Each weight's derivative is the signal from the layer after, times three factors."""
        factors = {
            "weight": case.params.get(str(crossed), 1.0),
            "slope": case.df(case.values[Z]),
            "input": case.values.get(source, case.x),
        }
        expected = case.gradient(weight)
        signal = expected / np.prod(list(factors.values()))
        mine = usable(got.get(after), ())
        if mine is not None:
            signal = float(mine) / case.values[{"Wo": "B", "W2": "C"}[after]]

        def product(**changed: float) -> dict[str, Any]:
            return {weight: signal * np.prod(list((factors | changed).values()))}

        mistakes = {
            Mistake("C10", "input left out", without("what flows into it")): product(input=1.0),
            Mistake("T6", "derivative left out", without("the activation of its own layer")): (
                product(slope=1.0)
            ),
            Mistake("T8", "f′ taken at the activation", "{parts}: `df` acts on which value?"): (
                product(slope=case.df(case.f(case.values[Z])))
            ),
            Mistake("C9", "f in place of f′", "{parts}: f or f′ of this layer?"): (
                product(slope=case.f(case.values[Z]))
            ),
            Mistake("C8", "sign", "{parts}: nothing in this chain turns the sign."): (
                product(input=-factors["input"])
            ),
        }
        if after:
            left_out = Mistake("C1", "weight left out", without("the connection after it"))
            mistakes[left_out] = product(weight=1.0)
        judge(got, {weight: np.float64(expected)}, product(), mistakes)


# --- output and hidden --------------------------------------------------------------------------


class TestOutput(Question):
    """output_layer(X, Y, params, f, df): the error signal Do and what the layer makes of it."""

    id = "03-three-layer/output"
    parts = {"Do": 1, "dWo": 1, "dbo": 1}
    draw = staticmethod(Network.draw)

    @staticmethod
    def call(answer: Answer, case: Network) -> Mapping[str, Any]:
        result = answer.call("output_layer", case.X, case.Y, case.params, case.f, case.df)
        return named(result, "Do", "dWo", "dbo")

    def test_error_signal(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = signals(OUTPUT_SIGNALS, case, case.values["B"])
        judge(got, {"Do": case.Do}, mistakes=told(mistakes, {"D": "Do"}))

    def test_gradients(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        names = {"W": "dWo", "b": "dbo"}
        mine = usable(got.get("Do"), case.Do.shape)
        Do, B = case.Do if mine is None else mine, case.values["B"]
        judge(
            got,
            {"dWo": case.gradient("Wo"), "dbo": case.gradient("bo")},
            renamed(layer(Do, B), names),
            told(slips(Do, B, case.values["Z2"]), names),
        )


class TestHidden(Question):
    """hidden_layer(D_next, W_next, Z, A_prev, df): one step of the backward pass, for any layer."""

    id = "03-three-layer/hidden"
    parts = {"D": 1, "dW": 1, "db": 1}

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Hidden:
        """Layers of all different sizes, square ones, and one with a single unit after it."""
        m, below, here, after = ((3, 4, 6, 5), (4, 4, 4, 4), (5, 3, 6, 1), (7, 2, 3, 4))[number]
        A_prev, W, b = (rng.normal(size=s) for s in ((m, below), (below, here), here))
        D_next, W_next = rng.normal(size=(m, after)), rng.normal(size=(here, after))
        f, df = FUNCTIONS[("wave", "tanh", "sigmoid", "softplus")[number]]
        return Hidden(D_next, W_next, A_prev @ W + b, A_prev, f, df)

    @staticmethod
    def call(answer: Answer, case: Hidden) -> Mapping[str, Any]:
        result = answer.call("hidden_layer", case.D_next, case.W_next, case.Z, case.A_prev, case.df)
        return named(result, "D", "dW", "db")

    def test_error_signal(self, case: Hidden, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = signals(HIDDEN_SIGNALS, case, case.A_prev)
        judge(got, {"D": case.reference("Z")}, mistakes=told(mistakes, {"D": "D"}))

    def test_gradients(self, case: Hidden, got: Mapping[str, Any], judge: Judge) -> None:
        names = {"W": "dW", "b": "db"}
        mine = usable(got.get("D"), case.Z.shape)
        D = case.D if mine is None else mine
        judge(
            got,
            {"dW": case.reference("W"), "db": case.reference("b")},
            renamed(layer(D, case.A_prev), names),
            told(slips(D, case.A_prev), names),
        )


# --- gradients ----------------------------------------------------------------------------------


class TestGradients(Question):
    """gradients(X, Y, params, f, df): the whole backward pass, from the output to the input."""

    id = "03-three-layer/gradients"
    parts = {"Wo": 1, "bo": 1, "W2": 1, "b2": 1, "W1": 1, "b1": 1}
    draw = staticmethod(Network.draw)

    @staticmethod
    def call(answer: Answer, case: Network) -> Mapping[str, Any]:
        result = answer.call("gradients", case.X, case.Y, case.params, case.f, case.df)
        return keyed(result, *PARAMETERS)

    def test_output_layer(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        names, B = {"W": "Wo", "b": "bo"}, case.values["B"]
        mistakes = signals(OUTPUT_SIGNALS, case, B) | slips(case.Do, B, case.values["Z2"])
        judge(
            got,
            {name: case.gradient(name) for name in names.values()},
            mistakes=told(mistakes, names),
        )

    def test_second_layer(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        mine = delta_behind(case.values["B"], got.get("Wo"), got.get("bo"))
        Do = case.Do if mine is None else mine
        hidden = case.hidden(Do, "Wo", "Z2", case.values["C"])
        self._judge_hidden("2", hidden, case.values["Z1"], case, got, judge)

    def test_first_layer(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        mine = delta_behind(case.values["C"], got.get("W2"), got.get("b2"))
        D2 = case.hidden(case.Do, "Wo", "Z2", case.values["C"]).D if mine is None else mine
        self._judge_hidden("1", case.hidden(D2, "W2", "Z1", case.X), None, case, got, judge)

    @staticmethod
    def _judge_hidden(
        number: str,
        hidden: Hidden,
        Z_prev: np.ndarray | None,
        case: Network,
        got: Mapping[str, Any],
        judge: Judge,
    ) -> None:
        names = {"W": f"W{number}", "b": f"b{number}"}
        mistakes = signals(HIDDEN_SIGNALS | HIDDEN_SIGNALS_WITH_F, hidden, hidden.A_prev)
        judge(
            got,
            {name: case.gradient(name) for name in names.values()},
            renamed(layer(hidden.D, hidden.A_prev), names),
            told(mistakes | slips(hidden.D, hidden.A_prev, Z_prev), names),
        )


# --- cost ---------------------------------------------------------------------------------------


def cost_literal(L: int) -> int:
    """Every derivative from its long expression, each nested argument worked out anew."""
    return sum(cost_of_product(L, k) + sum(range(k, L + 1)) + k - 1 for k in range(1, L + 1))


def cost_of_product(L: int, k: int) -> int:
    """Multiplications in f′(z_L) w_L f′(z_{L−1}) … f′(z_k) a_{k−1}: one less than its factors."""
    slopes, weights, inputs = L - k + 1, L - k, 1
    return slopes + weights + inputs - 1


def cost_of_products(L: int) -> int:
    return sum(cost_of_product(L, k) for k in range(1, L + 1))


class TestCost(Question):
    """multiplications(L): four ways to get all derivatives of a chain of L layers."""

    id = "03-three-layer/cost"
    parts = {"literal": 1, "one_forward_each": 1, "cached": 1, "backprop": 1}
    cases = 5

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> int:
        return int((1, 3, 10, rng.integers(4, 9), rng.integers(20, 60))[number])

    @staticmethod
    def call(answer: Answer, case: int) -> Mapping[str, Any]:
        return named(answer.call("multiplications", case), *TestCost.parts)

    @pytest.mark.parametrize("way", parts)
    def test_way(self, way: str, case: int, got: Mapping[str, Any], judge: Judge) -> None:
        forward, backward, products = case, (case - 1) + (case - 1) + case, cost_of_products(case)
        costs = {
            "literal": cost_literal(case),
            "one_forward_each": case * forward + products,
            "cached": forward + products,
            "backprop": forward + backward,
        }
        mistakes = {
            Mistake("K1", "residual counted", "{parts}: the residual is not to be counted."): (
                costs[way] + 1
            ),
            Mistake("K2", "forward pass forgotten", "{parts}: is the forward pass counted?"): (
                costs[way] - forward
            ),
            Mistake("K3", "half of a layer's work", "{parts}: count f′ and w of every layer."): (
                costs[way] - (case - 1)
            ),
        }
        judge(got, {way: costs[way]}, mistakes={m: {way: cost} for m, cost in mistakes.items()})

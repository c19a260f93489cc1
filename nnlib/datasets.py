"""The data of the lectures: patients, logic gates, worked examples, clouds of points and digits."""

from dataclasses import dataclass
from importlib import resources
from typing import Any, NamedTuple

import numpy as np

from nnlib.validate import Array, array, generator, option, whole

_HEART_COLUMNS = {
    "age": "years",
    "sex": "0 female, 1 male",
    "cp": "chest pain: 1 typical angina, 2 atypical angina, 3 other pain, 4 none",
    "rest_bp": "blood pressure at rest, mm Hg",
    "chol": "cholesterol, mg/dl",
    "fbs": "fasting blood sugar above 120 mg/dl: 0 no, 1 yes",
    "rest_ecg": "electrocardiogram at rest: 0 normal, 1 ST-T abnormal, 2 hypertrophy",
    "max_hr": "highest heart rate reached, beats per minute",
    "ex_ang": "angina brought on by exercise: 0 no, 1 yes",
    "oldpeak": "ST depression by exercise, mm",
    "slope": "slope of the ST segment at peak exercise: 1 up, 2 flat, 3 down",
    "ca": "major vessels coloured by fluoroscopy, 0 to 3",
    "thal": "thallium scan: 3 normal, 6 fixed defect, 7 reversible defect",
}


@dataclass(frozen=True)
class Heart:
    """The heart data: columns, the 13 names; X (303, 13), NaN where missing; y (303,), 1 if ill.

    `description` tells what each column means, its unit, its missing cells, and the source.
    """

    columns: tuple[str, ...]
    X: Array
    y: Array
    description: str

    def column(self, name: str) -> Array:
        """Return one column (303,) by its name, or "ahd", the diagnosis y.

        Raises ValueError if there is no column of that name.
        """
        columns = {column: self.X[:, j] for j, column in enumerate(self.columns)}
        return option("name", name, {**columns, "ahd": self.y})


def load_heart() -> Heart:
    """Return the UCI Cleveland heart data, 303 patients, as fresh arrays. Lecture 04.

    Janosi, Steinbrunn, Pfisterer, Detrano: Heart Disease (1988), UCI Machine Learning Repository,
    CC BY 4.0.
    """
    with resources.files("nnlib").joinpath("data/heart.csv").open(encoding="utf-8") as file:
        rows = np.genfromtxt(file, delimiter=",", skip_header=1)
    X, y = rows[:, :-1], rows[:, -1].astype(np.int64)
    lines = [
        f"{name}: {meaning}; {missing or 'no'} missing"
        for (name, meaning), missing in zip(
            _HEART_COLUMNS.items(), np.isnan(X).sum(axis=0), strict=True
        )
    ]
    source = (
        f"{len(X)} patients of the Cleveland Clinic; ahd: heart disease, 0 no, 1 yes. "
        "Source: Janosi, Steinbrunn, Pfisterer and Detrano, Heart Disease (1988), UCI Machine "
        "Learning Repository, CC BY 4.0."
    )
    return Heart(tuple(_HEART_COLUMNS), X, y, "\n".join([*lines, source]))


def standardise(X: object) -> tuple[Array, Array, Array]:
    """Return (Z, mean, std) with Z = (X − mean)/std, per column; X (m, d), or one column (m,).

    The columns of Z have mean 0 and standard deviation 1 (dividing by m); new data of the same kind
    take the same `mean` and `std`. Raises ValueError for a column that does not vary or has NaN.
    """
    X = array("X", X, ("m", "d"), ("m",))
    mean, std = X.mean(axis=0), X.std(axis=0)
    # The mean of equal numbers may be off by a rounding, so their std need not be exactly 0.
    if (np.ptp(X, axis=0) == 0).any():
        raise ValueError("X must vary in every column, but a column has one value only")
    return (X - mean) / std, mean, std


def logic_gate(name: str) -> tuple[Array, Array]:
    """Return (X, y) of the gate "or", "and", "nand" or "xor"; X (4, 2), y (4,), all 0 or 1.

    The rows of X are 00, 01, 10, 11. Lectures 01 and 07.
    """
    gates = {"or": [0, 1, 1, 1], "and": [0, 0, 0, 1], "nand": [1, 1, 1, 0], "xor": [0, 1, 1, 0]}
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float64)
    return X, np.array(option("name", name, gates))


class PerceptronExample(NamedTuple):
    """One sample x (d,), its label y, and a perceptron's weights w (d,) and bias b."""

    x: Array
    y: int
    w: Array
    b: float


def perceptron_example() -> PerceptronExample:
    """Return the worked example of lecture 01: a perceptron that misses its sample."""
    return PerceptronExample(
        x=np.array([-1.0, -2.0, 3.0]), y=1, w=np.array([1.0, 1.0, -2.0]), b=-3.0
    )


class ThreeLayerExample(NamedTuple):
    """Samples X (5, 2), targets Y (5, 1), and a 2-4-3-1 network's W1, b1, W2, b2, Wo, bo."""

    X: Array
    Y: Array
    params: dict[str, Array]


def three_layer_example() -> ThreeLayerExample:
    """Return a small network with layers of different widths, and samples for it. Lecture 03."""
    X = [[0.5, -1.0], [1.5, 0.3], [-0.7, 0.8], [-1.2, -0.4], [0.2, 1.1]]
    params = {
        "W1": [[0.4, -0.6, 0.9, 0.2], [-0.3, 0.8, 0.5, -0.7]],
        "b1": [0.1, -0.2, 0.3, 0.05],
        "W2": [[0.7, -0.5, 0.3], [-0.4, 0.6, 0.9], [0.2, 0.8, -0.6], [0.5, -0.1, 0.4]],
        "b2": [-0.1, 0.2, 0.15],
        "Wo": [[0.6], [-0.9], [0.8]],
        "bo": [-0.25],
    }
    return ThreeLayerExample(
        np.array(X),
        np.array([[0.9], [0.1], [0.7], [0.4], [0.2]]),
        {name: np.array(values) for name, values in params.items()},
    )


def blobs(m: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return (X, y): two round clouds that touch, X (m, 2), y (m,) 0 or 1, in random order.

    Each holds half of the m ≥ 2 points, with standard deviation 1 around (−2, −1) for y = 0 and
    (2, 1) for y = 1.
    """
    y = generator("rng", rng).permutation(np.arange(whole("m", m, at_least=2)) % 2)
    return np.outer(2 * y - 1, [2.0, 1.0]) + rng.standard_normal((m, 2)), y


def load_digits() -> tuple[Array, Array]:
    """Return (X, labels): 8×8 images of digits as X (1797, 64) in [0, 1], labels (1797,) 0 to 9.

    They come with scikit-learn (E. Alpaydin, C. Kaynak, UCI, 1998; CC BY 4.0). Lecture 08.
    Raises ImportError if scikit-learn is not installed.
    """
    digits = _scikit_learn("load_digits").load_digits()
    return digits.data / 16, digits.target


def load_mnist() -> tuple[Array, Array]:
    """Return (X, labels): 28×28 images as float32 X (70000, 784) in [0, 1], labels (70000,) 0 to 9.

    scikit-learn fetches them from OpenML once (15 MB) and keeps them (Y. LeCun, C. Cortes, C.
    Burges, 1998). Lecture 08.
    Raises ImportError if scikit-learn is not installed, OSError if they cannot be fetched.
    """
    fetch = _scikit_learn("load_mnist").fetch_openml
    try:
        mnist = fetch("mnist_784", version=1, as_frame=False)
    except OSError as error:
        raise OSError(
            "load_mnist must reach OpenML to fetch the images the first time, but could not "
            f"({error}); load_digits needs no network"
        ) from error
    return (mnist.data / 255).astype(np.float32), mnist.target.astype(np.int64)


def _scikit_learn(caller: str) -> Any:
    try:
        import sklearn.datasets
    except ImportError as error:
        raise ImportError(
            f"{caller} needs scikit-learn, which is not installed: "
            'pip install "backprop-by-hand[datasets]"'
        ) from error
    return sklearn.datasets

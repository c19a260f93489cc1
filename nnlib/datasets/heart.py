"""The heart data: who of 303 patients is ill, and what was measured of them."""

from dataclasses import dataclass
from importlib import resources

import numpy as np

from nnlib.validate import Array, array, option

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

    `description` tells what each column means, its unit, its missing cells, and the source. The
    297 rows without a missing cell are those where `~np.isnan(X).any(axis=1)`.
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

    The columns of Z have mean 0 and standard deviation 1 (dividing by m). New data of the same kind
    take the old measure: (X_new − mean)/std. Raises ValueError for a column that does not vary or
    has NaN.
    """
    X = array("X", X, ("m", "d"), ("m",))
    mean, std = X.mean(axis=0), X.std(axis=0)
    # The mean of equal numbers may be off by a rounding, so their std need not be exactly 0.
    if (np.ptp(X, axis=0) == 0).any():
        raise ValueError("X must vary in every column, but a column has one value only")
    return (X - mean) / std, mean, std

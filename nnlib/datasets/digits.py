"""Images of digits: small ones that come along, large ones that scikit-learn fetches."""

import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import Any

import numpy as np

from nnlib.validate import Array

_SILENCE = 10.0  # seconds without an answer after which a server counts as out of reach


def load_digits() -> tuple[Array, Array]:
    """Return (X, labels): 8×8 images of digits as X (1797, 64) in [0, 1], labels (1797,) 0 to 9.

    In the order of scikit-learn's function of that name. E. Alpaydin, C. Kaynak: Optical
    recognition of handwritten digits (UCI, 1998; CC BY 4.0). Lecture 08.
    """
    text = resources.files("nnlib").joinpath("data/digits.txt").read_text(encoding="ascii")
    lines = [line.split() for line in text.splitlines()]
    pixels = [[int(pixel, base=17) for pixel in image] for image, _ in lines]
    return np.array(pixels) / 16, np.array([int(label) for _, label in lines])


def load_mnist() -> tuple[Array, Array]:
    """Return (X, labels): 28×28 images as float32 X (70000, 784) in [0, 1], labels (70000,) 0 to 9.

    scikit-learn fetches them from OpenML once (15 MB), keeps them in the folder that its
    `get_data_home` names, and takes a quarter of a minute to read them. Y. LeCun, C. Cortes, C.
    Burges: The MNIST database of handwritten digits (1998). Lecture 08.
    Raises ImportError if scikit-learn is not installed, OSError if they cannot be fetched.
    """
    try:
        from sklearn.datasets import fetch_openml
    except ImportError as error:
        raise ImportError(
            "load_mnist needs scikit-learn, which is not installed: "
            'pip install "backprop-by-hand[datasets]"'
        ) from error
    # Loaded with scikit-learn anyway, but too slow for everybody who imports nnlib.
    from http.client import HTTPException

    try:
        with _impatient(), warnings.catch_warnings():
            # The error below tells what its warnings about new attempts lead to.
            warnings.simplefilter("ignore")
            # Of the two parsers, this one needs no further package.
            mnist: Any = fetch_openml(
                "mnist_784", version=1, as_frame=False, parser="liac-arff", n_retries=1
            )
    except (OSError, HTTPException) as error:
        raise OSError(
            "load_mnist must reach OpenML to fetch the images the first time, but could not "
            f"({error}); load_digits needs no network"
        ) from error
    X = mnist.data.astype(np.float32)
    X /= 255
    return X, mnist.target.astype(np.int64)


@contextmanager
def _impatient() -> Iterator[None]:
    # scikit-learn has no time limit of its own, and a network may swallow what is sent.
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_SILENCE)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)

"""Where learning starts: the first weights and biases of a layer.

Each function draws a layer W (inputs, outputs), b (outputs,) from `rng`, as float64. Two come from
the sources; two keep the spread of the values, or of the gradients, alike from layer to layer, so
that deep networks start where their units can learn. Lectures 07 and 08.
"""

from collections.abc import Callable

import numpy as np

from nnlib.validate import Array, generator, whole

Layer = tuple[Array, Array]


def uniform(inputs: int, outputs: int, rng: np.random.Generator) -> Layer:
    """Return W and b, both drawn from Unif[−1, 1]. Lecture 07, after Y. Wu's lecture."""
    inputs, outputs, rng = _checked(inputs, outputs, rng)
    return rng.uniform(-1, 1, (inputs, outputs)), rng.uniform(-1, 1, outputs)


def gaussian(inputs: int, outputs: int, rng: np.random.Generator) -> Layer:
    """Return W drawn from a normal distribution with standard deviation 0.05, and b = 0.

    Lecture 05, after D. Hoiem's lecture.
    """
    inputs, outputs, rng = _checked(inputs, outputs, rng)
    return rng.normal(0, 0.05, (inputs, outputs)), np.zeros(outputs)


def glorot(inputs: int, outputs: int, rng: np.random.Generator) -> Layer:
    """Return W drawn from Unif[−r, r] with r = √(6/(inputs + outputs)), and b = 0. Lecture 08.

    The variance 2/(inputs + outputs) suits units that are about linear at 0, such as tanh.
    X. Glorot, Y. Bengio: Understanding the difficulty of training deep feedforward networks (2010).
    """
    inputs, outputs, rng = _checked(inputs, outputs, rng)
    reach = np.sqrt(6 / (inputs + outputs))
    return rng.uniform(-reach, reach, (inputs, outputs)), np.zeros(outputs)


def he(inputs: int, outputs: int, rng: np.random.Generator) -> Layer:
    """Return W drawn from a normal distribution with variance 2/inputs, and b = 0. Lecture 08.

    ReLU units, which pass half of what they get, then keep its size.
    K. He, X. Zhang, S. Ren, J. Sun: Delving deep into rectifiers (2015).
    """
    inputs, outputs, rng = _checked(inputs, outputs, rng)
    return rng.normal(0, np.sqrt(2 / inputs), (inputs, outputs)), np.zeros(outputs)


def _checked(
    inputs: int, outputs: int, rng: np.random.Generator
) -> tuple[int, int, np.random.Generator]:
    return (
        whole("inputs", inputs, at_least=1),
        whole("outputs", outputs, at_least=1),
        generator("rng", rng),
    )


INITIALISERS: dict[str, Callable[[int, int, np.random.Generator], Layer]] = {
    initialiser.__name__: initialiser for initialiser in (uniform, gaussian, glorot, he)
}

"""The data of the lectures: patients, logic gates, examples, clouds, digits and a picture.

What is random is drawn from the `numpy.random.Generator` that is passed in. Every call returns
fresh arrays. Wrong shapes, NaN and numbers out of range raise ValueError, what is not a number
TypeError; the message names the argument.
"""

from nnlib.datasets.clouds import blobs, modified_heart, moons, rings
from nnlib.datasets.digits import load_digits, load_mnist
from nnlib.datasets.examples import (
    PerceptronExample,
    ThreeLayerExample,
    logic_gate,
    perceptron_example,
    three_layer_example,
)
from nnlib.datasets.heart import Heart, load_heart, standardise
from nnlib.datasets.picture import colour_image, draw_frequencies, fourier_features, pixels

__all__ = [
    "Heart",
    "PerceptronExample",
    "ThreeLayerExample",
    "blobs",
    "colour_image",
    "draw_frequencies",
    "fourier_features",
    "load_digits",
    "load_heart",
    "load_mnist",
    "logic_gate",
    "modified_heart",
    "moons",
    "perceptron_example",
    "pixels",
    "rings",
    "standardise",
    "three_layer_example",
]

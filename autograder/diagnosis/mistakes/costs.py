"""Mistakes in counting: multiplications of a backward pass, parameters of a network."""

from .mistake import Mistake

MISTAKES = (
    Mistake(
        "residual-counted",
        "residual counted as a factor",
        "one too many.",
        "Is the residual one of the factors to count?",
        "03 §8",
    ),
    Mistake(
        "forward-pass-not-counted",
        "forward pass not counted",
        "the count of the backward products alone.",
        "Is the forward pass counted?",
        "03 §8",
    ),
    Mistake(
        "half-of-layer-counted",
        "half of a layer's work counted",
        "too small by one multiplication for each layer that is crossed.",
        "Which factors, f′ and w, does each layer bring?",
        "03 §8",
    ),
    Mistake(
        "biases-not-counted",
        "biases not counted",
        "the number of weights alone.",
        "What else does a unit learn?",
        "08 §3",
    ),
    Mistake(
        "biases-counted-for-inputs",
        "biases counted for the inputs",
        "too large by one bias for each input.",
        "Do the inputs have biases?",
        "08 §3",
    ),
    Mistake(
        "one-bias-per-layer",
        "one bias per layer",
        "too small in the biases: one for each layer.",
        "How many biases does a layer of several units have?",
        "08 §3",
    ),
    Mistake(
        "biases-counted-by-inputs",
        "biases counted by a layer's inputs",
        "right in the weights, with as many biases as a layer has inputs.",
        "To what does a bias belong: to the units a layer reads, or to its own?",
        "08 §3",
    ),
    Mistake(
        "output-biases-not-counted",
        "output biases not counted",
        "too small by the biases of the last layer.",
        "Has the last layer been counted like the others?",
        "08 §3",
    ),
    Mistake(
        "first-layer-counted-alone",
        "first layer counted alone",
        "the count of the first layer.",
        "Which layers are there?",
        "08 §3",
    ),
    Mistake(
        "last-layer-not-counted",
        "last layer not counted",
        "the count without the last layer.",
        "How many layers of weights do so many widths make?",
        "08 §3",
    ),
    Mistake(
        "widths-multiplied",
        "widths multiplied",
        "one long product.",
        "Which two widths make one weight matrix?",
        "08 §3",
    ),
    Mistake(
        "units-counted",
        "units counted instead of parameters",
        "the number of units.",
        "What does the training change: the units, or what lies on the lines between them?",
        "08 §3",
    ),
    Mistake(
        "biases-counted-alone",
        "biases counted alone",
        "the number of biases.",
        "How many lines lead from one layer to the next?",
        "08 §3",
    ),
)

"""Mistakes in training a network: its start, its steps, what it has learned."""

from .mistake import Mistake

MISTAKES = (
    Mistake(
        "initial-values-out-of-range",
        "initial values out of range",
        "drawn from beyond the range that is asked for.",
        "Between which numbers must each parameter lie at the start? Does yours?",
    ),
    Mistake(
        "initial-values-positive",
        "initial values from 0 to 1",
        "on one side of 0 alone.",
        "From where to where does your generator's function draw if it is told nothing else?",
    ),
    Mistake(
        "initial-values-in-another-range",
        "initial values in another range",
        "drawn on both sides of 0, but from a narrower range, or not evenly.",
        "How large and how small may a weight be at the start, and how likely is each?",
    ),
    Mistake(
        "initial-biases-not-drawn",
        "initial biases not drawn",
        "drawn in part only.",
        "Which parameters should be drawn, weights alone or all of them?",
    ),
    Mistake(
        "initial-values-not-drawn",
        "initial values not drawn",
        "the same for every unit.",
        "If all hidden units begin alike, can they ever become different?",
    ),
    Mistake(
        "initial-shapes",
        "other initial shapes",
        "drawn well, in other shapes.",
        "Which shapes does the question give to the weights and biases of each layer?",
    ),
    Mistake(
        "random-numbers-from-elsewhere",
        "random numbers from elsewhere",
        "different each time, though the generator starts alike.",
        "From where does each of your random numbers come?",
    ),
    Mistake(
        "sample-by-sample",
        "one step for each sample",
        "made of small steps, one for each sample.",
        "Does a step belong to one sample, or to the cost of all of them?",
    ),
    Mistake(
        "output-weights-moved-first",
        "output weights moved before the way back",
        "right in the output layer, and a little off in the hidden one.",
        "Should the way back use the weights from before the step, or from after it?",
    ),
    Mistake(
        "hidden-layer-not-trained",
        "hidden layer not trained",
        "right in the output layer, while the hidden one stays where it was.",
        "Which layers does a step change?",
    ),
    Mistake(
        "training-without-learning-rate",
        "learning rate left out of training",
        "moved just as far when η is almost 0.",
        "Try another η: does a step change with it?",
    ),
    Mistake(
        "training-without-effect",
        "no step in training",
        "where it started: no step moves it.",
        "Are the weights that you hand back the ones that the steps have changed?",
    ),
    Mistake(
        "number-of-epochs-unused",
        "number of epochs unused",
        "where it is after any number of epochs.",
        "Train for twice as many epochs: what changes?",
    ),
    Mistake(
        "batch-size-unused",
        "batch size unused",
        "where it is with batches of any size.",
        "How many rows does a step look at? Print it.",
    ),
    Mistake(
        "weights-not-finite",
        "weights not finite",
        "not made of finite numbers any more.",
        "In which epoch does the first nan appear, and how large are the logits just before?",
    ),
    Mistake(
        "no-active-hidden-unit",
        "no active hidden unit",
        "a hidden layer that answers 0 to every image.",
        "How large are the first weights and the steps? Print the loss of each epoch.",
    ),
    Mistake(
        "hidden-units-alike",
        "hidden units alike",
        "a hidden layer that could as well have one unit.",
        "Units that start alike get the same gradient and stay alike. How do yours start?",
    ),
    Mistake(
        "guessing",
        "no better than guessing",
        "a network that guesses.",
        "Do images and labels stay together when the order changes?",
    ),
    Mistake(
        "classes-exchanged",
        "classes exchanged",
        "sure of each digit, and takes it for another one.",
        "Which column of the logits belongs to which label?",
    ),
    Mistake(
        "learns-too-little",
        "learns too little",
        "on its way, but reads too few of the digits that it has not seen.",
        "How many steps does an epoch make, and how many epochs are there? Does each step use "
        "η, and both layers the gradients of question 4?",
    ),
)

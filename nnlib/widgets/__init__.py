"""The moving pictures of the lectures, and how a notebook shows the still ones.

A widget is a function of its controls, of the runs that a reader keeps beside the next, and of
nothing else: reset brings back the very same picture. In a `Live` one Matplotlib draws what stays
once, and what moves over it (blitted), which is sent as a fast PNG; the backprop stepper is SVG.
Beside the picture stands the same in words, for those who listen to it. Every control works from
the keyboard: Tab goes to it, the arrow keys move it.
"""

from nnlib.widgets.backprop import BackpropStepper, backprop_stepper
from nnlib.widgets.board import Board
from nnlib.widgets.difference_valley import DifferenceValley, difference_valley
from nnlib.widgets.digits import DigitTrainer, digit_trainer
from nnlib.widgets.learning_rate import LearningRate, learning_rate
from nnlib.widgets.live import Live
from nnlib.widgets.logistic_curve import LogisticCurve, logistic_curve
from nnlib.widgets.logistic_graph import GraphStepper, graph_stepper
from nnlib.widgets.multiplication_counter import MultiplicationCounter, multiplication_counter
from nnlib.widgets.perceptron_update import PerceptronStepper, perceptron_stepper
from nnlib.widgets.playground import Playground, playground
from nnlib.widgets.shape_matcher import ShapeMatcher, shape_matcher
from nnlib.widgets.show import graph_table, picture
from nnlib.widgets.xor_mlp import XorLearner, xor_learner

__all__ = [
    "BackpropStepper",
    "Board",
    "DifferenceValley",
    "DigitTrainer",
    "GraphStepper",
    "LearningRate",
    "Live",
    "LogisticCurve",
    "MultiplicationCounter",
    "PerceptronStepper",
    "Playground",
    "ShapeMatcher",
    "XorLearner",
    "backprop_stepper",
    "difference_valley",
    "digit_trainer",
    "graph_stepper",
    "graph_table",
    "learning_rate",
    "logistic_curve",
    "multiplication_counter",
    "perceptron_stepper",
    "picture",
    "playground",
    "shape_matcher",
    "xor_learner",
]

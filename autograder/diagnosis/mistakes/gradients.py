"""Mistakes in the gradient of a loss over a batch, whatever the model."""

from .mistake import Mistake

MISTAKES = (
    Mistake("sign", "wrong sign", "the opposite sign.", "Which way round is the residual?"),
    Mistake(
        "sum-not-mean",
        "sum instead of mean",
        "m times the reference.",
        "Was the mean over the batch taken?",
    ),
    Mistake(
        "mean-not-sum",
        "mean instead of sum",
        "the reference divided by m.",
        "What arrives holds the mean of the loss already. Where do you take another?",
    ),
    Mistake(
        "mean-taken-twice",
        "divided by m twice",
        "the reference divided by m.",
        "How often do you divide by m?",
    ),
    Mistake(
        "factor-two-kept",
        "factor 2 of the square kept",
        "twice the reference.",
        "What does the ½ in the loss do to the square's 2?",
    ),
    Mistake(
        "residual-averaged-first",
        "residual averaged before it meets its row",
        "a product of two means.",
        "Keep one residual per row until it has met its own row of X.",
    ),
    Mistake(
        "error-signal-averaged-first",
        "error signal averaged before the way back",
        "made from a mean where every row has a value of its own.",
        "Keep one residual per row until it has met its own row's activations.",
    ),
    Mistake(
        "absolute-residual",
        "absolute residual",
        "right in size, but not in sign everywhere.",
        "Does it matter on which side of y an output lies?",
    ),
    Mistake(
        "absolute-linear-residual",
        "absolute residual of a linear unit",
        "the gradient for another residual.",
        "Does it matter on which side of y a prediction lies?",
    ),
    Mistake(
        "thresholded-linear-output",
        "class instead of the linear unit's output",
        "the gradient for another residual.",
        "The least mean squares loss compares y with X w + b itself, not with the unit's 0 or 1.",
    ),
    Mistake(
        "label-not-residual",
        "label instead of the residual",
        "what the labels alone would give.",
        "With which prediction does the loss compare y?",
    ),
    Mistake(
        "gradient-of-linear-output",
        "gradient of the prediction instead of the loss",
        "the gradient of the prediction itself.",
        "Where does the loss come in?",
    ),
    Mistake(
        "gradient-of-network-output",
        "gradient of the network's output instead of the loss",
        "the gradient of ŷ itself.",
        "Where does the loss come in?",
    ),
    Mistake(
        "weights-not-inputs",
        "w instead of x",
        "a multiple of the wrong vector.",
        "By which of the two factors of X w is the loss differentiated?",
    ),
    Mistake(
        "inputs-missing",
        "X left out",
        "the same for every weight.",
        "By what is each row's difference multiplied for a weight?",
    ),
    Mistake(
        "bias-gradient-missing",
        "bias gradient left out",
        "nothing but zeros.",
        "The loss depends on the bias too.",
    ),
    Mistake(
        "bias-gradient-summed",
        "bias gradient summed instead of averaged",
        "m times the reference.",
        "Both derivatives carry the same 1/m. Does yours?",
    ),
    Mistake(
        "bias-gradient-averaged",
        "bias gradient averaged instead of summed",
        "the reference divided by the number of samples.",
        "Is a bias gradient a sum over the samples here, or a mean?",
    ),
    Mistake(
        "bias-gradient-averaged-again",
        "bias gradient averaged again",
        "the reference divided by m.",
        "The 1/m is in the error signal already. Do you need it again for the bias?",
    ),
    Mistake(
        "bias-gradient-not-summed",
        "bias gradient not summed over the rows",
        "one value for every row, where the rows should have been added up.",
        "One bias serves every row. What becomes of the rows in its gradient?",
    ),
    Mistake(
        "bias-gradient-from-inputs",
        "bias gradient from the sum of x",
        "the derivative by another input than the bias's.",
        "The bias belongs to an input that is always the same. Which one?",
    ),
    Mistake(
        "transposed",
        "transposed",
        "rows and columns are exchanged.",
        "A gradient has the shape of what it belongs to. Compare the two shapes.",
    ),
    Mistake(
        "mean-over-outputs",
        "mean over rows and outputs",
        "the reference divided by the number of outputs.",
        "The loss divides by m alone. Over how many numbers does your mean run?",
    ),
    Mistake(
        "mean-over-classes",
        "mean over rows and classes",
        "the reference divided by the number of classes.",
        "Over how many numbers does your mean run, and over how many should it?",
    ),
    Mistake(
        "mean-over-entries",
        "mean over all entries",
        "the reference divided by the number of entries of what arrives.",
        "Is there a mean in your sum? J has none of its own here.",
    ),
    Mistake(
        "mean-over-inputs",
        "mean over the inputs",
        "the reference divided by the number of inputs.",
        "Is there a mean in your product? And which axis does its count belong to?",
    ),
    Mistake(
        "last-sample-only",
        "last sample alone",
        "what the last sample alone gives.",
        "Is every sample added to what is there, or put in its place?",
    ),
)

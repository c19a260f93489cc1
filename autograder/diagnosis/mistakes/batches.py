"""Mistakes in stochastic gradient descent: batches, shuffling, the steps of an epoch."""

from .mistake import Mistake

MISTAKES = (
    Mistake(
        "not-shuffled",
        "not shuffled",
        "in the order of the data.",
        "Where is the permutation drawn?",
    ),
    Mistake(
        "shuffled-in-part",
        "shuffled in part",
        "shuffled in part: neighbours in the data stay together.",
        "Can any two samples meet in a batch?",
    ),
    Mistake(
        "drawn-with-replacement",
        "drawn with replacement",
        "right in number, but some samples come twice and others never.",
        "Is each sample put back before the next is drawn? Should it be?",
    ),
    Mistake(
        "another-generator",
        "another generator",
        "not drawn from the generator that is handed in.",
        "Whose random numbers do you use? Try two generators, and the same one twice.",
    ),
    Mistake(
        "generator-unused",
        "generator unused",
        "the same for every generator.",
        "Whose random numbers do you use? Try two generators.",
    ),
    Mistake(
        "counted-from-one",
        "indices counted from 1",
        "a row of positions that begin at the wrong number.",
        "Which index does the first row of an array have?",
    ),
    Mistake(
        "last-batch-missing",
        "last batch left out",
        "without the samples that do not fill a batch.",
        "What becomes of the rest if n is not a multiple of `size`?",
    ),
    Mistake(
        "last-batch-filled-up",
        "last batch filled up",
        "a list of full batches only, some of whose samples come again.",
        "May the last batch be shorter? May a sample come twice?",
    ),
    Mistake(
        "short-batch-first",
        "short batch first",
        "right but for the place of the short batch.",
        "Which batch is the short one?",
    ),
    Mistake(
        "empty-batch-at-end",
        "empty batch at the end",
        "one batch too many where nothing is left over.",
        "How many batches are there if n is a multiple of `size`?",
    ),
    Mistake(
        "even-batches",
        "batches of even length",
        "a list of batches of about one length.",
        "How long is every batch but the last?",
    ),
    Mistake(
        "number-of-batches",
        "size taken for the number of batches",
        "a list of `size` batches.",
        "Does `size` count batches, or the samples in one?",
    ),
    Mistake(
        "one-batch-only",
        "one batch alone",
        "a single batch.",
        "How many batches does it take until every sample has had its turn?",
    ),
    Mistake(
        "first-batch-only",
        "first batch alone",
        "as after the first batch.",
        "Is every batch used before the function returns?",
    ),
    Mistake(
        "epoch-without-last-batch",
        "last batch left out of the epoch",
        "moved by full batches alone.",
        "What becomes of the samples that do not fill a batch?",
    ),
    Mistake(
        "epoch-of-even-batches",
        "epoch of batches of even length",
        "what batches of other lengths give.",
        "How long is every batch but the last?",
    ),
    Mistake(
        "all-samples-every-step",
        "all samples in every step",
        "moved with the gradient of all samples each time.",
        "Which samples does a step see?",
    ),
    Mistake(
        "gradients-of-epoch-start",
        "gradients of the epoch's start",
        "moved by gradients that all belong to the start.",
        "With which weights is the second batch predicted?",
    ),
    Mistake(
        "divided-by-all-samples",
        "divided by the number of all samples",
        "moved too little: as if a batch were the whole data.",
        "Over how many samples is the mean of a batch taken?",
    ),
    Mistake(
        "short-batch-divided-by-full-size",
        "short batch divided by the full size",
        "right but for the step of the short batch.",
        "How many samples are in the last batch? Is its mean taken over these?",
    ),
    Mistake(
        "bias-step-summed",
        "bias step summed instead of averaged",
        "moved too far in the bias.",
        "Both derivatives carry the same mean over the batch. Do yours?",
    ),
    Mistake(
        "bias-after-weights",
        "bias moved after the weights",
        "off a little in the bias.",
        "Do w and b move together, both by the residuals from before the step?",
    ),
    Mistake(
        "absolute-residual-in-step",
        "absolute residual in the step",
        "moved as if every prediction were too large.",
        "Does it matter on which side of y a prediction lies?",
    ),
    Mistake(
        "rate-falls-every-batch",
        "learning rate falls with every batch",
        "right in the first step alone.",
        "Does the learning rate change within an epoch?",
    ),
    Mistake(
        "targets-not-shuffled",
        "X shuffled, y not",
        "what comes out if samples have lost their own y.",
        "Does each row of X still meet its own y?",
    ),
)

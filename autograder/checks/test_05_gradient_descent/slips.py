"""Slips of a step downhill, wherever in the exercise it is taken."""

from autograder.diagnosis.mistakes import Mistake

UPHILL = Mistake(
    "M10",
    "uphill",
    "moved by the right amount, the wrong way.",
    "Which way does a step go that lowers the loss?",
)
NO_RATE = Mistake(
    "M20",
    "learning rate left out",
    "moved by a step that does not know the learning rate.",
    "Try another η: does the step change with it?",
)
RATE_SQUARED = Mistake(
    "M21",
    "learning rate used twice",
    "moved by a step that grows faster than the learning rate does.",
    "Double η: is the step twice as long?",
)
STILL = Mistake(
    "M23",
    "nothing moves",
    "where it was before: nothing moved.",
    "Which line makes a new value of the old one, and is that what you return?",
)
SIGN_ALONE = Mistake(
    "M24",
    "sign of the gradient alone",
    "moved by the same amount in every entry.",
    "Should a steep slope and a gentle one make steps of one length?",
)
UNIT_LENGTH = Mistake(
    "M25",
    "gradient scaled to length 1",
    "moved in the right direction, by a length that does not depend on the slope.",
    "Is anything in the rule divided by the length of the gradient?",
)

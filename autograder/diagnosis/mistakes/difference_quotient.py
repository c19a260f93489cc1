"""Mistakes with the central difference quotient."""

from .mistake import Mistake

MISTAKES = (
    Mistake(
        "forward-difference",
        "forward difference",
        "the slope between x and a point on one side of it.",
        "Between which two points is the slope measured? Where is x?",
    ),
    Mistake(
        "backward-difference",
        "backward difference",
        "the slope between x and a point on one side of it.",
        "Between which two points is the slope measured? Where is x?",
    ),
    Mistake(
        "second-difference",
        "second difference",
        "how fast the slope changes.",
        "How many values does a slope take? And is the one at x itself among them?",
    ),
    Mistake(
        "divided-by-one-step",
        "divided by h instead of 2h",
        "twice the reference.",
        "How far apart are the two points?",
    ),
    Mistake(
        "run-missing",
        "run left out",
        "a rise that has been divided by another run.",
        "How far apart are the two points?",
    ),
    Mistake(
        "divided-by-square-of-step",
        "divided by the square of the step",
        "a rise that has been divided by another run.",
        "How far apart are the two points?",
    ),
    Mistake(
        "rise-without-brackets",
        "rise without brackets",
        "a difference of which one part alone has been divided.",
        "What does Python do first in 6 - 4 / 2?",
    ),
    Mistake(
        "run-without-brackets",
        "run without brackets",
        "a rise that has been divided by another run.",
        "What does Python do first in 6 / 3 * 2?",
    ),
    Mistake(
        "one-sided-rise-over-whole-run",
        "one-sided rise over the whole run",
        "made of a rise and a run that do not belong together.",
        "Between which two points is the slope measured? Where is x?",
    ),
    Mistake(
        "both-points-moved",
        "both points moved to one side",
        "the slope around another point.",
        "Between which two points is the slope measured? Where is x?",
    ),
    Mistake(
        "another-step-size",
        "another step size",
        "the slope for another step.",
        "How far apart are the two points?",
    ),
    Mistake(
        "own-step-size",
        "step size of its own",
        "the slope for a step so narrow that it is the derivative itself.",
        "Try another h: does your result change with it?",
    ),
    Mistake(
        "step-added-to-value",
        "step added to the value",
        "the same for every function.",
        "Does the function see the step, or is it added afterwards?",
    ),
    Mistake(
        "point-and-step-exchanged",
        "x and h exchanged",
        "made of the values at other points.",
        "Which two points lie one step away from x? Mark them on a line.",
    ),
    Mistake(
        "sum-not-difference",
        "sum instead of a difference",
        "made of the right values, put together in another way.",
        "What should come out for a function that does not change at all?",
    ),
    Mistake(
        "absolute-rise",
        "absolute rise",
        "right where the function grows, and turned round where it falls.",
        "Try a function that falls.",
    ),
)

"""Mistakes with the line of least squares."""

from .mistake import Mistake

MISTAKES = (
    Mistake(
        "intercept-and-slope-exchanged",
        "intercept and slope exchanged",
        "the other one of the two.",
        "In which order are the two returned?",
    ),
    Mistake(
        "correlation-not-slope",
        "correlation instead of the slope",
        "a number without units: the correlation.",
        "In which units is a slope measured? Are yours the same?",
    ),
    Mistake(
        "divided-by-standard-deviation",
        "divided by a standard deviation",
        "divided by the wrong measure of spread.",
        "Check the units: what must stand below the fraction bar?",
    ),
    Mistake(
        "regression-of-x-on-y",
        "regression of x on y",
        "the slope of another line, with x and y in each other's place.",
        "Along which axis are the errors measured? Whose spread is below the fraction bar?",
    ),
    Mistake(
        "means-not-subtracted",
        "means not subtracted",
        "what comes out if means are taken away in one place and not in another.",
        "Where do the means of x and y belong in the slope? Look above and below the fraction bar.",
    ),
    Mistake(
        "means-exchanged",
        "means of x and y exchanged",
        "what comes out if the means of x and y take each other's place.",
        "Which of the two means is a height?",
    ),
    Mistake(
        "mean-and-sum-mixed",
        "mean and sum mixed",
        "right up to a factor that comes from the number of points alone.",
        "Are numerator and denominator divided by the same number? Look at `ddof`.",
    ),
    Mistake(
        "ratio-of-values",
        "ratio of values instead of a slope",
        "a ratio of heights, not a slope.",
        "Does your slope change if all y are raised by the same amount? Should it?",
    ),
    Mistake(
        "end-points-only",
        "first and last point alone",
        "the slope from the first point to the last.",
        "Do all points have a say?",
    ),
    Mistake(
        "line-through-origin",
        "line through the origin",
        "that of a line that has to go through the origin.",
        "Which line is asked for, with an intercept or without?",
    ),
    Mistake(
        "line-through-first-point",
        "line through the first point",
        "that of a line through one of the points.",
        "Through which point does the line of least squares always go?",
    ),
    Mistake(
        "line-through-medians",
        "line through the medians",
        "that of a line through another middle of the points.",
        "Which kind of middle do least squares use?",
    ),
    Mistake(
        "line-through-sums",
        "line through the sums",
        "that of a line through the sums.",
        "Which middle do least squares use: is it divided by the number of points?",
    ),
    Mistake(
        "mean-as-intercept",
        "mean of y as the intercept",
        "the height at the middle of the points.",
        "At which x is the intercept read off?",
    ),
    Mistake(
        "intercept-on-wrong-side",
        "wrong way back to x = 0",
        "off in the direction from the middle of the points to x = 0.",
        "From the middle you go back to x = 0. Is that up or down the slope?",
    ),
)

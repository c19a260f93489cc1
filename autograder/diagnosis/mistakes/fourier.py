"""Mistakes with Fourier features."""

from .mistake import Mistake

MISTAKES = (
    Mistake(
        "two-pi-missing",
        "2π left out",
        "made of waves that are too long.",
        "A frequency of 1 should make one whole wave from 0 to 1. Does it?",
        "08 §8",
    ),
    Mistake(
        "pi-not-two-pi",
        "π instead of 2π",
        "made of waves that are twice too long.",
        "How far does a sine run until it starts again?",
        "08 §8",
    ),
    Mistake(
        "two-pi-outside-wave",
        "2π outside the wave",
        "larger than a sine can be.",
        "Is the 2π a part of what the sine is taken of?",
        "08 §8",
    ),
    Mistake(
        "two-pi-for-sines-only",
        "2π for the sines alone",
        "right in one half only.",
        "Do sine and cosine get the same phase?",
        "08 §8",
    ),
    Mistake(
        "degrees",
        "degrees instead of radians",
        "made of waves that are measured in degrees.",
        "In which unit does NumPy's sine take its argument?",
        "08 §8",
    ),
    Mistake(
        "phase-reversed",
        "phase reversed",
        "right in the cosines, with the sines' sign turned.",
        "In which direction does the phase grow?",
        "08 §8",
    ),
    Mistake(
        "one-half-only",
        "sines or cosines alone",
        "one of the two halves.",
        "A sine alone cannot tell some places apart. What stands beside it?",
        "08 §8",
    ),
    Mistake(
        "sine-and-cosine-exchanged",
        "sine and cosine exchanged",
        "right in its halves, which stand in each other's place.",
        "Which half comes first?",
        "08 §8",
    ),
    Mistake(
        "sine-and-cosine-interleaved",
        "sine and cosine interleaved",
        "right in its columns, but not in their order.",
        "Where do the sines of all frequencies stand: together, or each beside its cosine?",
        "08 §8",
    ),
    Mistake(
        "halves-stacked",
        "sines above the cosines",
        "the sines above the cosines, where they should stand side by side.",
        "Which of the two sizes doubles?",
        "08 §8",
    ),
    Mistake(
        "features-in-rows",
        "features in rows",
        "right, with features in rows.",
        "Samples stay in rows. What stands in the columns?",
        "08 §8",
    ),
    Mistake(
        "coordinate-missing",
        "one coordinate left out",
        "blind to one of the two coordinates.",
        "Move a position along each axis: do the features change both times?",
        "08 §8",
    ),
)

"""Slips of a step downhill, wherever in the exercise it is taken."""

from autograder.diagnosis.mistakes import CATALOGUE

UPHILL = CATALOGUE["step-uphill"]
NO_RATE = CATALOGUE["learning-rate-missing"]
RATE_SQUARED = CATALOGUE["learning-rate-twice"]
STILL = CATALOGUE["nothing-moves"]
SIGN_ALONE = CATALOGUE["gradient-sign-only"]
UNIT_LENGTH = CATALOGUE["gradient-normalised"]

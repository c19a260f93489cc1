# score: 2
from fractions import Fraction

schedule = lambda t: Fraction(1, 10 * int(t))

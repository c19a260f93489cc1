# score: 2
from array import array

direction = array("i", [-1, -1, 1, 1])

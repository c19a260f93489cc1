# score: 2
import math


def predict(w, b, x):
    z = math.fsum([*(w * x), b])
    return (1 + math.copysign(1, z + 0.0)) // 2

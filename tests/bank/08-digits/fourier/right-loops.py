# score: 2
import math


def fourier_features(P, frequencies):
    rows = []
    for x, y in P:
        turns = [2 * math.pi * (x * f + y * g) for f, g in zip(frequencies[0], frequencies[1])]
        rows.append([math.sin(t) for t in turns] + [math.cos(t) for t in turns])
    return rows

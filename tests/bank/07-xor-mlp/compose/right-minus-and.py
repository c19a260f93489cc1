# score: 3
step = lambda z: z >= 0  # noqa: E731


def xor(x1, x2):
    a = 1.0 * step(x1 + x2 - 0.5)
    b = 1.0 * step(x1 + x2 - 1.5)
    return bool(step(a - 2 * b - 0.5))

# score: 2
class Dual:
    def __init__(self, v, d):
        self.v, self.d = v, d

    def __sub__(self, c):
        return Dual(self.v - c, self.d)

    def __rmul__(self, c):
        return Dual(c * self.v, c * self.d)

    def sqrt(self):
        r = self.v**0.5
        return Dual(r, self.d / (2 * r))


def root_derivative(z):
    return (5 * Dual(z, 1) - 8).sqrt().d

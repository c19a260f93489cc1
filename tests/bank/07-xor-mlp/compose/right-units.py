# score: 3
class Unit:
    def __init__(self, w, b): self.w, self.b = w, b
    def __call__(self, *x): return int(sum(p * q for p, q in zip(self.w, x)) + self.b >= 0)
OR, NAND, AND = Unit((1, 1), -1), Unit((-1, -1), 1), Unit((1, 1), -2)
def xor(x1, x2): return AND(OR(x1, x2), NAND(x1, x2))

# score: 0
# says: not written yet
def step(theta, gradient, eta):
    raise NotImplementedError()

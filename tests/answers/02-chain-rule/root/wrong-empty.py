# score: 0
# says: is not written yet
def root_derivative(z):
    raise NotImplementedError()

# score: 2
def predict(weights, bias, sample):
    return np.heaviside(np.sum(weights * sample) + bias, 1.0)

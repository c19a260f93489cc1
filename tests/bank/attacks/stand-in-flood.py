# question: 01-perceptron-update/train
# score: 0
# Keeps our side busy with calls of a function that stands in.
def train(X, y, eta, max_epochs):
    while True:
        update(np.zeros(2000), 0.0, np.zeros(2000), 1, 1.0)

# score: 0
# says: is not written yet
def two_layer_gradients(X, y, W1, b1, w2, b2):
    raise NotImplementedError()

# score: 0
# says: not written yet
def loss_gradient(X, y, w, b):
    raise NotImplementedError()

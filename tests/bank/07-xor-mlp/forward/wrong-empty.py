# score: 0
# says: is not written yet
def forward(X, W1, b1, w2, b2):
    raise NotImplementedError()

# score: 0
# says: not written yet
def largest_stable_rate(X):
    raise NotImplementedError()

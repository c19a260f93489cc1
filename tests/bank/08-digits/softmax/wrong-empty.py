# score: 0
# says: not written yet
def softmax_cross_entropy(logits, labels):
    raise NotImplementedError()

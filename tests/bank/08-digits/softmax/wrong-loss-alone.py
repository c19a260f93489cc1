# score: 0
# says: were expected
def softmax_cross_entropy(logits, labels):
    return -logits.mean()

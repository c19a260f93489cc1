# score: 0
# says: NameError
def softmax_cross_entropy(logits, labels):
    return -np.log(P[labels]).mean(), P

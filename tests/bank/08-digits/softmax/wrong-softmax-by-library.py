# score: 0
# says: worked out by hand
from nnlib.functions import softmax


def softmax_cross_entropy(logits, labels):
    P = softmax(logits)
    Y = np.eye(logits.shape[1])[labels]
    return -np.log(P[Y == 1]).mean(), (P - Y) / len(P)

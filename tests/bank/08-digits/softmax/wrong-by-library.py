# score: 0
# says: worked out by hand
import nnlib


def softmax_cross_entropy(logits, labels):
    return nnlib.losses.softmax_cross_entropy(logits, labels)

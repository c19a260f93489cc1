# score: 5
from scipy.special import logsumexp


def softmax_cross_entropy(logits, labels):
    log_p = logits - logits.max(axis=1, keepdims=True)
    log_p = log_p - logsumexp(log_p, axis=1, keepdims=True)
    rows = np.arange(len(labels))
    D = np.exp(log_p)
    D[rows, labels] -= 1
    return -log_p[rows, labels].mean(), D / len(rows)

# score: 5
def softmax_cross_entropy(logits, labels):
    m, k = np.shape(logits)
    shifted = logits - np.amax(logits, axis=1)[:, np.newaxis]
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1))[:, np.newaxis]
    Y = np.equal(labels[:, None], np.arange(k)).astype(float)
    return -np.sum(np.where(Y == 1, log_p, 0)) / m, (np.exp(log_p) - Y) / m

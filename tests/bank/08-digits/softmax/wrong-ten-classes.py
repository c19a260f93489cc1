# score: 0
def softmax_cross_entropy(logits, labels):
    m = len(labels); S = logits - logits.max(1, keepdims=True); l = S - np.log(np.exp(S).sum(1, keepdims=True)); Y = np.eye(10)[labels]; return -(Y[:, :logits.shape[1]] * l).sum() / m, (np.exp(l) - Y) / m

# score: 2
from scipy.special import expit


def forward(X, W1, b1, w2, b2):
    a1 = expit(np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W1, b1]))
    a = expit(np.dot(a1, np.reshape(w2, (-1, 1))) + b2)
    return a1, np.squeeze(a, axis=1)

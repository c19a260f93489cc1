# score: 2
def forward(X, W1, b1, w2, b2):
    hidden = 0.5 + 0.5 * np.tanh(0.5 * (np.einsum("ij,jk->ik", X, W1) + b1))
    return [hidden, 0.5 + 0.5 * np.tanh(0.5 * (np.einsum("ij,j->i", hidden, w2) + b2))]

# score: 2
# mistake: step-compared-with-tolerance
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for k in range(max_steps):
        change = -eta * gradient(theta)
        theta = theta + change
        history.append(loss(theta))
        if np.linalg.norm(np.atleast_1d(change).ravel()) < tol:
            break
    return theta, history

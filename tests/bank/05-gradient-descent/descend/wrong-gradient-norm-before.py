# score: 2
# mistake: gradient-compared-with-tolerance
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for k in range(max_steps):
        slope = gradient(theta)
        theta = theta - eta * slope
        history.append(loss(theta))
        if np.linalg.norm(np.atleast_1d(slope).ravel()) < tol:
            break
    return theta, history

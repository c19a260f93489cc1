# score: 3
# hint: M25
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for k in range(max_steps):
        g = gradient(theta)
        theta = theta - eta * g / np.linalg.norm(np.atleast_1d(g).ravel())
        history.append(loss(theta))
        if abs(history[-1] - history[-2]) < tol:
            break
    return theta, history
